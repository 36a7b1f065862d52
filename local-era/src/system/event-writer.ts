/*
 * Implements 0x800d EventWriter: events of contracts compiled by zksolc, through a system call. The number of topics is
 * in the first extra ABI word; the topics precede the data.
 */
import { toHex } from "../primitives/hex.ts";
import type { NativeContract } from "../vm/native-call.ts";
import { SystemRevert } from "../vm/system-revert.ts";

const MAX_TOPICS = 4n;
const WORD = 32;

/** Emits the event on the caller's behalf. Reverts with empty data for any other call, as its Yul does. */
export const eventWriter: NativeContract = (call) => {
  const { isSystem, extraAbi } = call.farCall;
  const count = extraAbi[0] ?? 0n;
  if (!isSystem || count > MAX_TOPICS || call.data.length < Number(count) * WORD) throw new SystemRevert();
  call.requireMutable();
  const end = Number(count) * WORD;
  const topics = Array.from({ length: Number(count) }, (_, i) =>
    toHex(call.data.subarray(i * WORD, (i + 1) * WORD)),
  );
  call.vm.effects.logs.push({ address: call.caller, topics, data: call.data.slice(end) });
  return new Uint8Array(0);
};
