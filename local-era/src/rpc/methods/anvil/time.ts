import { named } from "../../method.ts";
import type { MethodTable } from "../../method.ts";
import { readTime, requireReachable } from "../../read-time.ts";
import { invalidParams } from "../../rpc-error.ts";

/** Implements methods about the chain's clock. */
export const anvilTimeMethods: MethodTable = {
  ...named("anvil_increaseTime evm_increaseTime", ({ chain }, [seconds]) => {
    const by = readTime(seconds, "seconds");
    requireReachable(chain.clock.last, by);
    chain.clock.increase(by);
    return Number(by);
  }),

  ...named("anvil_setTime evm_setTime", ({ chain }, [timestamp]) =>
    Number(chain.clock.set(readTime(timestamp, "timestamp"))),
  ),

  ...named("anvil_setNextBlockTimestamp evm_setNextBlockTimestamp", ({ chain }, [timestamp]) =>
    chain.clock.forceNext(readTime(timestamp, "timestamp")),
  ),

  anvil_setBlockTimestampInterval: ({ chain }, [seconds]) => {
    const interval = readTime(seconds, "seconds");
    if (interval === 0n)
      throw invalidParams("seconds must be at least 1: no two blocks have the same timestamp");
    chain.clock.setInterval(interval);
  },

  anvil_removeBlockTimestampInterval: ({ chain }) => chain.clock.setInterval(undefined),
};
