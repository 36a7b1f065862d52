import { setTimeout } from "node:timers/promises";
import { custom, type Transport } from "viem";
import type { LocalChain } from "./local-chain.js";

/** A client's requests to a node, and in how many rounds they were made. */
export interface RecordedRequests {
  readonly transport: Transport;
  /** The methods, in the order of the requests. */
  readonly methods: string[];
  /** Requests made while another is pending belong to the same round. */
  rounds(): number;
  clear(): void;
}

/**
 * A transport to a chain that records the requests made through it.
 *
 * @param latency - how far away the node seems to be, in milliseconds
 */
export function recordRequests(chain: LocalChain, latency = 0): RecordedRequests {
  const methods: string[] = [];
  let [open, rounds] = [0, 0];
  const node = chain.transport()({ chain: chain.chain, retryCount: 0 });
  return {
    methods,
    rounds: () => rounds,
    clear: () => {
      methods.length = 0;
      rounds = 0;
    },
    transport: custom({
      request: async ({ method, params }: { method: string; params: unknown }) => {
        methods.push(method);
        if (open === 0) rounds += 1;
        open += 1;
        try {
          if (latency > 0) await setTimeout(latency);
          return await node.request({ method, params });
        } finally {
          open -= 1;
        }
      },
    }),
  };
}
