import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import { hexlify } from "ethers";
import { encodeAuthenticatorData, syncedPasskeyFlags, type AuthenticatorFlags } from "./authenticator-data";
import { clientDataJson, type ClientDataDialect, type ClientDataType } from "./client-data";

/** Choices for a new passkey; everything but the origin has a sensible default. */
export interface PasskeyOptions {
  /** Full origin of the page, scheme and port included: `https://auth.example`. */
  readonly origin: string;
  /** Relying party id; defaults to the origin's host name. */
  readonly rpId?: string;
  /** Raw credential id; defaults to 16 random bytes, the shortest the chain accepts. */
  readonly credentialId?: Uint8Array;
  readonly flags?: AuthenticatorFlags;
}

/** Deviations from an honest client's and authenticator's response, for tests of refusals and of dialects. */
export interface AssertionOverrides {
  readonly type?: ClientDataType | string;
  readonly origin?: string;
  readonly rpId?: string;
  readonly crossOrigin?: boolean;
  readonly dialect?: ClientDataDialect;
  readonly extraMembers?: Readonly<Record<string, unknown>>;
  readonly flags?: Partial<AuthenticatorFlags>;
  readonly counter?: number;
  /** The complete text, instead of a serialization of the members above; it is signed as it is. */
  readonly clientDataJson?: string;
  /** The raw bytes, instead of an encoding of the fields above; they are signed as they are. */
  readonly authenticatorData?: Uint8Array;
}

/** AuthenticatorAssertionResponse and the credential it is by. */
export interface Assertion {
  readonly credentialId: Uint8Array;
  readonly authenticatorData: Uint8Array;
  readonly clientDataJson: string;
  /** DER, as authenticators return it; s is in either half. */
  readonly signature: Uint8Array;
}

/** AuthenticatorAttestationResponse, without the attestation statement ("none"). */
export interface Registration {
  readonly authenticatorData: Uint8Array;
  readonly clientDataJson: string;
}

/**
 * A passkey in software: a real P-256 key that answers WebAuthn ceremonies byte for byte as a browser and its
 * authenticator would (Web Authentication Level 3, sections 6.1, 6.3.2, 6.3.3 and 5.8.1).
 */
export class Passkey {
  readonly origin: string;
  readonly rpId: string;
  readonly credentialId: Uint8Array;
  /** Affine coordinates of the public key as 32-byte hex words. */
  readonly publicKey: readonly [x: string, y: string];
  readonly #privateKey: KeyObject;
  readonly #point: { x: Uint8Array; y: Uint8Array };
  readonly #flags: AuthenticatorFlags;
  #counter = 0;

  constructor(options: PasskeyOptions) {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwk = publicKey.export({ format: "jwk" });
    this.#point = { x: Buffer.from(jwk.x ?? "", "base64url"), y: Buffer.from(jwk.y ?? "", "base64url") };
    this.#privateKey = privateKey;
    this.#flags = options.flags ?? syncedPasskeyFlags;
    this.origin = options.origin;
    this.rpId = options.rpId ?? new URL(options.origin).hostname;
    this.credentialId = options.credentialId ?? randomBytes(16);
    this.publicKey = [hexlify(this.#point.x), hexlify(this.#point.y)];
  }

  /** Returns the response to `navigator.credentials.create()` for a challenge. */
  register(challenge: Uint8Array): Registration {
    return {
      authenticatorData: encodeAuthenticatorData({
        rpId: this.rpId,
        flags: this.#flags,
        counter: this.#counter,
        attested: { credentialId: this.credentialId, ...this.#point },
      }),
      clientDataJson: clientDataJson({ type: "webauthn.create", challenge, origin: this.origin }),
    };
  }

  /** Returns the response to `navigator.credentials.get()` for a challenge; the counter increases by one. */
  assert(challenge: Uint8Array, overrides: AssertionOverrides = {}): Assertion {
    this.#counter += 1;
    const authenticatorData = overrides.authenticatorData ?? this.#authenticatorData(overrides);
    const text = overrides.clientDataJson ?? this.#clientData(challenge, overrides);
    const clientDataHash = createHash("sha256").update(text).digest();
    return {
      credentialId: this.credentialId,
      authenticatorData,
      clientDataJson: text,
      signature: sign("sha256", Buffer.concat([authenticatorData, clientDataHash]), this.#privateKey),
    };
  }

  #authenticatorData(overrides: AssertionOverrides): Uint8Array {
    return encodeAuthenticatorData({
      rpId: overrides.rpId ?? this.rpId,
      flags: { ...this.#flags, ...overrides.flags },
      counter: overrides.counter ?? this.#counter,
    });
  }

  #clientData(challenge: Uint8Array, overrides: AssertionOverrides): string {
    return clientDataJson(
      {
        type: overrides.type ?? "webauthn.get",
        challenge,
        origin: overrides.origin ?? this.origin,
        crossOrigin: overrides.crossOrigin,
        extraMembers: overrides.extraMembers,
      },
      overrides.dialect,
    );
  }
}

/** Creates a passkey on a new software authenticator. */
export function createPasskey(options: PasskeyOptions): Passkey {
  return new Passkey(options);
}
