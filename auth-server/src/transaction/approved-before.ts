import * as v from "valibot";
import { windowStorage } from "../storage/window-storage.ts";

const storage = windowStorage("zksync-sso.approved");

const ApprovedSchema = v.object({
  requestId: v.string(),
  /** How many transactions the account had sent then. */
  sent: v.number(),
});

type Approved = v.InferOutput<typeof ApprovedSchema>;

/**
 * Remembers, as long as this window is open, that a request was approved: what comes of it may be lost, with the page or without.
 *
 * @returns what takes that back, where nothing was sent: what was known before is known again
 */
export function rememberApproved(requestId: string, sent: number): () => void {
  const before = storage.kept();
  storage.keep(JSON.stringify({ requestId, sent } satisfies Approved));
  return () => {
    if (before === undefined) storage.forget();
    else storage.keep(before);
  };
}

/** Says whether a request was approved before, and the account has sent something since. */
export function mayBeDone(requestId: string, sent: number | undefined): boolean {
  const approved = approvedBefore(requestId);
  return approved !== undefined && sent !== undefined && sent > approved.sent;
}

/**
 * Returns the nonce of what was approved before and may happen still, if anything was: what is signed now has to take its place. A
 * node may come to know of it only when the person has looked.
 */
export function openNonce(requestId: string, sent: number | undefined): number | undefined {
  const approved = approvedBefore(requestId);
  return approved?.sent === sent ? sent : undefined;
}

function approvedBefore(requestId: string): Approved | undefined {
  try {
    const approved = v.parse(ApprovedSchema, JSON.parse(storage.kept() ?? "null"));
    return approved.requestId === requestId ? approved : undefined;
  } catch {
    return undefined;
  }
}
