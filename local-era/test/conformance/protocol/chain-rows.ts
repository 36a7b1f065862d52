import { hexlify } from "ethers";
import { utils } from "zksync-ethers";
import { artifact } from "../../rpc/counter.ts";
import { walletOn } from "../../rpc/deployment.ts";
import { RICH, STRANGER } from "../lab.ts";
import type { Lab } from "../lab.ts";
import { absent, answers, fails } from "./row.ts";
import type { ProtocolRow } from "./row.ts";
import { ADDRESS, BYTES, HASH, isInteger, orNull, QUANTITY } from "./shape.ts";

const UNKNOWN = `0x${"99".repeat(32)}`;
const ZERO = `0x${"0".repeat(40)}`;
const transfer = { from: RICH!.address, to: STRANGER };
const addBlock = ({ addBlock: number }: Lab) => `0x${number.toString(16)}`;

/** Returns a transaction that this node ran itself and has the trace of, not one loaded with a state. */
const mined = async ({ node }: Lab): Promise<[string]> => {
  const wallet = walletOn(node, RICH!.privateKey);
  const sent = await wallet.sendTransaction({ to: STRANGER, gasLimit: 300_000n });
  return [(await sent.wait()).hash];
};
const blockOf = async ({ node }: Lab, [hash]: [string]): Promise<{ number: string; hash: string }> => {
  const { blockHash } = await node.call<{ blockHash: string }>("eth_getTransactionReceipt", hash);
  return node.call("eth_getBlockByHash", blockHash, false);
};

const FRAME = {
  type: "call",
  from: ADDRESS,
  to: ADDRESS,
  gas: QUANTITY,
  gasUsed: QUANTITY,
  value: QUANTITY,
  output: BYTES,
  input: BYTES,
  error: null,
  revertReason: null,
};
const TRACE = { ...FRAME, calls: (calls: unknown) => Array.isArray(calls) && calls.length === 3 };

