import * as fc from "fast-check";
import { packInitCode } from "../../src/bytecode/container.ts";
import { toHex } from "../../src/primitives/hex.ts";
import type { TransactionStruct } from "../../src/transactions/struct.ts";

export const CHAIN_ID = 260n;
/** Is the account of wire-format.md's vector. */
export const ACCOUNT = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
export const RECIPIENT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
export const PRIVATE_KEY = `0x${"42".repeat(32)}` as const;

export const uint = (bits: number): fc.Arbitrary<bigint> =>
  fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n });
export const bytes = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength });
export const fixedBytes = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length });
export const address = fixedBytes(20).map(toHex);
/** Is a bytecode that is valid in factoryDeps. */
export const container = fc.uint8Array({ minLength: 1, maxLength: 100 }).map(packInitCode);

/** Generates any `Transaction` struct, meaningful or not. */
export const anyStruct: fc.Arbitrary<TransactionStruct> = fc.record({
  type: uint(256),
  from: uint(256),
  to: uint(256),
  gasLimit: uint(256),
  gasPerPubdata: uint(256),
  maxFeePerGas: uint(256),
  maxPriorityFeePerGas: uint(256),
  paymaster: uint(256),
  nonce: uint(256),
  value: uint(256),
  reserved: fc.tuple(uint(256), uint(256), uint(256), uint(256)),
  data: bytes(100),
  signature: bytes(100),
  factoryDeps: fc.array(fixedBytes(32).map(toHex), { maxLength: 3 }),
  paymasterInput: bytes(70),
  reservedDynamic: bytes(40),
});
