import { isAddressEqual } from "viem";
import * as v from "valibot";
import type { KnownAccount } from "../account/known-account.ts";
import { windowStorages, type WindowStorage } from "../storage/window-storage.ts";
import { AddressSchema } from "../chains/address-schema.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import type { SendOrder } from "./send-order.ts";

const TrySchema = v.object({
  to: AddressSchema,
  /** Wei. */
  value: v.pipe(
    v.string(),
    v.regex(/^\d{1,78}$/),
    v.transform((text) => BigInt(text)),
  ),
  /** Of the transaction, if it was heard of. */
  hash: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^0x[0-9a-f]{64}$/),
      v.transform((text) => text as `0x${string}`),
    ),
  ),
});

const SentBeforeSchema = v.object({
  chainId: v.number(),
  account: AddressSchema,
  nonce: v.number(),
  tries: v.array(TrySchema),
});

/** What may have been sent, with one nonce, so that one of it happens at most. What became of it is not known. */
export type SentBefore = v.InferOutput<typeof SentBeforeSchema>;

/** Who may have sent something. */
type Sender = Pick<SentBefore, "chainId" | "account">;

const storages = windowStorages("zksync-sso.sent-before");

/** One each: what another account sends, or the same one on another chain, says nothing of what became of this one's. */
function storageOf({ chainId, account }: Sender): WindowStorage {
  return storages(`${chainId} ${account.toLowerCase()}`);
}

/** Remembers, as long as this window is open, what may have been sent. */
export function rememberSent(sent: SentBefore): void {
  const tries = sent.tries.map((each) => ({ ...each, value: String(each.value) }));
  storageOf(sent).keep(JSON.stringify({ ...sent, tries }));
}

/** Forgets it: what became of it is known, or it was not sent. */
export function forgetSent(sender: Sender): void {
  storageOf(sender).forget();
}

/** Returns what an account may have sent. */
export function sentBefore({ id }: ChainConfig, { address }: KnownAccount): SentBefore | undefined {
  try {
    const kept = storageOf({ chainId: id, account: address }).kept();
    const sent = v.parse(SentBeforeSchema, JSON.parse(kept ?? "null"));
    return sent.chainId === id && isAddressEqual(sent.account, address) ? sent : undefined;
  } catch {
    return undefined;
  }
}

/** Says whether two orders are the same. */
export function isSameOrder(one: SendOrder, other: SendOrder): boolean {
  return isAddressEqual(one.to, other.to) && one.value === other.value;
}
