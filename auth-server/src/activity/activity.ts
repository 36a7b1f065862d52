import {
  aaFactoryAbi,
  erc7579AccountAbi,
  guardianRecoveryModuleAbi,
  sessionKeyModuleAbi,
  webAuthnModuleAbi,
} from "@zksync-sso/sdk/abi";
import {
  decodeEventLog,
  getAddress,
  hexToBigInt,
  isAddressEqual,
  slice,
  toEventSelector,
  type Abi,
  type Address,
  type Hash,
  type Hex,
  type Log,
} from "viem";
import { getAbiItem } from "viem/utils";

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
  | {
      readonly kind: KindWithOther;
      /** The guardian, key or contract. */
      readonly other: Address;
    }
  | {
      readonly kind:
        | "all-apps-ended"
        | "all-guardians-removed"
        | "all-passkeys-removed"
        | "passkey-added"
        | "passkey-removed"
        | "recovery-begun"
        | "recovery-done"
        | "recovery-stopped";
    };

/** Deeds that are about a guardian, a key or a contract. */
const KINDS_WITH_OTHER = [
  "guardian-asked",
  "guardian-agreed",
  "guardian-removed",
  "owner-added",
  "owner-removed",
  "contract-let-in",
  "contract-removed",
  "hook-added",
  "hook-removed",
  "code-changed",
  "code-followed",
] as const;

type KindWithOther = (typeof KINDS_WITH_OTHER)[number];

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
  AllSessionsClosed: "all-apps-ended",
  PasskeyCreated: "passkey-added",
  PasskeyRemoved: "passkey-removed",
  AllPasskeysRemoved: "all-passkeys-removed",
  GuardianProposed: "guardian-asked",
  GuardianAdded: "guardian-agreed",
  GuardianRemoved: "guardian-removed",
  AllGuardiansRemoved: "all-guardians-removed",
  RecoveryInitiated: "recovery-begun",
  RecoveryFinished: "recovery-done",
  RecoveryDiscarded: "recovery-stopped",
} as const;

/** What the account says itself. That a hook of either kind comes or goes is told by events of its own. */
const OWN_DEEDS = {
  K1OwnerAdded: "owner-added",
  K1OwnerRemoved: "owner-removed",
  ModuleInstalled: "contract-let-in",
  ModuleUninstalled: "contract-removed",
  HookAdded: "hook-added",
  HookRemoved: "hook-removed",
  Upgraded: "code-changed",
  BeaconUpgraded: "code-followed",
} as const;

const DEEDS: Readonly<Record<string, Exclude<Deed["kind"], "sent" | "received">>> = {
  ...SUITE_DEEDS,
  ...OWN_DEEDS,
};

/** What is done to each account when it is made: it gets its code, and lets the suite in. */
const BEGINNING: ReadonlySet<Deed["kind"]> = new Set(["contract-let-in", "code-changed"]);

/** ERC-7579's type of a hook. */
const HOOK = 4n;

const SUITE_ABI = [...sessionKeyModuleAbi, ...webAuthnModuleAbi, ...guardianRecoveryModuleAbi];

/** The selector of the event by which the factory says that it has made an account. */
const MADE = toEventSelector(getAbiItem({ abi: aaFactoryAbi, name: "AccountCreated" }));

/** The selectors of the suite's events. */
export const SUITE_SELECTORS = [...selectorsOf(SUITE_ABI, SUITE_DEEDS), MADE];

/** The selectors of the account's own events. */
export const OWN_SELECTORS = selectorsOf(erc7579AccountAbi, OWN_DEEDS);

function selectorsOf(abi: Abi, deeds: object): Hex[] {
  return abi.flatMap((item) => (item.type === "event" && item.name in deeds ? [toEventSelector(item)] : []));
}

/** The selector of a token's transfer, which ERC-20, ERC-721 and the ledger of ETH share. */
export const TRANSFER_SELECTOR = toEventSelector("Transfer(address,address,uint256)");

/** A log that is part of a block. */
export type MinedLog = Log<bigint, number, false>;

/**
 * Says what an account's logs tell, transaction by transaction; the latest first.
 *
 * @param logs - transfers from and to the account, what the suite's contracts said of it, and it itself; in any order, and twice
 * if a log was found twice
 */
