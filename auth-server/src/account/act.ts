import { toFunctionSelector, type Address } from "viem";
import type { ChainConfig } from "../chains/chain-config.ts";
import { accountClient } from "./account-client.ts";
import { tellActed } from "./acted.ts";
import type { KnownAccount } from "./known-account.ts";
import { sponsored, type Sponsor } from "./sponsored.ts";

/** What the SDK's actions are given besides their own. */
export interface ActOptions {
  readonly paymaster?: Sponsor;
  readonly onTransactionSent: () => void;
}

/** An account, and what it is about to call. */
export interface Act {
  readonly chain: ChainConfig;
  readonly account: KnownAccount;
  readonly to: Address;
  /** As Solidity has it: `revokeKey(bytes32)`. */
  readonly signature: string;
}

/**
 * Acts for the account, a prompt of its passkey; the chain's paymaster pays if it pays for that.
 *
 * @param send - is given a client of the account
 * @param say - is told what is waited for
 */
export async function act<result>(
  { chain, account, to, signature }: Act,
  say: (what: string) => void,
  send: (client: ReturnType<typeof accountClient>, options: ActOptions) => Promise<result>,
): Promise<result> {
  const call = { sender: account.address, to, selector: toFunctionSelector(signature) };
  const client = accountClient(chain, account);
  let isSent = false;
  const onTransactionSent = (): void => {
    isSent = true;
    say("Waiting for the chain…");
  };
  try {
    const done = await sponsored(chain, call, (paymaster) =>
      send(client, { ...(paymaster && { paymaster }), onTransactionSent }),
    );
    isSent = true;
    return done;
  } finally {
    // Also if it fails: that costs a fee; and what takes long may happen all the same.
    if (isSent) tellActed();
  }
}