/** Lists every namespace of the protocol's table except eth and those for tests, in its order. */
export const chainRows: readonly ProtocolRow[] = [
  ...answers("net_version", [], "260"),
  ...answers("net_peerCount", [], "0x0"),
  ...answers("net_listening", [], false),
  ...answers("web3_clientVersion", [], /^zkSync\/v2\.0/),
  ...answers("web3_sha3", ["0x"], "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),

  ...answers("zks_estimateFee", [transfer], {
    gas_limit: QUANTITY,
    max_fee_per_gas: "0x2b275d0",
    max_priority_fee_per_gas: "0x0",
    gas_per_pubdata_limit: "0xa8",
  }),
  ...answers("zks_estimateGasL1ToL2", [transfer], QUANTITY),
  ...answers("zks_gasPerPubdata", [], "0xa8"),
  ...answers("zks_getBridgeContracts", [], {
    l1SharedDefaultBridge: null,
    l2SharedDefaultBridge: null,
    l1Erc20DefaultBridge: null,
    l2Erc20DefaultBridge: null,
    l1WethBridge: null,
    l2WethBridge: null,
    l2LegacySharedBridge: null,
  }),
  // anvil-zksync returns -32603, because it has these with an L1.
  ...absent("zks_getBridgehubContract zks_L1ChainId"),
  ...answers("zks_getBaseTokenL1Address", [], "0x0000000000000000000000000000000000000001"),
  ...answers("zks_getBlockDetails", ({ addBlock: number }) => [number], {
    number: isInteger,
    l1BatchNumber: isInteger,
    timestamp: isInteger,
    l1TxCount: 0,
    l2TxCount: 1,
    rootHash: HASH,
    status: "verified",
    commitTxHash: null,
    committedAt: null,
    proveTxHash: null,
    provenAt: null,
    executeTxHash: null,
    executedAt: null,
    l1GasPrice: 0,
    l2FairGasPrice: isInteger,
    fairPubdataPrice: isInteger,
    baseSystemContractsHashes: { bootloader: HASH, default_aa: HASH },
    operatorAddress: ZERO,
    protocolVersion: /^Version[0-9]+$/,
  }),
  ...answers("zks_getBlockDetails", [65_535], null, "that does not exist"),
  ...answers("zks_getTransactionDetails", ({ addHash }) => [addHash], {
    isL1Originated: false,
    status: "included",
    fee: QUANTITY,
    gasPerPubdata: QUANTITY,
    initiatorAddress: ADDRESS,
    receivedAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    ethCommitTxHash: null,
    ethProveTxHash: null,
    ethExecuteTxHash: null,
  }),
  ...answers("zks_getTransactionDetails", [UNKNOWN], null, "of an unknown transaction"),
  // Nested names are in camel case, as serde writes and zksync-ethers reads them.
  ...answers("zks_getRawBlockTransactions", ({ addBlock: number }) => [number], [
    {
      common_data: {
        L2: {
          nonce: isInteger,
          initiatorAddress: ADDRESS,
          transactionType: "EIP712Transaction",
          fee: {
            gas_limit: QUANTITY,
            max_fee_per_gas: QUANTITY,
            max_priority_fee_per_gas: QUANTITY,
            gas_per_pubdata_limit: QUANTITY,
          },
          signature: [isInteger],
          input: { hash: HASH, data: [isInteger] },
          paymasterParams: { paymaster: ADDRESS, paymasterInput: [] },
        },
      },
      execute: { contractAddress: ADDRESS, calldata: BYTES, value: QUANTITY, factoryDeps: [] },
      received_timestamp_ms: isInteger,
      raw_bytes: BYTES,
    },
  ]),
  ...answers(
    "zks_getBytecodeByHash",
    [hexlify(utils.hashBytecode(artifact("Counter").bytecode))],
    [isInteger],
  ),
  ...answers("zks_getBytecodeByHash", [UNKNOWN], null, "that is unknown"),
  ...absent("zks_getL2ToL1LogProof zks_getMainContract zks_getTestnetPaymaster zks_L1BatchNumber"),
  ...absent("zks_getL1BatchBlockRange zks_getL1BatchDetails zks_getL1GasPrice zks_getFeeParams"),
  ...absent("zks_getProtocolVersion zks_getProof zks_getBatchFeeInput zks_getTimestampAsserter"),
  ...absent("zks_getL2Multicall3 zks_getAllAccountBalances zks_getConfirmedTokens"),

  ...answers("debug_traceCall", ({ counter }) => [{ ...transfer, to: counter, value: "0x1" }, "latest"], {
    ...FRAME,
    // The call itself is the first call below the bootloader's last one, as in a transaction's trace.
    calls: [{ ...FRAME, calls: [{ ...FRAME, calls: [] }] }],
  }),
  ...answers(
    "debug_traceCall",
    ({ counter }) => [{ ...transfer, to: counter }, "latest", { tracerConfig: { onlyTopCall: true } }],
    { ...FRAME, calls: [] },
    "without the calls",
  ),
  ...fails(
    "debug_traceCall",
    [transfer, "0x1"],
    -32603,
    "tracing only supported at `latest` block",
    "at another block",
  ),
  ...answers("debug_traceTransaction", mined, TRACE),
  ...answers(
    "debug_traceTransaction",
    async (lab) => [...(await mined(lab)), { tracer: "callTracer", tracerConfig: { onlyTopCall: true } }],
    { ...FRAME, calls: [] },
    "without the calls",
  ),
  ...answers("debug_traceTransaction", [UNKNOWN], null, "that is unknown"),
  ...answers("debug_traceBlockByNumber", async (lab) => [(await blockOf(lab, await mined(lab))).number], [
    { txHash: HASH, result: TRACE },
  ]),
  ...answers("debug_traceBlockByHash", async (lab) => [(await blockOf(lab, await mined(lab))).hash], [
    { txHash: HASH, result: TRACE },
  ]),
  ...fails("debug_traceBlockByNumber", ["0xffff"], -32602, "Block with such an ID doesn't exist yet"),
  ...fails("debug_traceBlockByHash", [UNKNOWN], -32602, "Block with such an ID doesn't exist yet"),
  ...answers("debug_getRawTransaction", ({ addHash }) => [addHash], BYTES),
  ...answers("debug_getRawTransaction", [UNKNOWN], orNull(BYTES), "that is unknown"),
  ...answers("debug_getRawTransactions", (lab) => [addBlock(lab)], [BYTES]),

  ...answers("config_getCurrentTimestamp", [], isInteger),
  ...answers("config_setShowStorageLogs config_setShowVmDetails config_setShowGasDetails", ["none"], true),
  ...answers("config_setShowNodeConfig", [true], true),
  ...answers("config_setLogLevel config_setLogging", ["info"], true),
  ...absent("anvil_zks_commitBatch anvil_zks_proveBatch anvil_zks_executeBatch anvil_zks_getWitness"),
];
