/*
 * 0x8009 MsgValueSimulator. Calls that carry value are resolved where they are made (vm/reserved/far-calls.ts and
 * the interpreter's CALL): this is what a call aimed at the simulator's own address meets.
 */
import type { NativeContract } from "../vm/native-call.ts";

export const msgValueSimulator: NativeContract = (call) => {
  call.requireSystemCall();
  return call.revert("InvalidCall()");
};
