import { keccak_256 } from "@noble/hashes/sha3.js";
import { hashBytecode } from "../bytecode/bytecode-hash.ts";
import { unpackInitCode } from "../bytecode/container.ts";
import { immutableOperands } from "../bytecode/immutable-operands.ts";
import { addressToWord, EMPTY, toBigInt, toHex, toWord } from "../primitives/hex.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import { Memo } from "../primitives/memo.ts";
import { isKernelSpace, SystemAddress } from "../primitives/system-addresses.ts";
import { FlatState } from "./flat-state.ts";
import type { StoredWord } from "./flat-state.ts";
import { InitCodeIndex } from "./init-code-index.ts";
import { accountSlot, mappingSlot } from "./mapping-slot.ts";

const WORD_BITS = 256;
/** Separates the halves of NonceHolder's raw nonce: the account's own nonce below, the deployment nonce above. */
const DEPLOYMENT_NONCE_BITS = 128n;
const MIN_NONCE_MASK = (1n << DEPLOYMENT_NONCE_BITS) - 1n;
/** Marks, in the second byte of a versioned hash, that the constructor is still running. */
const CONSTRUCTING = 1n << 240n;

/** An estimate alone deploys a contract several times. */
const runtimeHashes = new Memo<bigint>(32);

/** Holds everything that {@link World.restore} needs to rebuild a world. */
export interface WorldContents {
  readonly storage: readonly StoredWord[];
  /** Published bytecodes. */
  readonly bytecodes: readonly Uint8Array[];
  /** EVM code of the deployed contracts. */
  readonly runtimes: readonly Uint8Array[];
}

/**
 * Gives names to the chain's state as its system contracts store it: balances (L2BaseToken), nonces (NonceHolder), code
 * (AccountCodeStorage, KnownCodesStorage), account versions (ContractDeployer).
 */
export class World {
  readonly storage = new FlatState();
  readonly #bytecodes = new Map<Hex, Uint8Array>();
  readonly #runtimes = new Map<bigint, Uint8Array>();
  readonly #initCodes = new InitCodeIndex();

  balance(address: Address): bigint {
    return this.storage.read(SystemAddress.L2BaseToken, accountSlot(address));
  }

  /** Sets a balance, modulo 2^256: Era's L2BaseToken adds without a check, as no chain has so much ETH but one of tests. */
  setBalance(address: Address, wei: bigint): void {
    this.storage.write(SystemAddress.L2BaseToken, accountSlot(address), BigInt.asUintN(WORD_BITS, wei));
  }

  rawNonce(address: Address): bigint {
    return this.storage.read(SystemAddress.NonceHolder, accountSlot(address));
  }

  minNonce(address: Address): bigint {
    return this.rawNonce(address) & MIN_NONCE_MASK;
  }

  deploymentNonce(address: Address): bigint {
    return this.rawNonce(address) >> DEPLOYMENT_NONCE_BITS;
  }

  /** Sets both nonces, which share a word: together, modulo 2^256. */
  setNonces(address: Address, min: bigint, deployment: bigint): void {
    const raw = (deployment << DEPLOYMENT_NONCE_BITS) + min;
    this.storage.write(SystemAddress.NonceHolder, accountSlot(address), BigInt.asUintN(WORD_BITS, raw));
  }

  /** Returns AccountCodeStorage's versioned hash, including the constructing mark; 0 when there is no code. */
  rawCodeHash(address: Address): bigint {
    return this.storage.read(SystemAddress.AccountCodeStorage, addressToWord(address));
  }

  setRawCodeHash(address: Address, hash: bigint): void {
    this.storage.write(SystemAddress.AccountCodeStorage, addressToWord(address), hash);
  }

  isConstructing(address: Address): boolean {
    return (this.rawCodeHash(address) & CONSTRUCTING) !== 0n;
  }

  setConstructing(address: Address, codeHash: bigint): void {
    this.setRawCodeHash(address, codeHash | CONSTRUCTING);
  }

  /** Returns the versioned hash of the deployed bytecode; undefined when there is none. */
  codeHash(address: Address): Hex | undefined {
    const raw = this.rawCodeHash(address);
    return raw === 0n ? undefined : toHex(toWord(raw & ~CONSTRUCTING));
  }

  isContract(address: Address): boolean {
    return this.rawCodeHash(address) !== 0n;
  }

  /** Returns the account abstraction version in ContractDeployer (0 for none, 1 for version 1). */
  accountVersion(address: Address): number {
    return Number(this.accountInfo(address) & 0xffn);
  }

  /** Returns ContractDeployer's AccountInfo word: version in the low byte, nonce ordering above it. */
  accountInfo(address: Address): bigint {
    return this.storage.read(SystemAddress.ContractDeployer, accountSlot(address));
  }

  setAccountVersion(address: Address, version: number): void {
    const ordering = this.accountInfo(address) & ~0xffn;
    this.storage.write(SystemAddress.ContractDeployer, accountSlot(address), ordering | BigInt(version));
  }

