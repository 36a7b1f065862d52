import { bytesToHex, concat, hexToBytes, isHex, size, type Hex } from "viem";
import { MalformedPublicKeyError, UnsupportedKeyAlgorithmError } from "../errors/passkey-errors.js";
import { readCbor, type CborValue } from "./cbor.js";
import { isOnP256 } from "../p256/p256-curve.js";

/** Affine coordinates of a public key on P-256, 32 bytes each. */
export type P256PublicKey = readonly [x: Hex, y: Hex];

/** SubjectPublicKeyInfo up to the point: id-ecPublicKey, prime256v1 (RFC 5480). */
const SPKI_UNCOMPRESSED = "0x3059301306072a8648ce3d020106082a8648ce3d03010703420004";
const SPKI_COMPRESSED = "0x3039301306072a8648ce3d020106082a8648ce3d030107032200";
/** AlgorithmIdentifiers of other keys that authenticators make. */
const OTHER_ALGORITHMS = [
  ["2a864886f70d010101", "RSA"],
  ["2b6570", "Ed25519"],
  ["2b81040022", "ECDSA over P-384"],
  ["2b81040023", "ECDSA over P-521"],
] as const;
const COSE_ALGORITHMS: Readonly<Record<number, string>> = {
  [-8]: "EdDSA (-8)",
  [-35]: "ES384 (-35)",
  [-36]: "ES512 (-36)",
  [-37]: "PS256 (-37)",
  [-47]: "ES256K (-47)",
  [-257]: "RS256 (-257)",
};
const UNCOMPRESSED = 4;

/**
 * Reads a passkey's public key: COSE_Key as in authenticator data (RFC 9053, section 7.1), SubjectPublicKeyInfo as
 * `getPublicKey()` answers it (RFC 5480), or a point without compression (65 bytes, SEC 1, section 2.3.3).
 *
 * @throws UnsupportedKeyAlgorithmError for keys of other algorithms than ES256
 * @throws MalformedPublicKeyError for bytes that are none of the three, and for coordinates that are no point of P-256
 * @throws MalformedBytesError for CBOR that is cut off
 */
export function parsePublicKey(bytes: Uint8Array): P256PublicKey {
  if (bytes[0] === 0x30) return parseSpki(bytes);
  if (bytes[0] === UNCOMPRESSED && bytes.length === 65) return point(bytes.subarray(1));
  if ((bytes[0] ?? 0) >> 5 === 5) return parseCose(bytes);
  throw new MalformedPublicKeyError(
    `The public key, of ${bytes.length} bytes, is neither a COSE key nor SubjectPublicKeyInfo nor a point without compression.`,
    "Pass on the key that `registerNewPasskey` answered.",
  );
}

/**
 * Checks that two coordinates are a key that the chain takes.
 *
 * @throws MalformedPublicKeyError unless they are 32 bytes each, and a point of P-256
 */
export function checkPublicKey([x, y]: readonly [Hex, Hex]): P256PublicKey {
  if (![x, y].every((each) => isHex(each) && size(each) === 32))
    throw new MalformedPublicKeyError(
      "The public key's coordinates are not 32 bytes each.",
      "Pad them with zeros on the left.",
    );
  if (!isOnP256(BigInt(x), BigInt(y)))
    throw new MalformedPublicKeyError(
      "The public key is no point of P-256.",
      "Check that x and y were not exchanged or cut.",
    );
  return [x, y];
}

/** Writes the COSE_Key of an ES256 credential (RFC 9053, section 7.1), in CTAP2's canonical CBOR: 77 bytes. */
export function toCoseKey(coordinates: readonly [Hex, Hex]): Uint8Array<ArrayBuffer> {
  const [x, y] = checkPublicKey(coordinates);
  return Uint8Array.from(hexToBytes(concat(["0xa5010203262001215820", x, "0x225820", y])));
}

/** What a COSE_Key of an ES256 credential has at these labels (RFC 9053, sections 7.1 and 2.1). */
const [KTY, ALG, CRV, X, Y] = [1, 3, -1, -2, -3];
const [EC2, ES256, P_256] = [2, -7, 1];

/**
 * Reads a COSE_Key and says where it ends: in authenticator data, extensions may follow.
 *
 * @throws as `parsePublicKey`
 */
export function readCoseKey(bytes: Uint8Array, position = 0): { publicKey: P256PublicKey; end: number } {
  const { value: key, end } = readCbor(bytes, "The public key", position);
  if (!(key instanceof Map)) throw malformedCose("is no CBOR map");
  const members = key as ReadonlyMap<CborValue, CborValue>;
  const algorithm = members.get(ALG);
  if (algorithm === undefined) throw malformedCose("names no algorithm (label 3)");
  if (algorithm !== ES256)
    throw new UnsupportedKeyAlgorithmError(COSE_ALGORITHMS[Number(algorithm)] ?? String(algorithm));
  if (members.get(KTY) !== EC2) throw malformedCose("is of another key type (label 1) than EC2 (2)");
  if (members.get(CRV) !== P_256) throw malformedCose("is on another curve (label -1) than P-256 (1)");
  const [x, y] = [members.get(X), members.get(Y)];
  if (typeof y === "boolean") throw compressed();
  if (!(x instanceof Uint8Array && y instanceof Uint8Array && x.length === 32 && y.length === 32))
    throw malformedCose("has coordinates (labels -2 and -3) that are not 32 bytes each");
  return { publicKey: checkPublicKey([bytesToHex(x), bytesToHex(y)]), end };
}

function parseCose(bytes: Uint8Array): P256PublicKey {
  const { publicKey, end } = readCoseKey(bytes);
  if (end !== bytes.length) throw malformedCose("goes on after its end");
  return publicKey;
}

function parseSpki(bytes: Uint8Array): P256PublicKey {
  const hex = bytesToHex(bytes);
  if (hex.startsWith(SPKI_UNCOMPRESSED) && bytes.length === 91) return point(bytes.subarray(27));
  if (hex.startsWith(SPKI_COMPRESSED)) throw compressed();
  // The first bytes hold their object identifiers: SEQUENCE, SEQUENCE, OBJECT IDENTIFIER.
  const other = OTHER_ALGORITHMS.find(([identifier]) => hex.slice(0, 62).includes(identifier));
  if (other) throw new UnsupportedKeyAlgorithmError(other[1]);
  throw new MalformedPublicKeyError(
    "The public key is DER, but not the SubjectPublicKeyInfo of a point of P-256.",
    "Pass on the key that `registerNewPasskey` answered.",
  );
}

function point(coordinates: Uint8Array): P256PublicKey {
  return checkPublicKey([bytesToHex(coordinates.subarray(0, 32)), bytesToHex(coordinates.subarray(32))]);
}

function compressed(): MalformedPublicKeyError {
  return new MalformedPublicKeyError(
    "The public key is compressed: its y is missing.",
    "Pass both coordinates on, as authenticators answer them.",
  );
}

function malformedCose(problem: string): MalformedPublicKeyError {
  return new MalformedPublicKeyError(
    `The public key, a COSE key, ${problem}.`,
    "Pass on the key that `registerNewPasskey` answered.",
  );
}
