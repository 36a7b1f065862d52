import type { StateManagerInterface } from "@ethereumjs/common";
import { Account, bytesToHex } from "@ethereumjs/util";
import type { Address as EthereumAddress } from "@ethereumjs/util";
import { EMPTY, toBigInt } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import type { World } from "../state/world.ts";

function addressOf(address: EthereumAddress): Address {
  return bytesToHex(address.bytes);
}

/** Encodes storage words as the interpreter keeps them: big-endian without leading zeros, empty for 0. */
function minimalBytes(value: bigint): Uint8Array {
  if (value === 0n) return EMPTY;
  const digits = value.toString(16);
  return Uint8Array.from(Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex"));
}

function unsupported(what: string): never {
  throw new Error(`the EVM asked its state for "${what}", which Era's opcodes never need`);
}

/**
 * Lets the EVM interpreter work on a {@link World}. Checkpoints are left to the frames (see era-vm.ts); accounts are
 * only read, for their balance.
 */
export class WorldStateManager implements StateManagerInterface {
  readonly #world: World;
  readonly originalStorageCache: StateManagerInterface["originalStorageCache"];

  constructor(world: World) {
    this.#world = world;
    this.originalStorageCache = {
      get: async (address, key) => minimalBytes(world.storage.original(addressOf(address), toBigInt(key))),
      clear: () => undefined,
    };
  }

  /** Returns nonce 1, so that no account counts as empty (EIP-161): on Era every address is an account. */
  async getAccount(address: EthereumAddress): Promise<Account> {
    return new Account(1n, this.#world.balance(addressOf(address)));
  }

  async getCode(address: EthereumAddress): Promise<Uint8Array> {
    return this.#world.runtime(addressOf(address));
  }

  async getCodeSize(address: EthereumAddress): Promise<number> {
    return this.#world.code(addressOf(address)).length;
  }

  async getStorage(address: EthereumAddress, key: Uint8Array): Promise<Uint8Array> {
    return minimalBytes(this.#world.storage.read(addressOf(address), toBigInt(key)));
  }

  async putStorage(address: EthereumAddress, key: Uint8Array, value: Uint8Array): Promise<void> {
    this.#world.storage.write(addressOf(address), toBigInt(key), toBigInt(value));
  }

  async checkpoint(): Promise<void> {}
  async commit(): Promise<void> {}
  async revert(): Promise<void> {}
  clearCaches(): void {}

  async putAccount(): Promise<void> {
    unsupported("putAccount");
  }

  async deleteAccount(): Promise<void> {
    unsupported("deleteAccount");
  }

  async modifyAccountFields(): Promise<void> {
    unsupported("modifyAccountFields");
  }

  async putCode(): Promise<void> {
    unsupported("putCode");
  }

  async clearStorage(): Promise<void> {
    unsupported("clearStorage");
  }

  async getStateRoot(): Promise<Uint8Array> {
    return unsupported("getStateRoot");
  }

  async setStateRoot(): Promise<void> {
    unsupported("setStateRoot");
  }

  async hasStateRoot(): Promise<boolean> {
    return unsupported("hasStateRoot");
  }

  shallowCopy(): StateManagerInterface {
    return unsupported("shallowCopy");
  }
}
