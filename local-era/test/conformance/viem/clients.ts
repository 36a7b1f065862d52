import { createPublicClient, createTestClient, createWalletClient, http, parseAbi } from "viem";
import type { Abi } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { zksyncInMemoryNode } from "viem/chains";
import { eip712WalletActions, publicActionsL2, walletActionsL2 } from "viem/zksync";
import { artifact } from "../../rpc/counter.ts";
import { RICH } from "../lab.ts";
import type { Lab } from "../lab.ts";

export const account = privateKeyToAccount(RICH!.privateKey);
export const counterAbi = JSON.parse(artifact("Counter").abi) as Abi;
/** Declares the counter's interface with types; `counterAbi` is the compiler's. */
export const typedAbi = parseAbi([
  "function count() view returns (uint256)",
  "function add(uint256 n) returns (uint256)",
  "event Counted(address indexed by, uint256 count)",
]);
export const COUNTED = typedAbi[2];

/** Disables the client's cache: results must come from the node. */
const settings = ({ node }: Lab) => ({
  chain: zksyncInMemoryNode,
  transport: http(node.url, { retryCount: 0 }),
  pollingInterval: 20,
  cacheTime: 0,
});

export const publicClient = (lab: Lab) => createPublicClient(settings(lab)).extend(publicActionsL2());
export const walletClient = (lab: Lab) =>
  createWalletClient({ ...settings(lab), account })
    .extend(eip712WalletActions())
    .extend(walletActionsL2());
/** Creates a wallet client without Era's actions: it sends what an Ethereum client sends. */
export const plainWalletClient = (lab: Lab) => createWalletClient({ ...settings(lab), account });
export const testClient = (lab: Lab, mode: "anvil" | "hardhat" | "ganache") =>
  createTestClient({ ...settings(lab), mode });

export type PublicClient = ReturnType<typeof publicClient>;
export type WalletClient = ReturnType<typeof walletClient>;
export type PlainWalletClient = ReturnType<typeof plainWalletClient>;
export type TestClient = ReturnType<typeof testClient>;

/** Adds to the counter, which emits an event. */
export async function addToCounter(lab: Lab, n = 1n): Promise<`0x${string}`> {
  const request = { address: lab.counter, abi: typedAbi, functionName: "add", args: [n] } as const;
  const hash = await walletClient(lab).writeContract(request);
  await publicClient(lab).waitForTransactionReceipt({ hash });
  return hash;
}

/** Sends a wei to another account and returns the mined transaction's hash. */
export async function sendSomething(lab: Lab): Promise<`0x${string}`> {
  const hash = await walletClient(lab).sendTransaction({ to: lab.counter, value: 1n });
  await publicClient(lab).waitForTransactionReceipt({ hash });
  return hash;
}
