/* 0x8008 L1Messenger. Logs and bytecode are sent by system contracts, which do not call it here. */
import { keccak_256 } from "@noble/hashes/sha3.js";
import { addressTopic, addressWord, encodeBytesTail, eventTopic, wordTopic } from "../primitives/abi.ts";
import { concat, toBigInt, toHex, toWord } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { nativeContract } from "../vm/native-call.ts";
import type { NativeCall } from "../vm/native-call.ts";

const L1_MESSAGE_SENT = eventTopic("L1MessageSent(address,bytes32,bytes)");
const L2_TO_L1_LOG_SENT = eventTopic("L2ToL1LogSent((uint8,bool,uint16,address,bytes32,bytes32))");

/** Is the slot of the hash that every log of a batch is chained to. */
const CHAINED_LOGS_SLOT = 0n;

/** Sends a message as `sender` and returns its keccak256. */
export function sendToL1(call: NativeCall, sender: Address, message: Uint8Array): Uint8Array {
  call.requireMutable();
  call.readsSlot(SystemAddress.L1Messenger, CHAINED_LOGS_SLOT);
  const hash = keccak_256(message);
  const { effects } = call.vm;
  effects.messages.push(message.length);
  effects.l2ToL1Logs.push({
    isService: true,
    shardId: 0,
    sender: SystemAddress.L1Messenger,
    key: addressTopic(sender),
    value: toHex(hash),
  });
  effects.logs.push({
    address: SystemAddress.L1Messenger,
    topics: [L2_TO_L1_LOG_SENT],
    data: concat(
      toWord(0n),
      toWord(1n),
      toWord(0n),
      addressWord(SystemAddress.L1Messenger),
      addressWord(sender),
      hash,
    ),
  });
  effects.logs.push({
    address: SystemAddress.L1Messenger,
    topics: [L1_MESSAGE_SENT, addressTopic(sender), wordTopic(toBigInt(hash))],
    data: concat(toWord(32n), encodeBytesTail(message)),
  });
  return hash;
}

export const l1Messenger = nativeContract({
  "sendToL1(bytes)": (call, args) => {
    call.requireNoValue();
    return sendToL1(call, call.caller, args.bytes(0));
  },
  "sendL2ToL1Log(bool,bytes32,bytes32)": (call) => call.revert("CallerMustBeSystemContract()"),
  "requestBytecodeL1Publication(bytes32)": (call) =>
    call.revert("Unauthorized(address)", BigInt(call.caller)),
});
