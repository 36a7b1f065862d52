import { customError, selectorHex } from "../primitives/abi.ts";
import { AbiReader } from "../primitives/abi-reader.ts";
import { EMPTY, toHex } from "../primitives/hex.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import { isKernelSpace } from "../primitives/system-addresses.ts";
import type { World } from "../state/world.ts";
import type { FarCall, FarCallResult } from "./far-call.ts";
import type { Machine } from "./machine.ts";
import { SystemRevert } from "./system-revert.ts";

/** Is what every call of a native contract is charged for its own work. */
export const NATIVE_WORK_GAS = 2_000n;

/** Implements a system contract in TypeScript: returns its return data, or throws {@link SystemRevert}. */
export type NativeContract = (call: NativeCall) => Uint8Array | Promise<Uint8Array>;

/** Signals that a native contract ran out of gas or did what the VM forbids: all gas is used. */
export class NativePanic extends Error {}

/** Holds one call to a native contract. */
export class NativeCall {
  readonly vm: Machine;
  readonly farCall: FarCall;
  readonly #bodyArguments: AbiReader;
  #gasUsed = 0n;

  constructor(vm: Machine, farCall: FarCall) {
    this.vm = vm;
    this.farCall = farCall;
    this.#bodyArguments = new AbiReader(farCall.data.subarray(4));
    this.useGas(NATIVE_WORK_GAS);
  }

  get world(): World {
    return this.vm.world;
  }

  get caller(): Address {
    return this.farCall.caller;
  }

  get data(): Uint8Array {
    return this.farCall.data;
  }

  get value(): bigint {
    return this.farCall.value;
  }

  get gasUsed(): bigint {
    return this.#gasUsed;
  }

  get gasLeft(): bigint {
    return this.farCall.gas - this.#gasUsed;
  }

  /** Returns `0x` and the first four bytes of the calldata, or fewer if it is shorter. */
  get selector(): Hex {
    return toHex(this.data.subarray(0, 4));
  }

  /** Returns the calldata after the selector. */
  get arguments(): AbiReader {
    return this.#bodyArguments;
  }

  useGas(amount: bigint): void {
    if (amount > this.gasLeft) throw new NativePanic("out of gas");
    this.#gasUsed += amount;
  }

  /** Reverts unless the call carries the system flag or comes from kernel space. */
  requireSystemCall(): void {
    if (!this.farCall.isSystem && !isKernelSpace(this.caller)) this.revert("SystemCallFlagRequired()");
  }

  requireCaller(...allowed: Address[]): void {
    if (!allowed.includes(this.caller)) this.revert("Unauthorized(address)", BigInt(this.caller));
  }

  /** Reverts functions that are not payable when value is sent, as Solidity does. */
  requireNoValue(): void {
    if (this.value !== 0n) throw new SystemRevert();
  }

  /** Panics on state changes inside a static call. */
  requireMutable(): void {
    if (this.farCall.isStatic) throw new NativePanic("state change in a static call");
  }

  revert(signature: string, ...words: bigint[]): never {
    throw new SystemRevert(customError(signature, ...words));
  }

  revertWith(data: Uint8Array): never {
    throw new SystemRevert(data);
  }

  /** Reports to the validation rules that this contract reads `mapping(uint256 key => …)` at slot `base`. */
  readsMapping(key: bigint, base: bigint): void {
    this.vm.observeMappingRead(this.farCall.codeAddress, key, base);
  }

  /** Reports to the validation rules that `contract`, a system contract, reads one slot of its storage. */
  readsSlot(contract: Address, slot: bigint): void {
    const { observer } = this.vm;
    observer?.storageRead(contract, slot, this.world.storage.read(contract, slot), this.caller);
  }

  /** Emits an event from this contract's address. */
  emit(topics: readonly Hex[], data: Uint8Array = EMPTY): void {
    this.requireMutable();
    this.vm.effects.logs.push({ address: this.farCall.address, topics, data });
  }

  /** Calls another contract with at most 63/64 of the remaining gas; `gas` asks for less. */
  async call(call: Omit<FarCall, "depth" | "isStatic" | "gas"> & { gas?: bigint }): Promise<FarCallResult> {
    const available = (this.gasLeft * 63n) / 64n;
    const gas = call.gas === undefined || call.gas > available ? available : call.gas;
    const isStatic = this.farCall.isStatic || call.kind === "staticCall";
    const result = await this.vm.execute({ ...call, gas, isStatic, depth: this.farCall.depth + 1 });
    this.useGas(result.gasUsed);
    return result;
  }
}

/** Builds a native contract from functions by signature; any other call reverts with empty data. */
export function nativeContract(
  functions: Record<string, (call: NativeCall, args: AbiReader) => Uint8Array | Promise<Uint8Array>>,
): NativeContract {
  const bySelector = new Map(Object.entries(functions).map(([name, run]) => [selectorHex(name), run]));
  return (call) => {
    const run = bySelector.get(call.selector);
    if (run === undefined) throw new SystemRevert();
    return run(call, call.arguments);
  };
}
