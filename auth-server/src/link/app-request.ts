import type { ParsedRequest } from "@zksync-sso/sdk/messages";

/** A request of an app's, and the ways to answer it. Once answered, the page has nothing more to do for the app. */
export interface AppRequest {
  /** Who asks, as the browser says; never what the app says of itself. */
  readonly origin: string;
  readonly request: ParsedRequest;
  /** Hands over a result. */
  readonly answer: (result: unknown) => void;
  /** Hands over an error. */
  readonly fail: (error: unknown) => void;
  /** Goes without a word: the person does not want to. */
  readonly decline: () => void;
}
