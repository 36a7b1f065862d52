/*
 * 0x8005 ImmutableSimulator. Left out: getImmutable. EVM code carries its immutables in itself, so there is no
 * answer that would be true; the call reverts. The contract's storage holds the runtime code's hash instead.
 */
import { nativeContract } from "../vm/native-call.ts";

export const immutableSimulator = nativeContract({
  "setImmutables(address,(uint256,bytes32)[])": (call) =>
    call.revert("Unauthorized(address)", BigInt(call.caller)),
});
