import { encodeFunctionData, parseAbi, type Chain, type Client, type Transport } from "viem";
import { numberIn } from "./read-answer.js";
import type { ChainTime } from "./transaction-signer.js";

/** Era's SystemContext, which knows the block a call is made in. */
const SYSTEM_CONTEXT = "0x000000000000000000000000000000000000800b";
const GET_BLOCK_TIMESTAMP = encodeFunctionData({
  abi: parseAbi(["function getBlockTimestamp() view returns (uint256)"]),
});

/** How many seconds a chain is ahead of this machine, by the transport through which it is reached. */
const offsets = new WeakMap<object, bigint>();

/** Returns the chain's time as this machine knows it: its own clock, corrected by what the chain has said before. */
export function knownTime(client: Client<Transport, Chain>): ChainTime {
  return { timestamp: machineTime() + (offsets.get(client.transport) ?? 0n) };
}

/**
 * Asks the chain for the time of its next block, and remembers how far this machine is from it.
 *
 * The latest block would not do: an idle chain's is old, and a node in tests may have been told to be elsewhere in time.
 */
export async function readTime(client: Client<Transport, Chain>): Promise<ChainTime> {
  const answer = await client.request({
    method: "eth_call",
    params: [{ to: SYSTEM_CONTEXT, data: GET_BLOCK_TIMESTAMP }, "pending"],
  });
  const timestamp = numberIn(answer, "eth_call");
  offsets.set(client.transport, timestamp - machineTime());
  return { timestamp };
}

function machineTime(): bigint {
  return BigInt(Math.floor(Date.now() / 1000));
}
