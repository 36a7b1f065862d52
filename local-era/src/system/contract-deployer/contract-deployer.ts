/*
 * Implements 0x8006 ContractDeployer (system contracts v28). The callers of force deployments do not exist here; EVM
 * deployments are refused, as on a chain that allows EraVM bytecode only.
 */
import { addressTopic, eventTopic } from "../../primitives/abi.ts";
import type { AbiReader } from "../../primitives/abi-reader.ts";
import { concat, toHex, toWord } from "../../primitives/hex.ts";
import type { Address } from "../../primitives/hex.ts";
import { isKernelSpace, SystemAddress } from "../../primitives/system-addresses.ts";
import type { World } from "../../state/world.ts";
import { nativeContract } from "../../vm/native-call.ts";
import type { NativeCall } from "../../vm/native-call.ts";
import { bumpDeploymentNonce } from "../nonce-holder.ts";
import { deploy } from "./deploy.ts";
import { newAddressCreate, newAddressCreate2 } from "./new-address.ts";

const ACCOUNT_VERSION_UPDATED = eventTopic("AccountVersionUpdated(address,uint8)");
const ACCOUNT_INFO_SLOT = 0n;
const ALLOWED_BYTECODES_SLOT = 1n;
const LAST_ACCOUNT_VERSION = 1n;
/** Is AllowedBytecodeTypes.EraVm. */
const ERAVM_ONLY = 0n;

/** Returns Era's extendedAccountVersion: codeless addresses outside kernel space are version 1 accounts. */
export function extendedAccountVersion(world: World, address: Address): number {
  const stored = world.accountVersion(address);
  if (stored !== 0) return stored;
  return !world.isContract(address) && !isKernelSpace(address) ? 1 : 0;
}

function create(call: NativeCall, args: AbiReader, accountVersion: number): Promise<Uint8Array> {
  call.requireSystemCall();
  call.requireMutable();
  const [codeHash, input] = [args.word(1), args.bytes(2)];
  const address = newAddressCreate(call.caller, bumpDeploymentNonce(call.world, call.caller));
  return deploy(call, { address, codeHash, input, accountVersion });
}

function create2(call: NativeCall, args: AbiReader, accountVersion: number): Promise<Uint8Array> {
  call.requireSystemCall();
  call.requireMutable();
  const [salt, codeHash, input] = [args.word(0), args.word(1), args.bytes(2)];
  bumpDeploymentNonce(call.world, call.caller);
  const address = newAddressCreate2(call.caller, toHex(toWord(codeHash)), salt, input);
  return deploy(call, { address, codeHash, input, accountVersion });
}

function accountVersionArgument(args: AbiReader, index: number): number {
  const version = args.uint(index, 8);
  if (version > LAST_ACCOUNT_VERSION) args.reject();
  return Number(version);
}

function updateAccountVersion(call: NativeCall, version: number): Uint8Array {
  call.requireNoValue();
  call.requireSystemCall();
  call.requireMutable();
  call.world.setAccountVersion(call.caller, version);
  call.emit([ACCOUNT_VERSION_UPDATED, addressTopic(call.caller)], toWord(BigInt(version)));
  return new Uint8Array(0);
}

function refuseEvm(call: NativeCall): never {
  call.requireSystemCall();
  return call.revert("EVMEmulationNotSupported()");
}

/** Refuses functions that only the upgrader and other system roles may call. */
function refuseCaller(call: NativeCall): never {
  return call.revert("Unauthorized(address)", BigInt(call.caller));
}

export const contractDeployer = nativeContract({
  "create(bytes32,bytes32,bytes)": (call, args) => create(call, args, 0),
  "create2(bytes32,bytes32,bytes)": (call, args) => create2(call, args, 0),
  "createAccount(bytes32,bytes32,bytes,uint8)": (call, args) =>
    create(call, args, accountVersionArgument(args, 3)),
  "create2Account(bytes32,bytes32,bytes,uint8)": (call, args) =>
    create2(call, args, accountVersionArgument(args, 3)),
  "createEVM(bytes)": refuseEvm,
  "create2EVM(bytes32,bytes)": refuseEvm,
  "forceDeployOnAddresses((bytes32,address,bool,uint256,bytes)[])": refuseCaller,
  "setAllowedBytecodeTypesToDeploy(uint8)": refuseCaller,
  "allowedBytecodeTypesToDeploy()": (call) => {
    call.readsSlot(SystemAddress.ContractDeployer, ALLOWED_BYTECODES_SLOT);
    return toWord(ERAVM_ONLY);
  },
  "getNewAddressCreate(address,uint256)": (_call, args) =>
    toWord(BigInt(newAddressCreate(args.address(0), args.word(1)))),
  "getNewAddressCreate2(address,bytes32,bytes32,bytes)": (_call, args) =>
    toWord(BigInt(newAddressCreate2(args.address(0), args.hash(1), args.word(2), args.bytes(3)))),
  "getAccountInfo(address)": (call, args) => {
    call.readsMapping(BigInt(args.address(0)), ACCOUNT_INFO_SLOT);
    const info = call.world.accountInfo(args.address(0));
    return concat(toWord(info & 0xffn), toWord((info >> 8n) & 0xffn));
  },
  "extendedAccountVersion(address)": (call, args) => {
    call.readsMapping(BigInt(args.address(0)), ACCOUNT_INFO_SLOT);
    return toWord(BigInt(extendedAccountVersion(call.world, args.address(0))));
  },
  "updateAccountVersion(uint8)": (call, args) => updateAccountVersion(call, accountVersionArgument(args, 0)),
  "updateNonceOrdering(uint8)": (call) => {
    call.requireSystemCall();
    return call.revert("InvalidNonceOrderingChange()");
  },
});
