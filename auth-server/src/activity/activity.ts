import { guardianRecoveryModuleAbi, sessionKeyModuleAbi, webAuthnModuleAbi } from "@zksync-sso/sdk/abi";
import {
  decodeEventLog,
  getAddress,
  hexToBigInt,
  isAddressEqual,
  slice,
  toEventSelector,
  type Address,
  type Hash,
  type Hex,
  type Log,
} from "viem";

/** What a transaction did for an account or to it. */
export type Deed =
  | {
      readonly kind: "sent" | "received";
      /** Its contract; nothing of ETH. */
      readonly token?: Address;
      /** In the smallest unit; nothing of a thing that there is one of (ERC-721). */
      readonly amount?: bigint;
      /** Who got it, or sent it. */
      readonly other: Address;
    }
  | { readonly kind: "app-let" | "app-ended"; readonly sessionHash: Hash }
  | { readonly kind: "guardian-asked" | "guardian-agreed" | "guardian-removed"; readonly other: Address }
  | {
      readonly kind:
        "passkey-added" | "passkey-removed" | "recovery-begun" | "recovery-done" | "recovery-stopped";
    };

/** A transaction that had to do with an account. */
export interface Activity {
  readonly hash: Hash;
  readonly block: bigint;
  /** Its place in the block. */
  readonly index: number;
  /** What went for the network fee out of the account, in wei. */
  readonly fee: bigint;
  readonly deeds: readonly Deed[];
}

/** Era's ledger of ETH, which writes every movement down as a token's (protocol paper, "L2BaseToken"). */
export const ETH_LEDGER: Address = "0x000000000000000000000000000000000000800A";
/** Who takes network fees, and gives back what was not used. */
const BOOTLOADER: Address = "0x0000000000000000000000000000000000008001";

/** What the suite's contracts say of an account: it is the first of each event's topics. */
const SUITE_DEEDS = {
  SessionCreated: "app-let",
  SessionRevoked: "app-ended",
  PasskeyCreated: "passkey-added",
  PasskeyRemoved: "passkey-removed",
  GuardianProposed: "guardian-asked",
  GuardianAdded: "guardian-agreed",
  GuardianRemoved: "guardian-removed",
  RecoveryInitiated: "recovery-begun",
  RecoveryFinished: "recovery-done",
  RecoveryDiscarded: "recovery-stopped",
} as const;

const SUITE_ABI = [...sessionKeyModuleAbi, ...webAuthnModuleAbi, ...guardianRecoveryModuleAbi];

/** The selectors of those events. */
export const SUITE_SELECTORS: Hex[] = SUITE_ABI.flatMap((item) =>
  item.type === "event" && item.name in SUITE_DEEDS ? [toEventSelector(item)] : [],
);

/** The selector of a token's transfer, which ERC-20, ERC-721 and the ledger of ETH share. */
export const TRANSFER_SELECTOR = toEventSelector("Transfer(address,address,uint256)");

/** A log that is part of a block. */
export type MinedLog = Log<bigint, number, false>;

/**
 * Says what an account's logs tell, transaction by transaction; the latest first.
 *
 * @param logs - transfers from and to the account, and what the suite's contracts said of it; in any order, and twice if a log
 * was found twice
 */
export function activitiesOf(logs: readonly MinedLog[], account: Address): Activity[] {
  const byTransaction = new Map<Hash, Map<number, MinedLog>>();
  for (const log of logs) {
    const own = byTransaction.get(log.transactionHash) ?? new Map<number, MinedLog>();
    byTransaction.set(log.transactionHash, own.set(log.logIndex, log));
  }
  const activities = [...byTransaction].map(([hash, own]) => activityOf(hash, [...own.values()], account));
  return activities.sort(latestFirst);
}

/** Orders activities, the latest first. */
export function latestFirst(one: Activity, other: Activity): number {
  return Number(other.block - one.block) || other.index - one.index;
}

function activityOf(hash: Hash, logs: MinedLog[], account: Address): Activity {
  logs.sort((one, other) => one.logIndex - other.logIndex);
  const transfers = logs.filter(({ topics }) => topics[0] === TRANSFER_SELECTOR).map(readTransfer);
  const isFee = ({ token, from, to }: Transfer): boolean =>
    token === undefined && [from, to].some((end) => isAddressEqual(end, BOOTLOADER));
  const fees = transfers.filter(isFee);
  const paid = (sign: 1n | -1n, from: "from" | "to"): bigint =>
    fees
      .filter((fee) => isAddressEqual(fee[from], account))
      .reduce((sum, { amount = 0n }) => sum + sign * amount, 0n);
  return {
    hash,
    block: logs[0]?.blockNumber ?? 0n,
    index: logs[0]?.transactionIndex ?? 0,
    fee: paid(1n, "from") + paid(-1n, "to"),
    deeds: [
      ...transfers.filter((transfer) => !isFee(transfer)).map((transfer) => moved(transfer, account)),
      ...logs.flatMap(suiteDeed),
    ],
  };
}

/** A movement of ETH or of a token. */
interface Transfer {
  readonly token: Address | undefined;
  readonly from: Address;
  readonly to: Address;
  readonly amount: bigint | undefined;
}

function readTransfer({ address, topics, data }: MinedLog): Transfer {
  const [, from = "0x", to = "0x", id] = topics;
  return {
    token: isAddressEqual(address, ETH_LEDGER) ? undefined : address,
    from: addressIn(from),
    to: addressIn(to),
    // An ERC-721 has the thing's number as its last topic, and no amount.
    amount: id === undefined && data.length === 66 ? hexToBigInt(data) : undefined,
  };
}

function addressIn(topic: Hex): Address {
  return getAddress(slice(topic, 12, 32));
}

function moved({ token, from, to, amount }: Transfer, account: Address): Deed {
  const isSent = isAddressEqual(from, account);
  return {
    kind: isSent ? "sent" : "received",
    other: isSent ? to : from,
    ...(token !== undefined && { token }),
    ...(amount !== undefined && { amount }),
  };
}

function suiteDeed({ topics, data }: MinedLog): Deed[] {
  if (!topics[0] || !SUITE_SELECTORS.includes(topics[0])) return [];
  const { eventName, args } = decodeEventLog({ abi: SUITE_ABI, topics, data, strict: false });
  const { sessionHash, guardian } = args as { sessionHash?: Hash; guardian?: Address };
  const kind = SUITE_DEEDS[eventName as keyof typeof SUITE_DEEDS];
  if (kind === "app-let" || kind === "app-ended") return sessionHash ? [{ kind, sessionHash }] : [];
  if (kind === "guardian-asked" || kind === "guardian-agreed" || kind === "guardian-removed")
    return guardian ? [{ kind, other: guardian }] : [];
  return [{ kind }];
}
