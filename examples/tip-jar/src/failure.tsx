import {
  InsufficientFundsError,
  OutsideSessionError,
  PopupBlockedError,
  PopupClosedEarlyError,
  PopupClosedError,
} from "@zksync-sso/sdk/errors";
import { HttpRequestError, TimeoutError } from "viem";
import { ethInWords } from "./eth-in-words.ts";

/** What an error that was declined has for a code: it is EIP-1193's. */
const USER_REJECTED = 4001;
/** Wei less one of the last decimal that is shown: what is missing is rounded up. */
const ROUND_UP = 10n ** 12n - 1n;

/** Says what went wrong, in words for people; what is none of their business, in the first sentence that the SDK has for it. */
export function Failure({ error }: { readonly error: Error | null | undefined }) {
  if (!error) return null;
  return <p role="alert">{sentenceOf(error)}</p>;
}

function sentenceOf(error: Error): string {
  // wagmi wraps what the SDK throws.
  const causes = causesOf(error);
  const find = <T extends Error>(type: new (...args: never[]) => T): T | undefined =>
    causes.find((each): each is T => each instanceof type);

  if (find(HttpRequestError) ?? find(TimeoutError))
    return "The chain does not answer. Try again in a moment.";
  const poor = find(InsufficientFundsError);
  if (poor)
    return `Get test ETH first: ${ethInWords(poor.needed - poor.balance + ROUND_UP)} more is needed for this.`;
  if (find(PopupBlockedError))
    return "Your browser blocked the window. Allow this page to open windows, then try again.";
  if (find(PopupClosedEarlyError)) return "The window did not open properly. Try again in a moment.";
  const isDeclined = causes.some((each) => (each as { code?: unknown }).code === USER_REJECTED);
  if (isDeclined && find(OutsideSessionError)) return "Not approved: nothing was sent.";
  if (find(PopupClosedError)) return "You closed the window: nothing was approved.";
  if (isDeclined) return "You declined: nothing was approved.";
  const { shortMessage } = error as { shortMessage?: string };
  return shortMessage ?? error.message;
}

/** Lists an error and its causes, the outermost first. */
function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
