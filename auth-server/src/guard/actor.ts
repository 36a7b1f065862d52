import { ownReceipt } from "@zksync-sso/sdk/client";
import type { Address, Hex } from "viem";
import { sendTransaction } from "viem/actions";
import { act } from "../account/act.ts";
import { nodeClient } from "../account/account-client.ts";
import type { KnownAccount } from "../account/known-account.ts";
import { keyClient, type ChosenKey } from "../browser-key/key-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { answerCall } from "../guardians/answer-call.ts";
import type { GuardianRequest } from "../guardians/guardian-request.ts";
import type { RecoveryCall } from "../guardians/tell-recovery.ts";

/** As whom a guardian answers: with an account of this page's, or with a key that the browser has. */
export type Actor =
  | { readonly kind: "account"; readonly account: KnownAccount }
  | { readonly kind: "key"; readonly key: ChosenKey };

/** Returns the address that has to be the guardian. */
export function addressOf(actor: Actor): Address {
  return actor.kind === "account" ? actor.account.address : actor.key.address;
}

/** Says what the guardian answers with. */
export function meansOf(actor: Actor): string {
  return actor.kind === "account" ? "your passkey" : actor.key.name;
}

/**
 * Does what a guardian was asked for: agrees, or begins to let the passkey in.
 *
 * @param signal - once it is aborted, a key is asked for nothing more
 * @throws as `ownReceipt` does, where it is not done although it was sent
 */
export async function answerAs(
  actor: Actor,
  chain: ChainConfig,
  request: GuardianRequest,
  say: (what: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const call = answerCall(chain, request);
  const hash = await (actor.kind === "account"
    ? sendAsAccount(actor.account, chain, call, say)
    : sendAsKey(actor.key, chain, call, say, signal));
  say("Waiting for the chain…");
  await ownReceipt(nodeClient(chain), hash);
}

function sendAsAccount(
  account: KnownAccount,
  chain: ChainConfig,
  { to, data, signature }: RecoveryCall,
  say: (what: string) => void,
): Promise<Hex> {
  say("Waiting for your passkey…");
  return act({ chain, account, to, signature }, say, (client, { paymaster }) =>
    client.sendTransaction({ to, data, ...(paymaster && { paymaster: paymaster.address }) }),
  );
}

async function sendAsKey(
  key: ChosenKey,
  chain: ChainConfig,
  { to, data }: RecoveryCall,
  say: (what: string) => void,
  signal: AbortSignal,
): Promise<Hex> {
  say(`Waiting for ${key.name}…`);
  return sendTransaction(await keyClient(chain, key, signal), { to, data });
}
