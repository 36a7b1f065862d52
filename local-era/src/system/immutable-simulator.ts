/*
 * Implements 0x8005 ImmutableSimulator. Left out: getImmutable. EVM code contains its immutables, so no answer would be
 * true, and the call reverts. The contract's storage holds the runtime code's hash instead.
 */
import { nativeContract } from "../vm/native-call.ts";

export const immutableSimulator = nativeContract({
  "setImmutables(address,(uint256,bytes32)[])": (call) =>
    call.revert("Unauthorized(address)", BigInt(call.caller)),
});
