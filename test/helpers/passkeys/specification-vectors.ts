import { hkdfSync } from "node:crypto";
import { encodeAuthenticatorData } from "./authenticator-data";
import { toBase64Url } from "./base64url";
import { deterministicSignature } from "../chain/deterministic-signature";
import { assertionDigest, keyOf, type ChosenKey } from "./p256-key";
import { toDer } from "./p256-signature";
import type { Assertion } from "./software-authenticator";

/** One ceremony: what the relying party sent, and the response of client and authenticator. */
interface Ceremony {
  readonly challenge: Uint8Array;
  readonly clientDataJson: string;
  readonly authenticatorData: Uint8Array;
}

/** A test vector of Web Authentication Level 3, section 16: a registration, and an authentication with the new key. */
export interface SpecificationVector {
  readonly name: string;
  readonly origin: string;
  readonly rpId: string;
  readonly scalar: bigint;
  readonly key: ChosenKey;
  readonly credentialId: Uint8Array;
  readonly registration: Ceremony;
  readonly authentication: Ceremony & Assertion;
}

/** What distinguishes the vectors besides their random values. */
interface VectorKind {
  readonly name: string;
  /** Bytes of the credential id; 32 if not given. */
  readonly credentialIdLength?: number;
  /** Members of the client data after the origin. */
  readonly frame?: string;
  /**
   * Whether another key attests the new one. Its private key and its certificate's serial number are random,
   * too.
   */
  readonly isAttested?: boolean;
  /** FIDO U2F has neither user verification nor backups: no flags are drawn. */
  readonly hasOnlyPresence?: boolean;
}

/** The section's vectors for ES256. */
export const SPECIFICATION_VECTORS: readonly VectorKind[] = [
  { name: "none.ES256" },
  { name: "packed-self.ES256" },
  { name: "none.ES256.crossOrigin", frame: '"crossOrigin":true' },
  { name: "none.ES256.topOrigin", frame: '"crossOrigin":true,"topOrigin":"https://example.com"' },
  { name: "none.ES256.long-credential-id", credentialIdLength: 1023 },
  { name: "packed.ES256", isAttested: true },
  { name: "tpm.ES256", isAttested: true },
  { name: "android-key.ES256", isAttested: true },
  { name: "apple.ES256", isAttested: true },
  { name: "fido-u2f.ES256", isAttested: true, hasOnlyPresence: true },
];

const RP_ID = "example.org";
const ORIGIN = `https://${RP_ID}`;
const [USER_VERIFIED, BACKUP_ELIGIBLE, BACKED_UP] = [0x04, 0x08, 0x10];
const HAS_EXTRA_DATA = 0x01;
const EXTRA_DATA = "clientDataJSON may be extended with additional fields in the future, such as this: ";

/**
 * Returns a vector by the section's own procedure: every random value is HKDF-SHA-256 of 'WebAuthn test
 * vectors' with the vector's name as info and the number of the value, from 0, as a salt of one byte;
 * signatures are deterministic (RFC 6979).
 */
export function deriveVector(kind: VectorKind): SpecificationVector {
  const { credentialIdLength = 32, frame = '"crossOrigin":false' } = kind;
  const draw = randomValues(kind.name);
  const client = (type: string, challenge: Uint8Array) => {
    const start = `"type":"${type}","challenge":"${toBase64Url(challenge)}","origin":"${ORIGIN}",${frame}`;
    if ((draw(1)[0]! & HAS_EXTRA_DATA) === 0) return `{${start}}`;
    return `{${start},"extraData":"${EXTRA_DATA}${Buffer.from(draw(16)).toString("base64")}"}`;
  };
  const drawFlags = () => (kind.hasOnlyPresence ? 0 : draw(1)[0]!);

  const challenge = draw(32);
  const scalar = BigInt(`0x${Buffer.from(draw(32)).toString("hex")}`);
  const key = keyOf(scalar);
  const clientDataJson = client("webauthn.create", challenge);
  const aaguid = draw(16);
  const credentialId = draw(credentialIdLength);
  const flags = drawFlags();
  const attested = { credentialId, aaguid, ...key };
  const registration = {
    challenge,
    clientDataJson,
    authenticatorData: authenticatorData(flags, flags, attested),
  };
  if (kind.isAttested) [draw(32), draw(16)];
  const authentication = authenticate(draw(32), client, drawFlags, flags);
  const { r, s } = deterministicSignature(
    scalar,
    assertionDigest(authentication.authenticatorData, authentication.clientDataJson),
  );
  return {
    name: kind.name,
    origin: ORIGIN,
    rpId: RP_ID,
    scalar,
    key,
    credentialId,
    registration,
    authentication: { ...authentication, credentialId, signature: toDer({ r, s }) },
  };
}

function authenticate(
  challenge: Uint8Array,
  client: (type: string, challenge: Uint8Array) => string,
  drawFlags: () => number,
  registered: number,
): Ceremony {
  const clientDataJson = client("webauthn.get", challenge);
  return { challenge, clientDataJson, authenticatorData: authenticatorData(drawFlags(), registered) };
}

/**
 * UV and BS are drawn for each ceremony, BE is the credential's, and nothing that is not eligible is backed
 * up.
 */
function authenticatorData(
  drawn: number,
  registered: number,
  attested?: Parameters<typeof encodeAuthenticatorData>[0]["attested"],
): Uint8Array {
  const backupEligible = (registered & BACKUP_ELIGIBLE) !== 0;
  const flags = {
    userPresent: true,
    userVerified: (drawn & USER_VERIFIED) !== 0,
    backupEligible,
    backedUp: backupEligible && (drawn & BACKED_UP) !== 0,
  };
  return encodeAuthenticatorData({ rpId: RP_ID, flags, counter: 0, attested });
}

/** Draws the vector's random values one after the other. */
function randomValues(name: string): (length: number) => Uint8Array {
  let salt = 0;
  return (length) =>
    new Uint8Array(hkdfSync("sha256", "WebAuthn test vectors", Uint8Array.of(salt++), name, length));
}
