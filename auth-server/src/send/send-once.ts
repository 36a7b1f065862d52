import { ownReceipt } from "@zksync-sso/sdk/client";
import { TransactionRevertedError } from "@zksync-sso/sdk/errors";
import type { Hash } from "viem";
import { getTransactionCount } from "viem/actions";
import { accountClient } from "../account/account-client.ts";
import { isNotSent } from "../account/is-not-sent.ts";
import type { KnownAccount } from "../account/known-account.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { ExplainedError } from "../words/problem.ts";
import { fateOf, type Fate } from "./fate.ts";
import type { SendOrder } from "./send-order.ts";
import { forgetSent, isSameOrder, rememberSent, sentBefore, type SentBefore } from "./sent-before.ts";

/** What is to be sent, and what the person was told of what may have been sent before. */
export interface Sending {
  readonly chain: ChainConfig;
  readonly account: KnownAccount;
  readonly order: SendOrder;
  readonly told: Fate["kind"] | undefined;
}

/**
 * Sends an order and waits until it is done. However often it is tried, it happens once: what may have been sent before is
 * looked for first, and as long as it can happen, what is sent takes its place.
 *
 * @param say - is told what is waited for
 * @returns the hash of the transaction that has done it
 * @throws ExplainedError if it may be done already, or something else is done in its place, and the person was not told
 */
export async function sendOnce(sending: Sending, say: (what: string) => void): Promise<Hash> {
  const { chain, account, order, told } = sending;
  const before = sentBefore(chain, account);
  const fate = before && (await fateOf(chain, before));
  if (fate?.kind === "unknown" && told !== "unknown") throw new ExplainedError(MAY_BE_DONE);
  if (before && fate?.kind === "open") return submit(sending, before, say);
  const isUntold = fate?.kind === "done" && told !== "done";
  if (isUntold && !isSameOrder(fate.order, order)) throw new ExplainedError(OTHER_DONE);
  const sender = { chainId: chain.id, account: account.address };
  forgetSent(sender);
  if (isUntold) return fate.hash;
  const client = accountClient(chain, account);
  const nonce = await getTransactionCount(client, { address: account.address, blockTag: "pending" });
  return submit(sending, { ...sender, nonce, tries: [] }, say);
}

const MAY_BE_DONE = {
  what: "It may be done already.",
  remedy: "Your account has done something since you sent it, and nothing more was sent now.",
};

const OTHER_DONE = {
  what: "What you sent before is done.",
  remedy: "So nothing was sent in its place. If you go on now, both happen.",
};

async function submit(
  { chain, account, order }: Sending,
  before: SentBefore,
  say: (what: string) => void,
): Promise<Hash> {
  const client = accountClient(chain, account);
  const remember = (hash?: Hash): void => {
    rememberSent({ ...before, tries: [...before.tries, { ...order, hash }] });
  };
  remember();
  const hash = await client.sendTransaction({ ...order, nonce: before.nonce }).catch((error: unknown) => {
    if (isNotSent(error)) takeBack(before);
    throw error;
  });
  remember(hash);
  say("Waiting for the chain…");
  const { transactionHash } = await ownReceipt(client, hash).catch((error: unknown) => {
    // Of all else that goes wrong, nothing is known of what was sent.
    if (error instanceof TransactionRevertedError) forgetSent(before);
    throw error;
  });
  forgetSent(before);
  return transactionHash;
}

/** What was tried earlier may happen, still. */
function takeBack(before: SentBefore): void {
  if (before.tries.length === 0) forgetSent(before);
  else rememberSent(before);
}
