import type { ParsedRequest } from "@zksync-sso/sdk/messages";
import type { KnownAccount } from "../account/known-account.ts";
import type { Situation } from "./situation.ts";

/** An app that is left, and whose account it acts for. */
export interface RevokeScreenProps extends Situation {
  readonly account: KnownAccount;
  /** The person wants to go on with another account. */
  readonly onOther: () => void;
  readonly request: Extract<ParsedRequest, { method: "wallet_disconnect" }>;
}
