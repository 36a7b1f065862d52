/* TimestampAsserter, where anvil-zksync deploys it: the only way to the clock in account validation. */
import { EMPTY } from "../primitives/hex.ts";
import { nativeContract } from "../vm/native-call.ts";

export const timestampAsserter = nativeContract({
  "assertTimestampInRange(uint256,uint256)": (call, args) => {
    call.requireNoValue();
    const [start, end] = [args.word(0), args.word(1)];
    const { timestamp } = call.vm.context.block;
    if (timestamp < start || timestamp > end) {
      call.revert("TimestampOutOfRange(uint256,uint256,uint256)", timestamp, start, end);
    }
    return EMPTY;
  },
});
