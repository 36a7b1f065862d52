/// <reference lib="dom" />
import {
  bytesToHex,
  concat,
  encodeAbiParameters,
  getAddress,
  hexToBigInt,
  hexToBytes,
  keccak256,
  slice,
  type Address,
  type Hex,
} from "viem";
import { toLowS, type P256Signature } from "../p256/p256-signature.js";
import type { SessionKey } from "./session-key.js";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

/** A P-256 public key: its coordinates, 32 bytes each. */
export interface P256PublicKey {
  readonly x: Hex;
  readonly y: Hex;
}

/** A session key on the curve of WebCrypto. */
export interface P256SessionKey extends SessionKey {
  readonly type: "p256";
  readonly publicKey: P256PublicKey;
  /** As WebCrypto has it; a browser stores it without ever showing the private half. */
  readonly keyPair: CryptoKeyPair;
}

/** Returns the address by which a session knows a P-256 key, formed like that of a secp256k1 key. */
export function p256Address({ x, y }: P256PublicKey): Address {
  return getAddress(slice(keccak256(concat([x, y])), 12));
}

/** Makes a new P-256 key whose private half cannot be copied out of WebCrypto. */
export async function generateP256SessionKey(): Promise<P256SessionKey> {
  return p256SessionKey(await crypto.subtle.generateKey(ALGORITHM, false, ["sign"]));
}

/** Makes a session key of a P-256 key pair of WebCrypto. */
export async function p256SessionKey(keyPair: CryptoKeyPair): Promise<P256SessionKey> {
  // An uncompressed point: 0x04, x, y (SEC 1, section 2.3.3).
  const point = bytesToHex(new Uint8Array(await crypto.subtle.exportKey("raw", keyPair.publicKey)));
  const publicKey = { x: slice(point, 1, 33), y: slice(point, 33) };
  return {
    type: "p256",
    keyPair,
    publicKey,
    address: p256Address(publicKey),
    stubSignature: encodeSignature({ r: 1n, s: 1n }, publicKey),
    sign: async (hash) => {
      // WebCrypto hashes what it signs: the module expects sha256 of the transaction's hash.
      const signature = await crypto.subtle.sign(
        ALGORITHM,
        keyPair.privateKey,
        new Uint8Array(hexToBytes(hash)),
      );
      const raw = bytesToHex(new Uint8Array(signature));
      const [r, s] = [hexToBigInt(slice(raw, 0, 32)), hexToBigInt(slice(raw, 32))];
      return encodeSignature(toLowS({ r, s }), publicKey);
    },
  };
}

function encodeSignature({ r, s }: P256Signature, { x, y }: P256PublicKey): Hex {
  return concat([encodeAbiParameters([{ type: "uint256" }, { type: "uint256" }], [r, s]), x, y]);
}