export function activitiesOf(logs: readonly MinedLog[], account: Address): Activity[] {
  const byTransaction = new Map<Hash, Map<number, MinedLog>>();
  for (const log of logs) {
    const own = byTransaction.get(log.transactionHash) ?? new Map<number, MinedLog>();
    byTransaction.set(log.transactionHash, own.set(log.logIndex, log));
  }
  const activities = [...byTransaction].flatMap(([hash, own]) =>
    activityOf(hash, [...own.values()], account),
  );
  return activities.sort(latestFirst);
}

/** Orders activities, the latest first. */
export function latestFirst(one: Activity, other: Activity): number {
  return Number(other.block - one.block) || other.index - one.index;
}

/** Nothing comes of a transaction whose logs tell nothing: any contract can have it among the account's. */
function activityOf(hash: Hash, logs: MinedLog[], account: Address): Activity[] {
  logs.sort((one, other) => one.logIndex - other.logIndex);
  const transfers = logs.filter(({ topics }) => topics[0] === TRANSFER_SELECTOR).flatMap(readTransfer);
  const isFee = ({ token, from, to }: Transfer): boolean =>
    token === undefined && [from, to].some((end) => isAddressEqual(end, BOOTLOADER));
  const fees = transfers.filter(isFee);
  const paid = (sign: 1n | -1n, from: "from" | "to"): bigint =>
    fees
      .filter((fee) => isAddressEqual(fee[from], account))
      .reduce((sum, { amount = 0n }) => sum + sign * amount, 0n);
  const isMade = logs.some(({ topics }) => topics[0] === MADE);
  const told = logs.flatMap(toldDeed);
  if (transfers.length + told.length === 0) return [];
  return [
    {
      hash,
      block: logs[0]?.blockNumber ?? 0n,
      index: logs[0]?.transactionIndex ?? 0,
      fee: paid(1n, "from") + paid(-1n, "to"),
      deeds: [
        ...transfers.filter((transfer) => !isFee(transfer)).map((transfer) => moved(transfer, account)),
        ...told.filter(({ kind }) => !isMade || !BEGINNING.has(kind)),
      ],
    },
  ];
}

/** A movement of ETH or of a token. */
interface Transfer {
  readonly token: Address | undefined;
  readonly from: Address;
  readonly to: Address;
  readonly amount: bigint | undefined;
}

/** Reads a transfer as the standards have it: any contract can log one that lacks some of it. */
function readTransfer({ address, topics, data }: MinedLog): Transfer[] {
  const [, from, to, id] = topics;
  if (from === undefined || to === undefined) return [];
  return [
    {
      token: isAddressEqual(address, ETH_LEDGER) ? undefined : address,
      from: addressIn(from),
      to: addressIn(to),
      // An ERC-721 has the thing's number as its last topic, and no amount.
      amount: id === undefined && data.length === 66 ? hexToBigInt(data) : undefined,
    },
  ];
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

/** Reads what the suite's contracts or the account tell; nothing of what code that the account runs has logged in their words amiss. */
function toldDeed({ topics, data }: MinedLog): Deed[] {
  const [selector] = topics;
  if (!selector || selector === MADE || ![...SUITE_SELECTORS, ...OWN_SELECTORS].includes(selector)) return [];
  const { eventName, args } = decoded(topics, data) ?? {};
  const kind = eventName && DEEDS[eventName];
  const { sessionHash, moduleTypeId, ...others } = (args ?? {}) as Arguments;
  if (kind === undefined || moduleTypeId === HOOK) return [];
  if (kind === "app-let" || kind === "app-ended") return sessionHash ? [{ kind, sessionHash }] : [];
  if (!isWithOther(kind)) return [{ kind }];
  const { guardian, owner, module, hook, implementation, beacon } = others;
  const other = guardian ?? owner ?? module ?? hook ?? implementation ?? beacon;
  return other ? [{ kind, other }] : [];
}

function decoded(topics: MinedLog["topics"], data: Hex) {
  try {
    return decodeEventLog({ abi: [...SUITE_ABI, ...erc7579AccountAbi], topics, data, strict: false });
  } catch {
    return undefined;
  }
}

/** What those events have, each some of it. */
interface Arguments {
  readonly sessionHash?: Hash;
  readonly moduleTypeId?: bigint;
  readonly guardian?: Address;
  readonly owner?: Address;
  readonly module?: Address;
  readonly hook?: Address;
  readonly implementation?: Address;
  readonly beacon?: Address;
}

function isWithOther(kind: Deed["kind"]): kind is KindWithOther {
  return (KINDS_WITH_OTHER as readonly Deed["kind"][]).includes(kind);
}
