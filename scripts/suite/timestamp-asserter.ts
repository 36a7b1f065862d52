import { Contract, getAddress, isAddress, MaxUint256 } from "ethers";
import type { Provider } from "zksync-ethers";
import { nodeKind } from "./node-kind";

/** Where a node in memory has it; such a node need not know the method that tells. */
const IN_MEMORY_ADDRESS = "0x0000000000000000000000000000000000808012";

const ABI = ["function assertTimestampInRange(uint256 start, uint256 end) view"];

/**
 * Returns the contract that lets a validation depend on the time, which has a different address on each
 * chain: the one that is given, or the one that the node tells.
 *
 * @param given the address, for an endpoint that does not tell it
 * @throws Error if the chain has none, the endpoint does not tell it, or what is there does not judge times as one
 */
export async function timestampAsserter(provider: Provider, given?: string): Promise<string> {
  const told = await toldAddress(provider);
  if (given && typeof told === "string" && !isSame(given, told)) {
    throw new Error(
      `The endpoint says that the timestamp asserter is ${told}, and not ${given}: name the right one, or none.`,
    );
  }
  const address = given ?? (await foundAddress(provider, told));
  if (!isAddress(address))
    throw new Error(`The timestamp asserter "${address}" is no address, or has a wrong checksum.`);
  await assertJudges(provider, address);
  return getAddress(address);
}

/** Asks the node; undefined if it does not know the method, null if the chain has none. */
async function toldAddress(provider: Provider): Promise<unknown> {
  return await provider.send("zks_getTimestampAsserter", []).catch(() => undefined);
}

async function foundAddress(provider: Provider, told: unknown): Promise<string> {
  if (typeof told === "string") return told;
  if ((await nodeKind(provider)).inMemory) return IN_MEMORY_ADDRESS;
  const { chainId } = await provider.getNetwork();
  throw new Error(
    told === null
      ? `Chain ${chainId} has no timestamp asserter, so sessions cannot expire there. If its operator has deployed one, name it: --timestamp-asserter 0x…`
      : "The endpoint does not know zks_getTimestampAsserter. Name the chain's timestamp asserter, which its operator publishes: --timestamp-asserter 0x…",
  );
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Asks for a range that has the present in it, and for one that is over. */
async function assertJudges(provider: Provider, address: string): Promise<void> {
  if ((await provider.getCode(address)) === "0x")
    throw new Error(`There is no contract at ${address}, the timestamp asserter.`);
  const asserter = new Contract(address, ABI, provider);
  const accepts = (start: bigint, end: bigint): Promise<boolean> =>
    asserter.assertTimestampInRange!(start, end).then(
      () => true,
      () => false,
    );
  const [always, past] = await Promise.all([accepts(0n, MaxUint256), accepts(0n, 1n)]);
  if (!always || past) throw new Error(`${address} does not judge times as a timestamp asserter does.`);
}
