import type { Address } from "../primitives/hex.ts";
import type { CodePosition } from "./code-position.ts";

/** A call from one contract to another, with what Era adds to the EVM's. */
export interface FarCall {
  readonly kind: "call" | "staticCall" | "delegateCall" | "create";
  /** msg.sender of the callee. */
  readonly caller: Address;
  /** address(this) of the callee. */
  readonly address: Address;
  /** Whose code runs; differs from `address` in a delegate call. */
  readonly codeAddress: Address;
  /** msg.value in wei. Moved before the code runs, except in a delegate call. */
  readonly value: bigint;
  /** The value has been moved by whoever makes the call; the callee only sees it as msg.value. */
  readonly isValueMoved?: boolean;
  readonly data: Uint8Array;
  readonly gas: bigint;
  readonly isStatic: boolean;
  /** The `isSystem` flag: only reaches callees in kernel space. */
  readonly isSystem: boolean;
  /** Extra ABI words (r3…r12 on Era); only reach callees together with `isSystem`. */
  readonly extraAbi: readonly bigint[];
  /** EVM init code of a constructor call. */
  readonly initCode?: Uint8Array;
  readonly depth: number;
}

export interface FarCallResult {
  readonly success: boolean;
  /** Returned data, or revert data. */
  readonly returnData: Uint8Array;
  readonly gasUsed: bigint;
  /** Where interpreted code failed, while positions are recorded. */
  readonly failedAt?: CodePosition;
  /** Why a frame failed other than by REVERT, e.g. `out of gas`. */
  readonly error?: string;
}

/** EVM call depth; Era has none, the interpreter's is 1024. */
export const MAX_DEPTH = 1024;
/** Why a call of an address that is kept for system contracts fails where none is. */
export const NO_KERNEL_CODE = "no code in kernel space";
