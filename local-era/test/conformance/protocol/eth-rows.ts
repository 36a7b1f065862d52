import { counterInterface, walletOn } from "../../rpc/deployment.ts";
import { RICH, STRANGER } from "../lab.ts";
import type { Lab } from "../lab.ts";
import { absent, answers, fails } from "./row.ts";
import type { ProtocolRow } from "./row.ts";
import { ADDRESS, BLOOM, BYTES, HASH, isBoolean, listOf, orNull, QUANTITY } from "./shape.ts";

const UNKNOWN = `0x${"99".repeat(32)}`;
const call = ({ counter }: Lab, name: string, ...args: unknown[]) => ({
  to: counter,
  from: RICH!.address,
  data: counterInterface.encodeFunctionData(name, args),
});
const signed = async ({ node }: Lab): Promise<[string]> => {
  const wallet = walletOn(node, RICH!.privateKey);
  const populated = await wallet.populateTransaction({ to: STRANGER, value: 1n });
  return [await wallet.signTransaction(populated)];
};
const addBlock = ({ addBlock: number }: Lab) => `0x${number.toString(16)}`;
const addBlockHash = async (lab: Lab) =>
  (await lab.node.call<{ hash: string }>("eth_getBlockByNumber", addBlock(lab))).hash;

const TRANSACTION = {
  hash: HASH,
  nonce: QUANTITY,
  blockHash: HASH,
  blockNumber: QUANTITY,
  transactionIndex: QUANTITY,
  from: ADDRESS,
  to: ADDRESS,
  value: QUANTITY,
  gasPrice: QUANTITY,
  gas: QUANTITY,
  input: BYTES,
  type: "0x71",
  maxFeePerGas: QUANTITY,
  maxPriorityFeePerGas: QUANTITY,
  chainId: "0x104",
  l1BatchNumber: QUANTITY,
  l1BatchTxIndex: QUANTITY,
  r: HASH,
  s: HASH,
  v: QUANTITY,
  yParity: QUANTITY,
};

const BLOCK = {
  hash: HASH,
  parentHash: HASH,
  sha3Uncles: HASH,
  miner: STRANGER.replace(/[^x0]/g, "0"),
  stateRoot: HASH,
  transactionsRoot: HASH,
  receiptsRoot: HASH,
  number: QUANTITY,
  l1BatchNumber: QUANTITY,
  gasUsed: QUANTITY,
  gasLimit: "0x4000000000000",
  baseFeePerGas: "0x2b275d0",
  extraData: "0x",
  logsBloom: BLOOM,
  timestamp: QUANTITY,
  l1BatchTimestamp: QUANTITY,
  difficulty: "0x0",
  totalDifficulty: "0x0",
  sealFields: [],
  uncles: [],
  transactions: [HASH],
  size: "0x0",
  mixHash: HASH,
  nonce: "0x0000000000000000",
};

const LOG = {
  address: ADDRESS,
  topics: [HASH],
  data: BYTES,
  blockHash: HASH,
  blockNumber: QUANTITY,
  l1BatchNumber: QUANTITY,
  transactionHash: HASH,
  transactionIndex: QUANTITY,
  logIndex: QUANTITY,
  transactionLogIndex: QUANTITY,
  logType: null,
  removed: false,
  blockTimestamp: QUANTITY,
};

const RECEIPT = {
  transactionHash: HASH,
  transactionIndex: QUANTITY,
  blockHash: HASH,
  blockNumber: QUANTITY,
  l1BatchTxIndex: QUANTITY,
  l1BatchNumber: QUANTITY,
  from: ADDRESS,
  to: ADDRESS,
  cumulativeGasUsed: "0x0",
  gasUsed: QUANTITY,
  contractAddress: orNull(ADDRESS),
  logs: [LOG],
  l2ToL1Logs: [],
  status: "0x1",
  logsBloom: /^0x0{512}$/,
  type: "0x71",
  effectiveGasPrice: "0x2b275d0",
};

const NO_BLOCK = "Block with such an ID doesn't exist yet";

