import { isContainer, unpackInitCode } from "../../bytecode/container.ts";
import { addressTopic, errorString, eventTopic, wordTopic } from "../../primitives/abi.ts";
import { concat, toHex, toWord } from "../../primitives/hex.ts";
import type { Address } from "../../primitives/hex.ts";
import { isKernelSpace, SystemAddress } from "../../primitives/system-addresses.ts";
import { codeHashOf } from "../../state/visible-code.ts";
import type { NativeCall } from "../../vm/native-call.ts";

const CONTRACT_DEPLOYED = eventTopic("ContractDeployed(address,bytes32,address)");
const EVM_VERSION = 2n;

export interface Deployment {
  readonly address: Address;
  readonly codeHash: bigint;
  /** Raw constructor arguments. */
  readonly input: Uint8Array;
  /** 0: no account; 1: native account abstraction, version 1. */
  readonly accountVersion: number;
}

/** Performs ContractDeployer's steps in its order: checks, account info, value, code hash, constructor, event. */
export async function deploy(call: NativeCall, deployment: Deployment): Promise<Uint8Array> {
  const { address, codeHash } = deployment;
  requireDeployable(call, deployment);
  call.world.setAccountVersion(address, deployment.accountVersion);
  if (call.value > 0n) call.vm.transfer(SystemAddress.ContractDeployer, address, call.value);
  call.world.setConstructing(address, codeHash);
  call.world.setRuntime(address, await construct(call, deployment));
  call.world.setRawCodeHash(address, codeHash);
  call.vm.effects.deployments.push(address);
  call.emit([CONTRACT_DEPLOYED, addressTopic(call.caller), wordTopic(codeHash), addressTopic(address)]);
  return toWord(BigInt(address));
}

function requireDeployable(call: NativeCall, { address, codeHash }: Deployment): void {
  if (codeHash === 0n) call.revert("EmptyBytes32()");
  if (codeHash >> 248n === EVM_VERSION) call.revert("EVMBytecodeHash()");
  if (isKernelSpace(address)) call.revert("NotAllowedToDeployInKernelSpace()");
  // An address that can be deployed to has no code: the rules for validation allow no such read.
  call.readsSlot(SystemAddress.AccountCodeStorage, BigInt(address));
  const present = codeHashOf(call.world, address);
  if (present !== 0n) call.revert("HashIsNonZero(bytes32)", present);
  if (call.world.rawNonce(address) !== 0n) call.revert("NonEmptyAccount()");
  if (!call.world.isKnown(toHex(toWord(codeHash)))) call.revert("UnknownCodeHash(bytes32)", codeHash);
}

/** Runs the init code, followed by the arguments as Solidity expects; returns the runtime code. */
async function construct(call: NativeCall, { address, codeHash, input }: Deployment): Promise<Uint8Array> {
  const bytecode = call.world.bytecode(toHex(toWord(codeHash)));
  if (bytecode === undefined || !isContainer(bytecode)) {
    call.revertWith(errorString("local-era runs EVM code only: this bytecode was not compiled for it"));
  }
  const result = await call.call({
    kind: "create",
    caller: call.caller,
    address,
    codeAddress: address,
    // The deployer has already moved the value; the constructor only sees it.
    value: call.value,
    isValueMoved: true,
    data: input,
    isSystem: false,
    extraAbi: [],
    initCode: concat(unpackInitCode(bytecode), input),
  });
  if (!result.success) call.revertWith(result.returnData);
  return result.returnData;
}
