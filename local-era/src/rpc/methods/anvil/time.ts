import { readQuantity } from "../../../primitives/json-value.ts";
import { named } from "../../method.ts";
import type { MethodTable } from "../../method.ts";
import { invalidParams } from "../../rpc-error.ts";

/** Is the latest timestamp with an ISO date, in seconds. */
const MAX_TIMESTAMP = 8_640_000_000_000n;

/** Implements methods about the chain's clock. */
export const anvilTimeMethods: MethodTable = {
  ...named("anvil_increaseTime evm_increaseTime", ({ chain }, [seconds]) => {
    const by = readTime(seconds, "seconds");
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

function readTime(value: unknown, name: string): bigint {
  const time = readQuantity(value, name);
  if (time > MAX_TIMESTAMP) throw invalidParams(`${name} is too large: at most ${MAX_TIMESTAMP}`);
  return time;
}
