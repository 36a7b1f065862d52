import { selectorHex } from "../primitives/abi.ts";
import { addressToWord, toBigInt, toHex, wordToAddress } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import type { World } from "../state/world.ts";
import type { ContextValue, ExecutionObserver } from "../vm/execution-observer.ts";
import type { FarCall } from "../vm/far-call.ts";
import { precompiles } from "../vm/precompiles.ts";
import { calledCodeless, disallowedContext, disallowedSlot, rangeEndTooClose } from "./rule-violation.ts";

/** Requires a timestamp range to stay open for this many seconds. */
const MIN_SECONDS_TILL_END = 60n;
/** Limits the slots that a struct or array may span after the hash of a mapping's key. */
const SLOT_RANGE = 127n;
/** Is the ERC-1967 slot where a proxy keeps its beacon. */
const BEACON_SLOT = 0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50n;

const ASSERT_TIMESTAMP = selectorHex("assertTimestampInRange(uint256,uint256)");
const ASSERT_TIMESTAMP_LENGTH = 68;

/** Maps context values to SystemContext's slots, for the message; only the chain id may be read. */
const CONTEXT_SLOT: Record<Exclude<ContextValue, "chainId">, bigint> = {
  origin: 1n,
  gasPrice: 2n,
  gasLimit: 3n,
  coinbase: 4n,
  difficulty: 5n,
  baseFee: 6n,
  blockHash: 11n,
  block: 268n,
};

/** Lists who may make L2BaseToken read any balance: the contracts that move value. */
const VALUE_MOVERS: readonly Address[] = [
  SystemAddress.MsgValueSimulator,
  SystemAddress.ContractDeployer,
  SystemAddress.Bootloader,
];

/**
 * Enforces what the sequencer forbids an account in validateTransaction, payForTransaction and prepareForPaymaster, so
 * that one state change cannot invalidate many waiting transactions: reading storage that is neither the account's own
 * nor keyed by it, reading the block's context, calling addresses without code.
 *
 * The operator's allow-list names contracts whose entire storage may be read; the storage of a beacon that one of them
 * names may be read too. An account's own beacon is not allowed just because the account uses it.
 */
export class ValidationRules implements ExecutionObserver {
  readonly #world: World;
  readonly #account: Address;
  readonly #timestamp: bigint;
  /** Hashes of mapping keys that belong to the account, in order of discovery. */
  readonly #ownSlots: bigint[] = [];
  readonly #trusted: Set<Address>;

  /** @param trusted are the contracts on the operator's list. */
  constructor(world: World, account: Address, timestamp: bigint, trusted: Iterable<Address> = []) {
    this.#world = world;
    this.#account = account;
    this.#timestamp = timestamp;
    this.#trusted = new Set(trusted);
  }

  storageRead(contract: Address, slot: bigint, value: bigint, caller: Address): void {
    if (contract === this.#account) return;
    if (this.#trusted.has(contract)) {
      if (slot === BEACON_SLOT) this.#trusted.add(wordToAddress(value));
      return;
    }
    if (!this.#isAllowed(contract, slot, value, caller)) throw disallowedSlot(contract, slot);
  }

  hashedTwoWords(first: bigint, second: bigint, hash: bigint): void {
    if (first === addressToWord(this.#account) || this.#isOwnSlot(second)) this.#ownSlots.push(hash);
  }

  contextRead(value: ContextValue): void {
    if (value !== "chainId") throw disallowedSlot(SystemAddress.SystemContext, CONTEXT_SLOT[value]);
  }

  metaRead(): void {
    throw disallowedContext();
  }

  farCall(call: FarCall): void {
    const callee = call.codeAddress;
    if (callee === SystemAddress.TimestampAsserter) this.#requireOpenRange(call.data);
    if (callee === this.#account || precompiles.has(callee) || this.#world.isContract(callee)) return;
    throw calledCodeless(callee);
  }

  #isAllowed(contract: Address, slot: bigint, value: bigint, caller: Address): boolean {
    return (
      slot === addressToWord(this.#account) ||
      this.#isOwnSlot(slot) ||
      (contract === SystemAddress.L2BaseToken && VALUE_MOVERS.includes(caller)) ||
      (contract === SystemAddress.AccountCodeStorage && value !== 0n)
    );
  }

  #isOwnSlot(slot: bigint): boolean {
    return this.#ownSlots.some((own) => slot >= own && slot <= own + SLOT_RANGE);
  }

  #requireOpenRange(data: Uint8Array): void {
    if (data.length !== ASSERT_TIMESTAMP_LENGTH || toHex(data.subarray(0, 4)) !== ASSERT_TIMESTAMP) return;
    const end = toBigInt(data.subarray(36, 68));
    // A range that has already ended is for the asserter itself to refuse.
    if (end >= this.#timestamp && end < this.#timestamp + MIN_SECONDS_TILL_END) throw rangeEndTooClose();
  }
}
