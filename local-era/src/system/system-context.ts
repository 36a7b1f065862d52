/* 0x800b SystemContext. The setters' callers, bootloader and upgrader, do not call them here. Left out: batch hashes. */
import { addressWord } from "../primitives/abi.ts";
import { concat, fromHex, toWord } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { countPubdata, pubdataLength } from "../pubdata/pubdata.ts";
import { BLOCK_GAS_LIMIT, DIFFICULTY } from "../vm/block-view.ts";
import type { ContextValue } from "../vm/execution-observer.ts";
import { nativeContract } from "../vm/native-call.ts";
import type { NativeCall } from "../vm/native-call.ts";

const BLOCK_HASH_WINDOW = 256n;

function blockHash(call: NativeCall, number: bigint): Uint8Array {
  const { block } = call.vm.context;
  const isInWindow = number < block.number && block.number - number <= BLOCK_HASH_WINDOW;
  return isInWindow ? fromHex(block.blockHash(number)) : toWord(0n);
}

/** Counts what the transaction has published so far, in bytes. */
function pubdataSpent({ vm }: NativeCall): bigint {
  return BigInt(pubdataLength(countPubdata(vm.world, vm.effects)));
}

/** Reads a value of the context, which the validation rules may forbid. */
function reading(value: ContextValue, read: (call: NativeCall) => Uint8Array) {
  return (call: NativeCall) => {
    call.vm.observer?.contextRead(value);
    return read(call);
  };
}

function refuseSetter(call: NativeCall): never {
  return call.revert("CallerMustBeBootloader()");
}

export const systemContext = nativeContract({
  "chainId()": reading("chainId", (call) => toWord(call.vm.context.block.chainId)),
  "origin()": reading("origin", (call) => addressWord(call.vm.context.origin)),
  "gasPrice()": reading("gasPrice", (call) => toWord(call.vm.context.gasPrice)),
  "blockGasLimit()": reading("gasLimit", () => toWord(BLOCK_GAS_LIMIT)),
  "coinbase()": reading("coinbase", () => addressWord(SystemAddress.Bootloader)),
  "difficulty()": reading("difficulty", () => toWord(DIFFICULTY)),
  "baseFee()": reading("baseFee", (call) => toWord(call.vm.context.block.baseFee)),
  "gasPerPubdataByte()": reading("block", (call) => toWord(call.vm.context.block.gasPerPubdata)),
  "getCurrentPubdataSpent()": reading("block", (call) => toWord(pubdataSpent(call))),
  "getCurrentPubdataCost()": reading("block", (call) =>
    toWord(pubdataSpent(call) * call.vm.context.block.gasPerPubdata),
  ),
  "txNumberInBlock()": reading("block", () => toWord(0n)),
  "getBlockNumber()": reading("block", (call) => toWord(call.vm.context.block.number)),
  "getBlockTimestamp()": reading("block", (call) => toWord(call.vm.context.block.timestamp)),
  "getL2BlockNumberAndTimestamp()": reading("block", ({ vm: { context } }) =>
    concat(toWord(context.block.number), toWord(context.block.timestamp)),
  ),
  "getBatchNumberAndTimestamp()": reading("block", ({ vm: { context } }) =>
    concat(toWord(context.block.batchNumber), toWord(context.block.timestamp)),
  ),
  "getBlockNumberAndTimestamp()": reading("block", ({ vm: { context } }) =>
    concat(toWord(context.block.batchNumber), toWord(context.block.timestamp)),
  ),
  "currentBlockInfo()": reading("block", ({ vm: { context } }) =>
    toWord((context.block.batchNumber << 128n) | context.block.timestamp),
  ),
  "setTxOrigin(address)": refuseSetter,
  "setGasPrice(uint256)": refuseSetter,
  "appendTransactionToCurrentL2Block(bytes32)": refuseSetter,
  "incrementTxNumberInBatch()": refuseSetter,
  "setChainId(uint256)": (call) => call.revert("Unauthorized(address)", BigInt(call.caller)),
  "getBlockHashEVM(uint256)": (call, args) => {
    call.vm.observer?.contextRead("blockHash");
    return blockHash(call, args.word(0));
  },
});
