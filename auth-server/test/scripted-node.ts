import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeFunctionData, encodeFunctionResult, parseAbi, type Address, type Hex } from "viem";

/** What the node is asked of contracts. */
const ABI = parseAbi([
  "function firstModuleOf(address[] targets) view returns (address)",
  "function name() view returns (string)",
  "function symbol() view returns (string)",
  "function decimals() view returns (uint8)",
  "function supportsInterface(bytes4 id) view returns (bool)",
]);

type Name = (typeof ABI)[number]["name"];

/** What a node knows, by the function that is asked for and the contract; what throws is an error of the node's. */
export type Contracts = Partial<Record<Name, (to: Address, args: readonly unknown[] | undefined) => unknown>>;

/** Answers of a node by method, in place of those that it has for everything. */
export type Methods = Readonly<Record<string, (params: readonly unknown[]) => unknown>>;

const USUAL: Methods = {
  eth_chainId: () => "0x104",
  eth_estimateGas: () => "0x10000",
  eth_gasPrice: () => "0x5f5e100",
  eth_getBalance: () => "0xde0b6b3a7640000",
  eth_getCode: () => "0x1234",
  eth_getTransactionCount: () => "0x5",
};

/** Starts a node that answers as it is told; whatever it is not told is an error. */
export async function startScriptedNode(contracts: Contracts, methods: Methods = {}) {
  const call = ([{ to, data }]: readonly [{ to: Address; data: Hex }]): Hex => {
    const { functionName, args } = decodeFunctionData({ abi: ABI, data });
    const result = contracts[functionName]?.(to, args);
    if (result === undefined) throw new Error("execution reverted");
    return encodeFunctionResult({ abi: ABI, functionName, result } as never);
  };
  const all: Methods = { ...USUAL, eth_call: (params) => call(params as never), ...methods };
  const answer = (text: string): object => {
    const { id, method, params } = JSON.parse(text) as { id: number; method: string; params: unknown[] };
    try {
      return { jsonrpc: "2.0", id, result: all[method]?.(params) ?? null };
    } catch {
      return { jsonrpc: "2.0", id, error: { code: -32000, message: "busy" } };
    }
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify(answer(Buffer.concat(parts).toString())));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    rpcUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
