import { named } from "../../method.ts";
import type { MethodTable } from "../../method.ts";
import { readTime, requireReachable } from "../../read-time.ts";

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
    chain.clock.setInterval(readTime(seconds, "seconds"));
  },

  anvil_removeBlockTimestampInterval: ({ chain }) => chain.clock.setInterval(undefined),
};
