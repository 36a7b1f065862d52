import { standardErrorCodes } from "./standard-codes.js";
import { SsoError } from "./sso-error.js";

const PAGE = "docs/sdk/passkeys.md";
const { invalidParams } = standardErrorCodes.rpc;
const { unsupportedMethod, userRejectedRequest } = standardErrorCodes.provider;

/** What an error about a passkey says. */
interface PasskeyProblem {
  /** What is wrong: a sentence. */
  readonly problem: string;
  /** What to do about it: a sentence. */
  readonly remedy: string;
  readonly cause?: unknown;
  readonly code?: number;
}

/** A passkey, or an answer of an authenticator, that the chain could never take. The code is -32602 unless it says otherwise. */
export class PasskeyError extends SsoError {
  override readonly name: string = "PasskeyError";

  constructor({ problem, remedy, cause, code = invalidParams }: PasskeyProblem, anchor: string) {
    super(problem, { cause, metaMessages: [remedy], docsPath: `${PAGE}#${anchor}`, code });
  }
}

/** A public key in a form that cannot be read, or that is no point of P-256. */
export class MalformedPublicKeyError extends PasskeyError {
  override readonly name = "MalformedPublicKeyError";
  constructor(problem: string, remedy: string) {
    super({ problem, remedy }, "keys");
  }
}

/** A public key of another algorithm than ES256. */
export class UnsupportedKeyAlgorithmError extends PasskeyError {
  override readonly name = "UnsupportedKeyAlgorithmError";
  constructor(algorithm: string) {
    super(
      {
        problem: `The passkey's algorithm is ${algorithm}; the chain checks ES256 (COSE algorithm -7, ECDSA over P-256 with SHA-256) only.`,
        remedy:
          'Make a passkey with `pubKeyCredParams: [{ type: "public-key", alg: -7 }]`, or on another device.',
      },
      "keys",
    );
  }
}

/** A signature that is not the DER form of one over P-256. */
export class MalformedSignatureError extends PasskeyError {
  override readonly name = "MalformedSignatureError";
  constructor(problem: string) {
    super(
      {
        problem: `The passkey's signature ${problem}.`,
        remedy:
          "Pass the authenticator's answer on as it came: SEQUENCE { INTEGER r, INTEGER s } in DER (RFC 3279, section 2.2.3).",
      },
      "signatures",
    );
  }
}

/** Bytes that are written in another way than they have to be: base64url, CBOR, or a hash of another length. */
export class MalformedBytesError extends PasskeyError {
  override readonly name = "MalformedBytesError";
  constructor(what: string, problem: string) {
    super(
      { problem: `${what} ${problem}.`, remedy: "Pass it on as the authenticator or the browser wrote it." },
      "signatures",
    );
  }
}

/** Authenticator data that the chain would not take, or that is not all there. */
export class MalformedAuthenticatorDataError extends PasskeyError {
  override readonly name = "MalformedAuthenticatorDataError";
  constructor(problem: string) {
    super(
      { problem: `The authenticator data ${problem}.`, remedy: "Use another authenticator." },
      "what-is-checked",
    );
  }
}

/** An authenticator that nobody touched. */
export class UserNotPresentError extends PasskeyError {
  override readonly name = "UserNotPresentError";
  constructor() {
    super(
      {
        problem: "The authenticator answered without anybody's presence (flag UP), which the chain requires.",
        remedy: "Use an authenticator that asks to be touched.",
      },
      "what-is-checked",
    );
  }
}

/** An authenticator that did not verify who touched it. */
export class UserNotVerifiedError extends PasskeyError {
  override readonly name = "UserNotVerifiedError";
  constructor() {
    super(
      {
        problem: "The authenticator did not verify the person (flag UV), which the chain requires.",
        remedy:
          'Set a PIN, fingerprint or face on the device, or use another one; ask with `userVerification: "required"`.',
      },
      "what-is-checked",
    );
  }
}

/** A clientDataJSON that the chain could not read. */
export class MalformedClientDataError extends PasskeyError {
  override readonly name = "MalformedClientDataError";
  constructor(problem: string) {
    super(
      {
        problem: `The browser's client data ${problem}.`,
        remedy: "Use another browser: the chain reads one flat JSON object without white space or escapes.",
      },
      "what-is-checked",
    );
  }
}

/** The answer to another ceremony: a registration where a signature was asked for, or the reverse. */
export class WrongCeremonyError extends PasskeyError {
  override readonly name = "WrongCeremonyError";
  constructor(type: string, expected: string) {
    super(
      {
        problem: `The answer is of type ${JSON.stringify(type)} instead of ${expected}.`,
        remedy: "Ask the authenticator again.",
      },
      "what-is-checked",
    );
  }
}

/** The answer to another challenge. */
export class ChallengeMismatchError extends PasskeyError {
  override readonly name = "ChallengeMismatchError";
  constructor() {
    super(
      {
        problem: "The authenticator answered another challenge than the one it was asked.",
        remedy: "Ask again; never use an answer twice.",
      },
      "what-is-checked",
    );
  }
}

/** A page in a frame of another origin. */
export class CrossOriginError extends PasskeyError {
  override readonly name = "CrossOriginError";
  constructor() {
    super(
      {
        problem:
          "The passkey was used in a frame of another origin, which the chain refuses (crossOrigin, topOrigin).",
        remedy: "Use it in a page or a popup of its own.",
      },
      "what-is-checked",
    );
  }
}

/** Another page's origin than the one expected. */
export class OriginMismatchError extends PasskeyError {
  override readonly name = "OriginMismatchError";
  constructor(origin: string, expected: string) {
    super(
      {
        problem: `The passkey was used on ${JSON.stringify(origin)}, while ${JSON.stringify(expected)} was expected.`,
        remedy:
          "Give as `origin` what the browser writes: scheme, host and port unless it is the scheme's own.",
      },
      "origins",
    );
  }
}

