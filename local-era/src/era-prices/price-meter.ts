import { bytesToHex } from "@ethereumjs/util";
import { toHex } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import { isKernelSpace } from "../primitives/system-addresses.ts";
import type { World } from "../state/world.ts";
import type { ExecutionMeter } from "../vm/execution-meter.ts";
import type { FarCall } from "../vm/far-call.ts";
import type { RunState } from "../vm/interpreter-state.ts";
import { isFarCall } from "../vm/reserved/far-calls.ts";
import { isReservedAddress, Reserved, reservedNumber } from "../vm/reserved/table.ts";
import {
  copyPrice,
  defaultAccountPrice,
  immutablePrice,
  keccakPrice,
  opcodePrices,
  precompilePrices,
  Price,
  PRICE_KINDS,
  systemCallPrice,
  valuePrice,
} from "./price-table.ts";
import type { PriceKind, PriceParts } from "./price-table.ts";

/** Holds what something costs in Era's prices, by kind. */
export type EraPrices = Readonly<Record<PriceKind, number>>;

const KECCAK256 = 0x20;
const PUSH32 = 0x7f;
/** Maps a copying opcode to the stack position of its length, counted from the top. */
const COPIES: ReadonlyMap<number, number> = new Map([
  [0x37 /* CALLDATACOPY */, 3],
  [0x39 /* CODECOPY */, 3],
  [0x3e /* RETURNDATACOPY */, 3],
  [0x5e /* MCOPY */, 3],
]);
const CALLS: readonly number[] = [0xf1 /* CALL */, 0xf4 /* DELEGATECALL */, 0xfa /* STATICCALL */];
const CREATES: readonly number[] = [0xf0 /* CREATE */, 0xf5 /* CREATE2 */];
const UINT32_MAX = 0xffffffffn;

/** Marks opcodes whose price depends on their operands. */
const isPricedByOperands = Array.from(
  { length: 256 },
  (_, opcode) =>
    opcode === KECCAK256 || COPIES.has(opcode) || CALLS.includes(opcode) || CREATES.includes(opcode),
);

/** Sums up what running code would cost in Era's prices, by kind. */
export class PriceMeter implements ExecutionMeter {
  readonly #world: World;
  readonly #nativeContracts: ReadonlyMap<Address, unknown>;
  readonly #sums: Record<PriceKind, number> = { storage: 0, calls: 0, hashing: 0, signatures: 0, other: 0 };
  #total = 0;
  readonly #limit: number;
  readonly #onExceeded: () => Error;

  /** @param onExceeded creates the error to throw once the sum exceeds `limit`. */
  constructor(
    world: World,
    nativeContracts: ReadonlyMap<Address, unknown>,
    limit = Infinity,
    onExceeded = () => new Error(`more than ${limit}`),
  ) {
    this.#world = world;
    this.#nativeContracts = nativeContracts;
    this.#limit = limit;
    this.#onExceeded = onExceeded;
  }

  /** Returns the sum so far, rounded to whole units of each kind. */
  get prices(): EraPrices {
    const { storage, calls, hashing, signatures, other } = this.#sums;
    return { storage, calls, hashing, signatures, other: Math.ceil(other) };
  }

  instruction(opcode: number, runState: RunState): void {
    this.#add(opcodePrices[opcode]!);
    if (isPricedByOperands[opcode]) this.#addOperands(opcode, runState);
    else if (opcode === PUSH32 && this.#readsImmutable(runState)) this.#add(immutablePrice);
  }

  #readsImmutable({ env, programCounter }: RunState): boolean {
    return this.#world.isImmutable(bytesToHex(env.codeAddress.bytes), programCounter + 1);
  }

  farCall({ codeAddress, data, value, isValueMoved = false, kind, initCode }: FarCall): void {
    if (value > 0n && kind !== "delegateCall" && !isValueMoved) this.#add(valuePrice);
    if (initCode !== undefined) return;
    const precompile = precompilePrices.get(codeAddress);
    if (precompile !== undefined) this.#add(precompile(data.length));
    else if (this.#nativeContracts.has(codeAddress))
      this.#add(systemCallPrice(codeAddress, selectorOf(data)));
    else if (!isKernelSpace(codeAddress) && !this.#world.isContract(codeAddress)) {
      this.#add(defaultAccountPrice(selectorOf(data)));
    }
  }

  #addOperands(opcode: number, runState: RunState): void {
    if (opcode === KECCAK256) this.#addPart("hashing", keccakPrice(Number(runState.stack.peek(2)[1])));
    else if (CALLS.includes(opcode)) this.#addCall(runState);
    else if (CREATES.includes(opcode)) this.#addPart("calls", Price.compiledCall);
    else this.#addPart("other", copyPrice(Number(runState.stack.peek(3)[2])));
  }

  /** Prices a call of a reserved address as an instruction, unless it makes a far call. */
  #addCall(runState: RunState): void {
    const [, callee, burnt] = runState.stack.peek(3);
    if (!isReservedAddress(callee!) || isFarCall(reservedNumber(callee!))) {
      this.#addPart("calls", Price.compiledCall);
      return;
    }
    this.#addPart("other", Price.instruction);
    if (reservedNumber(callee!) === Reserved.Precompile) this.#addPart("other", Number(burnt! & UINT32_MAX));
  }

  #add(parts: PriceParts): void {
    for (const kind of PRICE_KINDS) {
      const price = parts[kind];
      if (price !== undefined) this.#addPart(kind, price);
    }
  }

  #addPart(kind: PriceKind, price: number): void {
    this.#sums[kind] += price;
    this.#total += price;
    if (this.#total > this.#limit) throw this.#onExceeded();
  }
}

/** Sums up all kinds. */
export function totalPrice(prices: EraPrices): number {
  return PRICE_KINDS.reduce((sum, kind) => sum + prices[kind], 0);
}

function selectorOf(data: Uint8Array): `0x${string}` {
  return toHex(data.subarray(0, 4));
}
