import { BaseError, HttpRequestError, TimeoutError } from "viem";

/** Says what went wrong, in the first sentence that the SDK has for it. */
export function Failure({ error }: { readonly error: Error | null | undefined }) {
  if (!error) return null;
  return <p role="alert">{sentenceOf(error)}</p>;
}

function sentenceOf(error: Error): string {
  if (isUnreachable(error)) return "The chain does not answer. Try again in a moment.";
  const { shortMessage } = error as { shortMessage?: string };
  return shortMessage ?? error.message;
}

function isUnreachable(error: Error): boolean {
  if (!(error instanceof BaseError)) return false;
  return error.walk((each) => each instanceof HttpRequestError || each instanceof TimeoutError) !== null;
}