/** An origin that no passkey can be registered for. */
export class InvalidOriginError extends PasskeyError {
  override readonly name = "InvalidOriginError";
  constructor(problem: string) {
    super(
      {
        problem: `The origin ${problem}.`,
        remedy:
          "Use 1 to 253 printable ASCII characters without quotes and backslashes, such as `https://auth.example`.",
      },
      "origins",
    );
  }
}

/** What functions call the origin that they are given. */
export type OriginOption = "origin" | "expectedOrigin";

/** Nobody said what the page's origin is, and there is no page. */
export class OriginRequiredError extends PasskeyError {
  override readonly name = "OriginRequiredError";
  /** @param option - what the function that was called calls it */
  constructor(option: OriginOption | "rpID") {
    const [what, example] = option === "rpID" ? ["host", "auth.example"] : ["origin", "https://auth.example"];
    super(
      {
        problem: `There is no page whose ${what} could be taken.`,
        remedy: `Give \`${option}\`, such as ${example}.`,
      },
      "origins",
    );
  }
}

/** A credential id of a length that the chain does not take. */
export class InvalidCredentialIdError extends PasskeyError {
  override readonly name = "InvalidCredentialIdError";
  constructor(length: number) {
    super(
      {
        problem: `The credential id has ${length} bytes; the chain takes 16 to 1023 (Web Authentication, section 4).`,
        remedy: "Make the passkey with another authenticator.",
      },
      "what-is-checked",
    );
  }
}

/** An answer by another passkey than the one that was asked. */
export class CredentialMismatchError extends PasskeyError {
  override readonly name = "CredentialMismatchError";
  constructor() {
    super(
      {
        problem: "Another passkey answered than the one that was asked for.",
        remedy: "Choose the account's passkey, or pass its id so that the authenticator offers no other.",
      },
      "signing",
    );
  }
}

/** A passkey of another relying party. */
export class RelyingPartyMismatchError extends PasskeyError {
  override readonly name = "RelyingPartyMismatchError";
  constructor(rpId: string) {
    super(
      {
        problem: `The authenticator answered for another relying party than ${JSON.stringify(rpId)}.`,
        remedy: "Give as `rpID` the host of the page, or a domain it belongs to.",
      },
      "origins",
    );
  }
}

/** A relying party's id that the page may not use. */
export class InvalidRelyingPartyError extends PasskeyError {
  override readonly name = "InvalidRelyingPartyError";
  constructor(cause: unknown) {
    super(
      {
        problem: "The browser does not let this page use this relying party's id.",
        remedy:
          "Serve the page over https (or on localhost), and give as `rpID` its host or a domain it belongs to.",
        cause,
      },
      "origins",
    );
  }
}

/** An environment without passkeys, such as an app's built-in browser. Unsupported method (4200). */
export class PasskeysUnavailableError extends PasskeyError {
  override readonly name = "PasskeysUnavailableError";
  constructor() {
    super(
      {
        problem: "There are no passkeys here: `navigator.credentials` is missing.",
        remedy:
          "Open the page in the system's browser, over https; outside of browsers, pass an `authenticator`.",
        code: unsupportedMethod,
      },
      "authenticators",
    );
  }
}

/** An authenticator or browser that cannot make ES256 keys, verify people, or keep passkeys. Unsupported method (4200). */
export class AuthenticatorUnsuitableError extends PasskeyError {
  override readonly name = "AuthenticatorUnsuitableError";
  constructor(cause: unknown) {
    super(
      {
        problem:
          "The authenticator cannot make a passkey that the chain would take (ES256, user verification, kept on the device).",
        remedy: "Use another device, browser or security key.",
        cause,
        code: unsupportedMethod,
      },
      "authenticators",
    );
  }
}

/** A person who cancelled, or let time run out. User rejected request (4001). */
export class PasskeyCancelledError extends PasskeyError {
  override readonly name = "PasskeyCancelledError";
  constructor(cause: unknown) {
    super(
      {
        problem: "The passkey prompt was cancelled, timed out, or found no passkey.",
        remedy: "Let the person try again with a click.",
        cause,
        code: userRejectedRequest,
      },
      "authenticators",
    );
  }
}

/** An authenticator that has one of the excluded passkeys already. */
export class PasskeyExistsError extends PasskeyError {
  override readonly name = "PasskeyExistsError";
  constructor(cause: unknown) {
    super(
      {
        problem: "This authenticator has a passkey of the account already.",
        remedy: "Sign in with it, or use another authenticator.",
        cause,
      },
      "authenticators",
    );
  }
}

/** An authenticator that failed in a way the standard has no name for. Internal (-32603). */
export class AuthenticatorFailedError extends PasskeyError {
  override readonly name = "AuthenticatorFailedError";
  constructor(cause: unknown) {
    super(
      {
        problem: "The authenticator failed.",
        remedy: "Try again, or use another one.",
        cause,
        code: standardErrorCodes.rpc.internal,
      },
      "authenticators",
    );
  }
}

/** A passkey whose id nobody knows, where it is needed. */
export class MissingCredentialIdError extends PasskeyError {
  override readonly name = "MissingCredentialIdError";
  /** @param cause - why it could not be looked up, if the chain's logs could not be read */
  constructor(cause?: unknown) {
    super(
      {
        cause,
        problem: "The passkey's credential id is not known, and without it gas cannot be estimated.",
        remedy:
          "Pass the `credentialId` that `registerNewPasskey` answered, or give the transaction its `gas`.",
      },
      "gas",
    );
  }
}
