import { addressToWord, toHex, toWord } from "../primitives/hex.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { accountSlot } from "../state/mapping-slot.ts";
import type { Chain } from "./chain.ts";
import { HistoryUnavailable } from "./history-unavailable.ts";

const NONCE_UNIT = 1n << 128n;
/** Marks, in the second byte of a code hash, that the constructor is still running. */
const CONSTRUCTING = 1n << 240n;

/** Reads accounts as they were at the end of block `number`. Every method throws {@link HistoryUnavailable}. */
export class HistoricalState {
  readonly #chain: Chain;
  readonly #number: bigint;

  constructor(chain: Chain, number: bigint) {
    this.#chain = chain;
    this.#number = number;
  }

  storage(address: Address, slot: bigint): bigint {
    const { world } = this.#chain;
    const word = world.readAt(this.#number, address, slot);
    if (word === undefined) throw new HistoryUnavailable(this.#number, world.storage.historyStart);
    return word;
  }

  /** Returns the balance in wei. */
  balance(address: Address): bigint {
    return this.storage(SystemAddress.L2BaseToken, accountSlot(address));
  }

  /**
   * Returns what eth_getTransactionCount answers: a plain contract's deployment nonce, any other account's own nonce.
   */
  transactionCount(address: Address): bigint {
    const raw = this.storage(SystemAddress.NonceHolder, accountSlot(address));
    const isAccount = this.storage(SystemAddress.ContractDeployer, accountSlot(address)) !== 0n;
    return this.codeHash(address) === undefined || isAccount ? raw % NONCE_UNIT : raw / NONCE_UNIT;
  }

  /** Returns the versioned hash of the deployed bytecode; undefined when there is none. */
  codeHash(address: Address): Hex | undefined {
    const raw = this.storage(SystemAddress.AccountCodeStorage, addressToWord(address));
    return raw === 0n ? undefined : toHex(toWord(raw & ~CONSTRUCTING));
  }

  /** Returns the deployed bytecode as it was published; empty when there is none. */
  code(address: Address): Uint8Array {
    const hash = this.codeHash(address);
    return (hash === undefined ? undefined : this.#chain.world.bytecode(hash)) ?? new Uint8Array(0);
  }
}
