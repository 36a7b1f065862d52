import { oneLine } from "./one-line.js";

/** The longest that details are, in characters: a node, or what is in front of it, may answer anything. */
const LONGEST_DETAILS = 1000;

/** What an error carries besides its first sentence. */
export interface SsoErrorOptions {
  readonly cause?: unknown;
  /** What to do about it: one sentence each. */
  readonly metaMessages?: readonly string[];
  /** Page of the documentation, from the package's root or the project's, with its heading's anchor. */
  readonly docsPath?: string;
  /** Code of EIP-1193 or of JSON-RPC, where one applies. */
  readonly code?: number;
}

/** The root of all errors this package throws. Each says what is wrong and what to do about it. */
export class SsoError extends Error {
  override readonly name: string = "SsoError";
  /** What is wrong, in one sentence. */
  readonly shortMessage: string;
  /** What the cause said: on one line, and 1,000 characters at most. */
  readonly details: string | undefined;
  readonly metaMessages: readonly string[];
  readonly docsPath: string | undefined;
  readonly code: number | undefined;
  /** The nonce of the signed transaction that a node had been given before this; nothing if none had it. */
  sentNonce: number | undefined;

  constructor(shortMessage: string, options: SsoErrorOptions = {}) {
    const { cause, metaMessages = [], docsPath, code } = options;
    const details = cause instanceof Error ? saidBy(cause) : undefined;
    const lines = [shortMessage, ...metaMessages];
    // The pages are part of the package: an app has them in its node_modules.
    if (docsPath !== undefined) lines.push(`Docs: @zksync-sso/sdk/${docsPath}`);
    if (details !== undefined) lines.push(`Details: ${details}`);
    super(lines.join("\n"), cause === undefined ? undefined : { cause });
    this.shortMessage = shortMessage;
    this.details = details;
    this.metaMessages = metaMessages;
    this.docsPath = docsPath;
    this.code = code;
  }

  /**
   * Notes that a node had been given the transaction, signed, before this error. It can keep what it says it refused, so
   * that only another one with the same nonce is sure not to happen besides.
   */
  noteSent(nonce: number): this {
    this.sentNonce = nonce;
    this.message += `\nA node was given it, signed, with the nonce ${nonce}: sign another in its place only with that nonce, or both can happen.`;
    return this;
  }

  /** Returns the first error of the chain of causes, this one included, that `matches`; the last one without it. */
  walk(matches?: (error: unknown) => boolean): unknown {
    return walkFrom(this, matches);
  }
}

function walkFrom(error: unknown, matches?: (error: unknown) => boolean): unknown {
  if (matches?.(error)) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause === undefined || cause === null) return matches ? undefined : error;
  return walkFrom(cause, matches);
}

/** What a node has answered is in the details of viem's errors, whose own first line only says that something failed. */
function saidBy(cause: Error): string | undefined {
  const { details } = cause as { readonly details?: unknown };
  const said = typeof details === "string" && !(cause instanceof SsoError) ? details : "";
  return oneLine(said, LONGEST_DETAILS) || oneLine(firstLine(cause.message), LONGEST_DETAILS) || undefined;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
