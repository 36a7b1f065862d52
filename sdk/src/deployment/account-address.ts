import {
  concatHex,
  getAddress,
  keccak256,
  pad,
  slice,
  stringToHex,
  type Address,
  type Hash,
  type Hex,
} from "viem";

/** What a factory makes each of its accounts of. */
export interface AccountCode {
  readonly accountFactory: Address;
  /** The versioned hash of its bytecode. */
  readonly bytecodeHash: Hash;
  /** What its constructor is given. */
  readonly input: Hex;
}

const PREFIX = keccak256(stringToHex("zksyncCreate2"));

/** Returns where a factory puts an account, given the name that it keeps it under: ZKsync Era's `create2`. */
export function accountAddressOf(
  { accountFactory, bytecodeHash, input }: AccountCode,
  accountId: Hash,
): Address {
  const parts = [PREFIX, pad(accountFactory), accountId, bytecodeHash, keccak256(input)];
  return getAddress(slice(keccak256(concatHex(parts)), 12));
}
