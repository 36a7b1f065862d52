import { decodeFunctionData, encodeFunctionResult, parseAbi, type Address, type Hex } from "viem";
import { calldataOf, fakeNode, nodeReceipt, NodeRefusal, type NodeRequest } from "./fake-node.ts";

/** What the node is asked of contracts. */
const ABI = parseAbi([
  "function firstModuleOf(address[] targets) view returns (address)",
  "function name() view returns (string)",
  "function symbol() view returns (string)",
  "function decimals() view returns (uint8)",
  "function supportsInterface(bytes4 id) view returns (bool)",
]);

type Name = (typeof ABI)[number]["name"];

/** What a node knows, by the function that is asked for and the contract; what throws a `NodeRefusal` is refused. */
export type Contracts = Partial<Record<Name, (to: Address, args: readonly unknown[] | undefined) => unknown>>;

/** Answers of a node by method, in place of those that it has for everything. */
export type Methods = Readonly<Record<string, (params: readonly unknown[]) => unknown>>;

const USUAL: Methods = {
  eth_chainId: () => "0x144",
  eth_estimateGas: () => "0x10000",
  eth_gasPrice: () => "0x5f5e100",
  eth_getBalance: () => "0xde0b6b3a7640000",
  eth_getCode: () => "0x1234",
  eth_getTransactionCount: () => "0x5",
};

/** Has the process find a node that knows contracts, until what is returned is called. It answers null to whatever it is not told. */
export function scriptedNode(contracts: Contracts, methods: Methods = {}): () => void {
  const call = (request: NodeRequest): unknown => {
    const { functionName, args } = decodeFunctionData({ abi: ABI, data: calldataOf(request) });
    const [{ to }] = request.params as [{ to: Address }];
    const result = contracts[functionName]?.(to, args);
    if (result === undefined) throw new NodeRefusal("execution reverted");
    return encodeFunctionResult({ abi: ABI, functionName, result } as never);
  };
  return fakeNode((request) => {
    const { method, params } = request;
    const answer = methods[method] ?? USUAL[method];
    return answer ? answer(params) : method === "eth_call" ? call(request) : undefined;
  });
}

/**
 * Makes a node do whatever it is sent, at once.
 *
 * @param sent - is given the signed transactions
 * @param status - says what comes of them: `0x0` if they fail
 */
export function doing(sent: Hex[], status: () => "0x0" | "0x1" = () => "0x1"): Methods {
  return {
    eth_blockNumber: () => "0x1",
    eth_sendRawTransaction: ([raw]) => {
      sent.push(raw as Hex);
      return nodeReceipt().transactionHash;
    },
    eth_getTransactionReceipt: () => ({ ...nodeReceipt(), status: status() }),
  };
}

/** Answers by refusing. */
export function refuse(): never {
  throw new NodeRefusal("busy");
}
