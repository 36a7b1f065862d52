/*
 * Implements 0x8003 NonceHolder (system contracts v28), with everything that a user or the bootloader can call; the
 * value mapping that v28 removed is absent here too.
 */
import { customError } from "../primitives/abi.ts";
import type { AbiReader } from "../primitives/abi-reader.ts";
import { concat, toWord } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { mappingSlot } from "../state/mapping-slot.ts";
import type { World } from "../state/world.ts";
import { nativeContract } from "../vm/native-call.ts";
import type { NativeCall } from "../vm/native-call.ts";

const MAX_NONCE_INCREMENT = 1n << 32n;
const UINT64 = 1n << 64n;
/** Is the slot of `mapping(uint256 account => mapping(uint192 key => uint64 value))`. */
const KEYED_NONCES_SLOT = 2n;

function keyedSlot(account: Address, key: bigint): bigint {
  return mappingSlot(key, mappingSlot(BigInt(account), KEYED_NONCES_SLOT));
}

function keyedValue(world: World, account: Address, key: bigint): bigint {
  return key === 0n
    ? world.minNonce(account)
    : world.storage.read(SystemAddress.NonceHolder, keyedSlot(account, key));
}

/** Tells whether a nonce was used: it is below the account's minimum, or below the stored value of its key. */
export function isNonceUsed(world: World, account: Address, nonce: bigint): boolean {
  return nonce % UINT64 < keyedValue(world, account, nonce / UINT64);
}

/** Returns the revert data of validateNonceUsage; undefined when the nonce is in the expected state. */
export function nonceUsageError(
  world: World,
  account: Address,
  nonce: bigint,
  shouldBeUsed: boolean,
): Uint8Array | undefined {
  const used = isNonceUsed(world, account, nonce);
  if (used === shouldBeUsed) return undefined;
  const error = used ? "NonceAlreadyUsed(address,uint256)" : "NonceNotUsed(address,uint256)";
  return customError(error, BigInt(account), nonce);
}

/** Uses a plain (key 0) nonce; returns revert data when it is not the next one. */
export function consumeMinNonce(world: World, account: Address, nonce: bigint): Uint8Array | undefined {
  if (nonce / UINT64 !== 0n) return customError("InvalidNonceKey(uint192)", nonce / UINT64);
  const min = world.minNonce(account);
  if (nonce !== min) return customError("ValueMismatch(uint256,uint256)", nonce, min);
  world.setNonces(account, min + 1n, world.deploymentNonce(account));
  return undefined;
}

/** Increments the deployment nonce; returns the one to deploy with. */
export function bumpDeploymentNonce(world: World, account: Address): bigint {
  const previous = world.deploymentNonce(account);
  world.setNonces(account, world.minNonce(account), previous + 1n);
  return previous;
}

function incrementMinNonceIfEquals(call: NativeCall, nonce: bigint): Uint8Array {
  requireSystemWrite(call);
  const error = consumeMinNonce(call.world, call.caller, nonce);
  return error === undefined ? new Uint8Array(0) : call.revertWith(error);
}

function incrementMinNonceIfEqualsKeyed(call: NativeCall, nonce: bigint): Uint8Array {
  requireSystemWrite(call);
  const key = nonce / UINT64;
  if (key === 0n) call.revert("InvalidNonceKey(uint192)", 0n);
  const stored = keyedValue(call.world, call.caller, key);
  if (nonce % UINT64 !== stored) call.revert("ValueMismatch(uint256,uint256)", nonce % UINT64, stored);
  call.world.storage.write(SystemAddress.NonceHolder, keyedSlot(call.caller, key), stored + 1n);
  return new Uint8Array(0);
}

function increaseMinNonce(call: NativeCall, by: bigint): Uint8Array {
  requireSystemWrite(call);
  if (by < 1n || by > MAX_NONCE_INCREMENT) {
    call.revert("NonceIncreaseError(uint256,uint256,uint256)", 1n, MAX_NONCE_INCREMENT, by);
  }
  const previous = call.world.minNonce(call.caller);
  if (previous + by >= UINT64)
    call.revert("NonceIncreaseError(uint256,uint256,uint256)", 1n, MAX_NONCE_INCREMENT, by);
  call.world.setNonces(call.caller, previous + by, call.world.deploymentNonce(call.caller));
  return toWord(previous);
}

function incrementDeploymentNonce(call: NativeCall, account: Address): Uint8Array {
  call.requireCaller(SystemAddress.ContractDeployer);
  requireSystemWrite(call);
  return toWord(bumpDeploymentNonce(call.world, account));
}

/** Is the slot of `mapping(uint256 account => uint256 rawNonce)`. */
const RAW_NONCES_SLOT = 0n;

/** Reads the account in the first argument and reports that its nonces are read. */
function accountArgument(call: NativeCall, args: AbiReader): Address {
  const account = args.address(0);
  call.readsMapping(BigInt(account), RAW_NONCES_SLOT);
  return account;
}

function requireSystemWrite(call: NativeCall): void {
  call.readsMapping(BigInt(call.caller), RAW_NONCES_SLOT);
  call.requireNoValue();
  call.requireSystemCall();
  call.requireMutable();
}

function keyedNonce(world: World, account: Address, key: bigint): Uint8Array {
  return toWord(key * UINT64 + keyedValue(world, account, key));
}

export const nonceHolder = nativeContract({
  "getMinNonce(address)": (call, args) => toWord(call.world.minNonce(accountArgument(call, args))),
  "getRawNonce(address)": (call, args) => toWord(call.world.rawNonce(accountArgument(call, args))),
  "getDeploymentNonce(address)": (call, args) =>
    toWord(call.world.deploymentNonce(accountArgument(call, args))),
  "getKeyedNonce(address,uint192)": (call, args) =>
    keyedNonce(call.world, accountArgument(call, args), args.uint(1, 192)),
  "isNonceUsed(address,uint256)": (call, args) =>
    toWord(isNonceUsed(call.world, accountArgument(call, args), args.word(1)) ? 1n : 0n),
  "validateNonceUsage(address,uint256,bool)": (call, args) => {
    const error = nonceUsageError(
      call.world,
      accountArgument(call, args),
      args.word(1),
      args.uint(2, 1) === 1n,
    );
    return error === undefined ? concat() : call.revertWith(error);
  },
  "incrementMinNonceIfEquals(uint256)": (call, args) => incrementMinNonceIfEquals(call, args.word(0)),
  "incrementMinNonceIfEqualsKeyed(uint256)": (call, args) =>
    incrementMinNonceIfEqualsKeyed(call, args.word(0)),
  "increaseMinNonce(uint256)": (call, args) => increaseMinNonce(call, args.word(0)),
  "incrementDeploymentNonce(address)": (call, args) => incrementDeploymentNonce(call, args.address(0)),
});
