import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import type { Authenticator } from "../../src/passkey/authenticator.js";
import type { P256Signature } from "../../src/p256/p256-signature.js";
import { parseDerSignature } from "../../src/passkey/ecdsa-signature.js";
import { P256_ORDER } from "../../src/p256/p256-curve.js";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "../../src/passkey/webauthn-json.js";

/** Deviations of browser and authenticator from an honest pair with a synced passkey. */
export interface Behaviour {
  /** Origin of the page. */
  readonly origin: string;
  /** The flag bits; UP, UV, BE and BS by default. */
  readonly flags?: number;
  readonly credentialIdLength?: number;
  /** Changes what the browser writes. */
  readonly clientData?: (members: Record<string, unknown>) => string;
  /** Extensions of an assertion, in CBOR. */
  readonly extensions?: Buffer;
  /** Instead of an ES256 COSE_Key. */
  readonly coseKey?: Buffer;
  /** Instead of the relying party that asks. */
  readonly rpId?: string;
  readonly transformSignature?: (signature: P256Signature) => P256Signature;
}

interface Credential {
  readonly id: Buffer;
  readonly rpId: string;
  readonly key: KeyObject;
}

const UP_UV_BE_BS = 0x1d;
const [AT, ED] = [0x40, 0x80];
const ES256 = -7;

/**
 * A browser and an authenticator in software: real P-256 keys, and responses byte for byte as Web
 * Authentication Level 3 specifies (sections 5.8.1, 6.1, 6.3.2, 6.3.3). Every second signature has its s in
 * the upper half.
 */
export class SoftwareAuthenticator implements Authenticator {
  /** The requests, in order. */
  readonly asked: (PublicKeyCredentialCreationOptionsJSON | PublicKeyCredentialRequestOptionsJSON)[] = [];
  /** May be changed between two requests. */
  behaviour: Behaviour;
  readonly #credentials: Credential[] = [];
  #counter = 0;

  constructor(behaviour: Behaviour) {
    this.behaviour = behaviour;
  }

  async create(options: PublicKeyCredentialCreationOptionsJSON): Promise<RegistrationResponseJSON> {
    this.asked.push(options);
    if (!options.pubKeyCredParams.some(({ alg }) => alg === ES256)) throw domException("NotSupportedError");
    const known = this.#credentials.map(({ id }) => id.toString("base64url"));
    if (options.excludeCredentials?.some(({ id }) => known.includes(id)))
      throw domException("InvalidStateError");
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    const id = randomBytes(this.behaviour.credentialIdLength ?? 16);
    const rpId = this.behaviour.rpId ?? options.rp.id ?? new URL(this.behaviour.origin).hostname;
    this.#credentials.push({ id, rpId, key: privateKey });
    const cose = this.behaviour.coseKey ?? coseKey(Buffer.from(x, "base64url"), Buffer.from(y, "base64url"));
    const length = Buffer.of(id.length >> 8, id.length & 0xff);
    const data = Buffer.concat([this.#data(rpId, AT), Buffer.alloc(16), length, id, cose]);
    return {
      ...common(id),
      response: {
        clientDataJSON: this.#clientData("webauthn.create", options.challenge).toString("base64url"),
        attestationObject: attestationObject(data).toString("base64url"),
        transports: ["internal"],
      },
    };
  }

  async get(options: PublicKeyCredentialRequestOptionsJSON): Promise<AuthenticationResponseJSON> {
    this.asked.push(options);
    const allowed = options.allowCredentials?.map(({ id }) => id) ?? [];
    const credential = this.#credentials.find(
      ({ id, rpId }) =>
        rpId === options.rpId && (allowed.length === 0 || allowed.includes(id.toString("base64url"))),
    );
    if (!credential) throw domException("NotAllowedError");
    this.#counter += 1;
    const clientData = this.#clientData("webauthn.get", options.challenge);
    const { rpId = credential.rpId, extensions } = this.behaviour;
    const data = Buffer.concat([this.#data(rpId, extensions ? ED : 0), extensions ?? Buffer.alloc(0)]);
    const signed = Buffer.concat([data, createHash("sha256").update(clientData).digest()]);
    const signature = this.#withEitherS(parseDerSignature(sign("sha256", signed, credential.key)));
    return {
      ...common(credential.id),
      response: {
        authenticatorData: data.toString("base64url"),
        clientDataJSON: clientData.toString("base64url"),
        signature: toDer((this.behaviour.transformSignature ?? same)(signature)).toString("base64url"),
        userHandle: undefined,
      },
    };
  }

  #withEitherS({ r, s }: P256Signature): P256Signature {
    const [low = s, high = s] = [s, P256_ORDER - s].sort((a, b) => (a < b ? -1 : 1));
    return { r, s: this.#counter % 2 === 0 ? low : high };
  }

  #data(rpId: string, more: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter);
    const flags = (this.behaviour.flags ?? UP_UV_BE_BS) | more;
    return Buffer.concat([createHash("sha256").update(rpId).digest(), Buffer.of(flags), counter]);
  }

  #clientData(type: string, challenge: string): Buffer {
    const members = { type, challenge, origin: this.behaviour.origin, crossOrigin: false };
    return Buffer.from((this.behaviour.clientData ?? JSON.stringify)(members));
  }
}

/** An error as browsers throw it. */
export function domException(name: string): Error {
  return new DOMException("The browser says no more.", name);
}

/** COSE_Key of an ES256 credential (RFC 9053, section 7.1). */
export function coseKey(x: Uint8Array, y: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from("a5010203262001215820", "hex"), x, Buffer.from("225820", "hex"), y]);
}

/** The DER form of a signature: `SEQUENCE { INTEGER r, INTEGER s }`. */
export function toDer({ r, s }: P256Signature): Buffer {
  const integer = (value: bigint) => {
    const hex = value.toString(16);
    const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
    const body = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
    return Buffer.concat([Buffer.of(0x02, body.length), body]);
  };
  const body = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

/** `{ fmt: "none", attStmt: {}, authData }` in CBOR. */
function attestationObject(data: Buffer): Buffer {
  const head = Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746159", "hex");
  return Buffer.concat([head, Buffer.of(data.length >> 8, data.length & 0xff), data]);
}

function common(id: Buffer) {
  const text = id.toString("base64url");
  return {
    id: text,
    rawId: text,
    type: "public-key" as const,
    authenticatorAttachment: "platform" as const,
    clientExtensionResults: { credProps: { rk: true } },
  };
}

function same(signature: P256Signature): P256Signature {
  return signature;
}
