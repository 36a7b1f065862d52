import { webcrypto } from "node:crypto";
import {
  AbiCoder,
  computeAddress,
  concat,
  dataSlice,
  getAddress,
  getBytes,
  hexlify,
  keccak256,
  randomBytes,
  SigningKey,
  toBigInt,
} from "ethers";
import { STUB_ECDSA_SIGNATURE } from "../accounts/owner-signer";
import { toLowS } from "../passkeys/p256-signature";

/** A session's key, on either curve. */
export interface SessionKeyPair {
  /** What `SessionSpec.signer` holds. */
  readonly address: string;
  /** A signature of the real one's size and validation cost, to estimate gas with. */
  readonly stub: string;
  /** The module's encoding of a signature of a transaction's hash (bytes32). */
  sign(hash: string): Promise<string>;
}

/** Returns a secp256k1 key; a new one unless a private key is given. */
export function secp256k1KeyPair(privateKey = hexlify(randomBytes(32))): SessionKeyPair {
  const key = new SigningKey(privateKey);
  return {
    address: computeAddress(key.publicKey),
    stub: STUB_ECDSA_SIGNATURE,
    sign: (hash) => Promise.resolve(key.sign(hash).serialized),
  };
}

/** Generates a P-256 key as a browser does: with WebCrypto, not extractable, signing sha256 of its input. */
export async function p256KeyPair(): Promise<SessionKeyPair> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const { subtle } = webcrypto;
  const { publicKey, privateKey } = await subtle.generateKey(algorithm, false, ["sign"]);
  // Uncompressed point: 0x04, x, y (SEC 1, section 2.3.3).
  const point = hexlify(new Uint8Array(await subtle.exportKey("raw", publicKey)));
  const coordinates = dataSlice(point, 1);
  return {
    address: getAddress(dataSlice(keccak256(coordinates), 12)),
    stub: encodeP256Signature({ r: 1n, s: 1n }, coordinates),
    sign: async (hash) => {
      const raw = hexlify(new Uint8Array(await subtle.sign(algorithm, privateKey, getBytes(hash))));
      const signature = { r: toBigInt(dataSlice(raw, 0, 32)), s: toBigInt(dataSlice(raw, 32)) };
      return encodeP256Signature(toLowS(signature), coordinates);
    },
  };
}

/** `abi.encode(r, s, x, y)`. */
export function encodeP256Signature(
  { r, s }: { readonly r: bigint; readonly s: bigint },
  coordinates: string,
): string {
  return concat([AbiCoder.defaultAbiCoder().encode(["uint256", "uint256"], [r, s]), coordinates]);
}
