import { toBase64Url } from "./base64url";

/** `type` member of CollectedClientData: what the authenticator was asked to do. */
export type ClientDataType = "webauthn.get" | "webauthn.create";

/**
 * How a browser orders and chooses the members of clientDataJSON.
 *
 * - `chromium`: the serialization of WebAuthn section 5.8.1.1 — type, challenge, origin, crossOrigin.
 * - `without-cross-origin`: the same order, but the last member is missing (older Safari).
 * - `challenge-first`: alphabetical, with the long removed members old Firefox wrote.
 */
export type ClientDataDialect = "chromium" | "without-cross-origin" | "challenge-first";

/** What goes into clientDataJSON. */
export interface ClientData {
  readonly type: string;
  /** Raw challenge bytes; written as base64url. */
  readonly challenge: Uint8Array;
  readonly origin: string;
  readonly crossOrigin?: boolean;
  /**
   * Members a client adds after its own, such as `topOrigin` or Chromium's `other_keys_can_be_added_here`.
   */
  readonly extraMembers?: Readonly<Record<string, unknown>>;
}

/** Returns the text a client hashes and returns to the relying party (WebAuthn section 5.8.1). */
export function clientDataJson(data: ClientData, dialect: ClientDataDialect = "chromium"): string {
  return JSON.stringify({ ...members(data, dialect), ...data.extraMembers });
}

function members(data: ClientData, dialect: ClientDataDialect): Record<string, unknown> {
  const challenge = toBase64Url(data.challenge);
  const { type, origin, crossOrigin = false } = data;
  switch (dialect) {
    case "chromium":
      return { type, challenge, origin, crossOrigin };
    case "without-cross-origin":
      return { type, challenge, origin };
    case "challenge-first":
      return { challenge, clientExtensions: {}, hashAlgorithm: "SHA-256", origin, type };
  }
}
