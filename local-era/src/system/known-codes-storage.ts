/* 0x8004 KnownCodesStorage. Its writers, the bootloader and the Compressor, do not call it here. */
import { hashBytecode } from "../bytecode/bytecode-hash.ts";
import { eventTopic, wordTopic } from "../primitives/abi.ts";
import { toWord } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { compressedBytecodeLength } from "../pubdata/compressed-bytecode.ts";
import type { World } from "../state/world.ts";
import type { Effects } from "../vm/effects.ts";
import { nativeContract } from "../vm/native-call.ts";

const MARKED_AS_KNOWN = eventTopic("MarkedAsKnown(bytes32,bool)");

/** Publishes a transaction's factory dependencies; only those new to the chain emit an event. */
export function markFactoryDeps(world: World, effects: Effects, bytecodes: readonly Uint8Array[]): void {
  for (const bytecode of bytecodes) {
    if (world.isKnown(hashBytecode(bytecode))) continue;
    const hash = world.publish(bytecode);
    effects.bytecodes.push(compressedBytecodeLength(bytecode));
    effects.logs.push({
      address: SystemAddress.KnownCodesStorage,
      topics: [MARKED_AS_KNOWN, hash, wordTopic(0n)],
      data: new Uint8Array(0),
    });
  }
}

export const knownCodesStorage = nativeContract({
  "getMarker(bytes32)": (call, args) => {
    call.readsMapping(args.word(0), 0n);
    return toWord(call.world.isKnown(args.hash(0)) ? 1n : 0n);
  },
  "markFactoryDeps(bool,bytes32[])": (call) => call.revert("CallerMustBeBootloader()"),
  "markBytecodeAsPublished(bytes32)": (call) => call.revert("Unauthorized(address)", BigInt(call.caller)),
});
