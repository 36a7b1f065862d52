/* 0x8012 CodeOracle: published bytecode by versioned hash. */
import { toBigInt, toHex } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import type { NativeContract } from "../vm/native-call.ts";
import { SystemRevert } from "../vm/system-revert.ts";

/** Is the slot of KnownCodesStorage's mapping, which the oracle asks whether a hash is known. */
const MARKERS_SLOT = 0n;

export const codeOracle: NativeContract = (call) => {
  if (call.data.length !== 32) throw new SystemRevert();
  call.vm.observeMappingRead(SystemAddress.KnownCodesStorage, toBigInt(call.data), MARKERS_SLOT);
  const bytecode = call.world.bytecode(toHex(call.data));
  if (bytecode === undefined) throw new SystemRevert();
  return bytecode;
};
