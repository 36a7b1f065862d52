/* 0x8012 CodeOracle: published bytecode by versioned hash. */
import { toHex } from "../primitives/hex.ts";
import type { NativeContract } from "../vm/native-call.ts";
import { SystemRevert } from "../vm/system-revert.ts";

export const codeOracle: NativeContract = (call) => {
  if (call.data.length !== 32) throw new SystemRevert();
  const bytecode = call.world.bytecode(toHex(call.data));
  if (bytecode === undefined) throw new SystemRevert();
  return bytecode;
};