/** Lists the eth namespace of the protocol's table, in its order. */
export const ethRows: readonly ProtocolRow[] = [
  ...answers("eth_chainId", [], "0x104"),
  ...answers("eth_blockNumber", [], QUANTITY),
  ...answers("eth_gasPrice", [], "0x2b275d0"),
  ...answers("eth_feeHistory", ["0x2", "latest", [10, 90]], {
    oldestBlock: QUANTITY,
    baseFeePerGas: [QUANTITY],
    gasUsedRatio: [0],
    reward: [["0x0", "0x0"]],
  }),
  ...absent("eth_maxPriorityFeePerGas"),

  ...answers("eth_getBalance", [RICH!.address, "latest"], QUANTITY),
  ...answers("eth_getTransactionCount", [RICH!.address, "pending"], QUANTITY),
  ...answers("eth_getTransactionCount", ({ counter }) => [counter, "latest"], "0x0", "of a contract"),
  ...answers(
    "eth_getTransactionCount",
    async ({ node }) => {
      await node.call("evm_setAutomine", false);
      await walletOn(node, RICH!.privateKey).sendTransaction({ to: STRANGER, gasLimit: 300_000n });
      return [RICH!.address, "pending"];
    },
    "0x7",
    "with what waits",
  ),
  ...answers(
    "eth_getCode",
    ({ counter }) => [counter, "latest"],
    (code: unknown) => String(code).length % 64 === 2,
  ),
  ...answers("eth_getCode", [STRANGER], "0x", "of an EOA"),
  ...answers("eth_getStorageAt", ({ counter }) => [counter, "0x0", "latest"], `0x${"7".padStart(64, "0")}`),
  ...fails("eth_getStorageAt", [STRANGER, "0x0", "0xffff"], -32602, NO_BLOCK),

  ...answers("eth_call", (lab) => [call(lab, "count"), "latest"], `0x${"7".padStart(64, "0")}`),
  ...answers(
    "eth_call",
    (lab) => [call(lab, "count"), "latest", { [lab.counter]: { stateDiff: { "0x0": "0x9" } } }],
    `0x${"9".padStart(64, "0")}`,
    "with a state override",
  ),
  ...fails("eth_call", (lab) => [call(lab, "add", 0n)], 3, "execution reverted: nothing to add"),
  ...fails("eth_call", (lab) => [call(lab, "add", 101n)], 3, "execution reverted", "with a custom error"),
  ...["0x0", "0x100000", "0xffffffffffff"].flatMap((gas) =>
    fails(
      "eth_call",
      (lab) => [{ ...call(lab, "add", 0n), gas }],
      3,
      "execution reverted: nothing to add",
      `with ${gas} gas`,
    ),
  ),
  ...answers("eth_estimateGas", (lab) => [call(lab, "add", 1n), "latest"], QUANTITY),
  ...fails(
    "eth_estimateGas",
    (lab) => [call(lab, "add", 0n)],
    3,
    "[anvil_zksync-node-11] Gas estimation failed:\n" +
      "[anvil_zksync-gas_estim-21] Gas estimation is impossible: execution reverted when the transaction is " +
      "executed with maximum gas. Unspent gas is returned. \n" +
      "[anvil_zksync-revert-1] Execution reverted with message: nothing to add",
  ),
  ...fails(
    "eth_estimateGas",
    [{ from: RICH!.address, to: STRANGER, accessList: [{}] }],
    3,
    `[anvil_zksync-node-30] Failed to parse a L2 transaction from request (from=${RICH!.address}, ` +
      `to=${STRANGER}): access lists are not supported.`,
    "of an invalid transaction",
  ),

  ...answers("eth_sendRawTransaction", signed, HASH),
  ...fails("eth_sendRawTransaction", ["0x05"], 3, /^Failed to serialize transaction: /),
  ...answers(
    "eth_sendTransaction",
    async ({ node }) => {
      await node.call("hardhat_impersonateAccount", RICH!.address);
      return [{ from: RICH!.address, to: STRANGER, value: "0x1" }];
    },
    HASH,
    "from an impersonated sender",
  ),
  ...fails(
    "eth_sendTransaction",
    [{ from: STRANGER, to: STRANGER }],
    -32603,
    new RegExp(
      `^Initiator address ${STRANGER.toLowerCase()} is not allowed to perform transactions: .*[Ii]mpersonate`,
    ),
  ),
  ...fails(
    "eth_sendTransaction",
    [{ from: STRANGER, to: STRANGER, gasPrice: "0x1", maxFeePerGas: "0x1" }],
    -32603,
    "Transaction contains unsupported fields: max_fee_per_gas or max_priority_fee_per_gas",
    "with two kinds of fees",
  ),
  ...answers("eth_accounts", [], [ADDRESS]),

  ...answers("eth_getBlockByNumber", (lab) => [addBlock(lab), false], BLOCK),
  ...answers("eth_getBlockByNumber", (lab) => [addBlock(lab), true], {
    ...BLOCK,
    transactions: [TRANSACTION],
  }),
  ...answers("eth_getBlockByNumber", ["earliest", false], { ...BLOCK, number: "0x0", transactions: [] }),
  ...answers("eth_getBlockByNumber", ["0xffff", false], null, "that does not exist"),
  ...answers("eth_getBlockByHash", async (lab) => [await addBlockHash(lab), false], BLOCK),
  ...answers("eth_getBlockByHash", [UNKNOWN, false], null, "that does not exist"),
  ...answers("eth_getBlockTransactionCountByNumber", (lab) => [addBlock(lab)], "0x1"),
  ...answers("eth_getBlockTransactionCountByHash", async (lab) => [await addBlockHash(lab)], "0x1"),
  ...answers("eth_getTransactionByHash", ({ addHash }) => [addHash], TRANSACTION),
  ...answers("eth_getTransactionByHash", [UNKNOWN], null, "that is unknown"),
  ...answers(
    "eth_getTransactionByBlockHashAndIndex",
    async (lab) => [await addBlockHash(lab), "0x0"],
    TRANSACTION,
  ),
  ...answers("eth_getTransactionByBlockNumberAndIndex", (lab) => [addBlock(lab), "0x0"], TRANSACTION),
  ...answers("eth_getTransactionReceipt", ({ addHash }) => [addHash], RECEIPT),
  ...answers("eth_getTransactionReceipt", [UNKNOWN], null, "that is unknown"),
  ...absent("eth_getBlockReceipts"),

  ...answers("eth_getLogs", [{}], [LOG], "from the first block to the last"),
  ...answers("eth_getLogs", ({ counter }) => [{ address: [counter] }], [LOG]),
  ...answers("eth_newFilter", [{}], QUANTITY),
  ...answers("eth_newBlockFilter", [], QUANTITY),
  ...answers("eth_newPendingTransactionFilter", [], QUANTITY),
  ...answers(
    "eth_getFilterChanges",
    async ({ node }) => [await node.call("eth_newFilter", {})],
    [],
    "without any so far",
  ),
  ...answers("eth_getFilterLogs", async ({ node }) => [await node.call("eth_newFilter", {})], listOf(LOG)),
  ...answers("eth_uninstallFilter", async ({ node }) => [await node.call("eth_newFilter", {})], true),
  ...fails("eth_getFilterChanges eth_getFilterLogs", ["0x9"], -32603, "invalid filter"),
  ...answers("eth_uninstallFilter", ["0x9"], isBoolean, "of an unknown filter"),

  ...answers("eth_syncing", [], false),
  ...answers("eth_protocolVersion", [], "zks/1"),
  ...absent(
    "eth_coinbase eth_mining eth_hashrate eth_getCompilers eth_getWork eth_submitWork eth_submitHashrate",
  ),
  ...absent("eth_getUncleByBlockNumberAndIndex eth_getUncleByBlockHashAndIndex"),
  ...absent("eth_getUncleCountByBlockNumber eth_getUncleCountByBlockHash"),
  ...absent("eth_subscribe eth_unsubscribe eth_sign eth_signTransaction eth_signTypedData eth_getProof"),
  ...absent("eth_fillTransaction"),
];
