import type { Address } from "../primitives/hex.ts";
import type { CodePosition } from "./code-position.ts";

/** Describes a call from one contract to another, with what Era adds to the EVM's. */
export interface FarCall {
  readonly kind: "call" | "staticCall" | "delegateCall" | "create";
  /** The callee's msg.sender. */
  readonly caller: Address;
  /** The callee's address(this). */
  readonly address: Address;
  /** The address whose code runs; differs from `address` in a delegate call. */
  readonly codeAddress: Address;
  /** msg.value in wei. It is moved before the code runs, except in a delegate call. */
  readonly value: bigint;
  /** Whether the maker of the call has moved the value already; the callee only sees it as msg.value. */
  readonly isValueMoved?: boolean;
  readonly data: Uint8Array;
  readonly gas: bigint;
  readonly isStatic: boolean;
  /** The `isSystem` flag, which only reaches callees in kernel space. */
  readonly isSystem: boolean;
  /** Extra ABI words (r3…r12 on Era), which only reach callees together with `isSystem`. */
  readonly extraAbi: readonly bigint[];
  /** EVM init code of a constructor call. */
  readonly initCode?: Uint8Array;
  readonly depth: number;
}

export interface FarCallResult {
  readonly success: boolean;
  /** The returned data, or revert data. */
  readonly returnData: Uint8Array;
  readonly gasUsed: bigint;
  /** Where interpreted code failed, if positions are recorded. */
  readonly failedAt?: CodePosition;
  /** Why a frame failed without REVERT, e.g. `out of gas`. */
  readonly error?: string;
}

/** Limits the depth of EVM calls to the interpreter's 1024; Era has no limit. */
export const MAX_DEPTH = 1024;
/** Explains why a call fails when its address is reserved for system contracts and has none. */
export const NO_KERNEL_CODE = "no code in kernel space";
