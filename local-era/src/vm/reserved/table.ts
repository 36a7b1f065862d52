/**
 * Lists, by n, the EraVM instructions that `@matterlabs/zksync-contracts` reaches by "calling" address 2^16 - n
 * (SystemContractHelper.sol and EfficientCall.sol).
 */
export const Reserved = {
  ToL1: 1,
  CodeAddress: 2,
  Precompile: 3,
  Meta: 4,
  MimicCall: 5,
  SystemMimicCall: 6,
  MimicCallByRef: 7,
  SystemMimicCallByRef: 8,
  RawFarCall: 9,
  RawFarCallByRef: 10,
  SystemCall: 11,
  SystemCallByRef: 12,
  SetContextValue: 13,
  SetPubdataPrice: 14,
  IncrementTxCounter: 15,
  CalldataPointer: 16,
  CallFlags: 17,
  ReturndataPointer: 18,
  EventInitialize: 19,
  EventWrite: 20,
  LoadCalldataIntoActivePointer: 21,
  LoadReturndataIntoActivePointer: 22,
  AddToActivePointer: 23,
  ShrinkActivePointer: 24,
  PackIntoActivePointer: 25,
  MultiplicationHigh: 26,
  ExtraAbiData: 27,
} as const;

const TOP = 1n << 16n;
/** Is the lowest address in zksolc's table; the npm libraries use n = 1 to 27. */
const LOWEST = 0xffd9n;

export function isReservedAddress(address: bigint): boolean {
  return address >= LOWEST && address < TOP;
}

/** Returns n of a reserved address. */
export function reservedNumber(address: bigint): number {
  return Number(TOP - address);
}