  /** Returns the bytecode published under a versioned hash, whether or not a contract uses it. */
  bytecode(hash: Hex): Uint8Array | undefined {
    return this.isKnown(hash) ? this.#bytecodes.get(hash) : undefined;
  }

  isKnown(hash: Hex): boolean {
    return this.storage.read(SystemAddress.KnownCodesStorage, mappingSlot(BigInt(hash), 0n)) !== 0n;
  }

  /** Publishes a bytecode and returns its versioned hash. Publishing it again changes nothing. */
  publish(bytecode: Uint8Array): Hex {
    const hash = hashBytecode(bytecode);
    if (!this.#bytecodes.has(hash)) {
      this.#bytecodes.set(hash, bytecode);
      this.#initCodes.add(hash, bytecode);
    }
    this.storage.write(SystemAddress.KnownCodesStorage, mappingSlot(BigInt(hash), 0n), 1n);
    return hash;
  }

  /** Finds the bytecode that `initCode`, followed by constructor arguments, begins with, if it was ever published. */
  findByInitCode(initCode: Uint8Array): { hash: Hex; initCodeLength: number } | undefined {
    return this.#initCodes.find(initCode);
  }

  /** Returns every bytecode ever seen, even if its publication was reverted, with its hash. */
  bytecodes(): IterableIterator<[Hex, Uint8Array]> {
    return this.#bytecodes.entries();
  }

  /**
   * Returns the deployed bytecode of an address as published (one artifact for constructor and code); empty if none.
   */
  code(address: Address): Uint8Array {
    const hash = this.codeHash(address);
    return hash === undefined ? EMPTY : (this.#bytecodes.get(hash) ?? EMPTY);
  }

  /**
   * Returns the EVM code that runs at an address: what its constructor returned, with immutables filled in. Era keeps
   * immutables in ImmutableSimulator; here that contract's storage holds the keccak256 of the code under the address.
   */
  runtime(address: Address): Uint8Array {
    const hash = this.storage.read(SystemAddress.ImmutableSimulator, addressToWord(address));
    return hash === 0n ? EMPTY : (this.#runtimes.get(hash) ?? EMPTY);
  }

  setRuntime(address: Address, code: Uint8Array): void {
    const hash = runtimeHashes.recall(code, () => toBigInt(keccak_256(code)));
    if (!this.#runtimes.has(hash)) this.#runtimes.set(hash, code);
    this.storage.write(SystemAddress.ImmutableSimulator, addressToWord(address), hash);
  }

  /** Tells whether an operand of the code that runs at an address, by its offset, is an immutable. */
  isImmutable(address: Address, operand: number): boolean {
    const runtime = this.runtime(address);
    if (runtime.length === 0) return false;
    return immutableOperands(runtime, () => unpackInitCode(this.code(address))).has(operand);
  }

  /** Tells whether the constructor at an address set immutables. Era keeps those in ImmutableSimulator. */
  hasImmutables(address: Address): boolean {
    return !Buffer.from(this.code(address)).includes(Buffer.from(this.runtime(address)));
  }

  /** Returns what the world holds now; code that the state does not refer to is left out. */
  contents(): WorldContents {
    const storage = [...this.storage.entries()];
    const used = new Set(
      storage.filter(({ address }) => address === SystemAddress.ImmutableSimulator).map(({ value }) => value),
    );
    return {
      storage,
      bytecodes: [...this.#bytecodes].filter(([hash]) => this.isKnown(hash)).map(([, bytecode]) => bytecode),
      runtimes: [...this.#runtimes].filter(([hash]) => used.has(hash)).map(([, code]) => code),
    };
  }

  /**
   * Fills an empty world with the state after block `number`. Throws an Error when code is missing that the storage
   * refers to.
   */
  restore({ storage, bytecodes, runtimes }: WorldContents, number: bigint): void {
    this.storage.restore(storage, number);
    for (const bytecode of bytecodes) this.publish(bytecode);
    for (const code of runtimes) this.#runtimes.set(toBigInt(keccak_256(code)), code);
    for (const { address, slot, value } of storage) this.#requireCode(address, slot, value);
  }

  #requireCode(contract: Address, slot: bigint, value: bigint): void {
    const isMissing =
      (contract === SystemAddress.AccountCodeStorage &&
        !this.#bytecodes.has(toHex(toWord(value & ~CONSTRUCTING)))) ||
      (contract === SystemAddress.ImmutableSimulator && !this.#runtimes.has(value));
    if (isMissing) throw new Error(`the code of ${toHex(toWord(slot).subarray(12))} is missing`);
  }

  /** Tells whether an address runs DefaultAccount: codeless ones above the kernel space do. */
  isDefaultAccount(address: Address): boolean {
    return !isKernelSpace(address) && !this.isContract(address);
  }

  mark(): number {
    return this.storage.mark();
  }

  undoTo(mark: number): void {
    this.storage.undoTo(mark);
  }

  sealBlock(number: bigint): void {
    this.storage.sealBlock(number);
  }

  readAt(number: bigint, address: Address, slot: bigint): bigint | undefined {
    return this.storage.readAt(number, address, slot);
  }
}
