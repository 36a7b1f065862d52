/*
 * Implements 0x8009 MsgValueSimulator for calls to its own address. Calls that carry value are resolved where they are
 * made (vm/reserved/far-calls.ts and the interpreter's CALL).
 */
import type { NativeContract } from "../vm/native-call.ts";

export const msgValueSimulator: NativeContract = (call) => {
  call.requireSystemCall();
  return call.revert("InvalidCall()");
};
