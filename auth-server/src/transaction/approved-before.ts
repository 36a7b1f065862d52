import * as v from "valibot";
import { windowStorage } from "../storage/window-storage.ts";

const storage = windowStorage("zksync-sso.approved");

const ApprovedSchema = v.object({
  requestId: v.string(),
  /** How many transactions the account had sent then. */
  sent: v.number(),
});

/** Remembers, as long as this window is open, that a request was approved: what comes of it may be lost with the page. */
export function rememberApproved(requestId: string, sent: number): void {
  storage.keep(JSON.stringify({ requestId, sent }));
}

/** Says whether a request was approved before the page was loaded again, and the account has sent something since. */
export function mayBeDone(requestId: string, sent: number | undefined): boolean {
  try {
    const approved = v.parse(ApprovedSchema, JSON.parse(storage.kept() ?? "null"));
    return approved.requestId === requestId && sent !== undefined && sent > approved.sent;
  } catch {
    return false;
  }
}
