import { ZERO_HASH } from "../../chain/block.ts";
import { suggestedGasPerPubdata } from "../../chain/fees.ts";
import { locateAll } from "../../chain/ledger.ts";
import { toQuantity } from "../../primitives/hex.ts";
import { readHash, readQuantity } from "../../primitives/json-value.ts";
import { SystemAddress } from "../../primitives/system-addresses.ts";
import { rawTransactionJson } from "../format/raw-transaction-json.ts";
import type { Method, MethodTable } from "../method.ts";
import { readStateOverride } from "../read-state-override.ts";
import { readEstimateRequest, readL1EstimateRequest } from "../request-object.ts";
import { estimate, estimateFromL1 } from "../simulation.ts";

/** Stands for ETH where the base token's L1 address is requested. */
const ETH_ON_L1 = "0x0000000000000000000000000000000000000001";

/** Implements Era's own methods. */
export const zksMethods: MethodTable = {
  zks_estimateFee: async (node, [request, override]) => ({
    gas_limit: toQuantity(await estimate(node, readEstimateRequest(request), readStateOverride(override))),
    max_fee_per_gas: toQuantity(node.chain.baseFee),
    max_priority_fee_per_gas: "0x0",
    gas_per_pubdata_limit: toQuantity(suggestedGasPerPubdata(node.chain.gasPerPubdata)),
  }),

  zks_estimateGasL1ToL2: async (node, [request, override]) =>
    toQuantity(await estimateFromL1(node, readL1EstimateRequest(request), readStateOverride(override))),

  zks_gasPerPubdata: ({ chain }) => toQuantity(suggestedGasPerPubdata(chain.gasPerPubdata)),
  zks_getBaseTokenL1Address: () => ETH_ON_L1,

  /** Reports no bridges: this chain has no L1. */
  zks_getBridgeContracts: () => ({
    l1SharedDefaultBridge: null,
    l2SharedDefaultBridge: null,
    l1Erc20DefaultBridge: null,
    l2Erc20DefaultBridge: null,
    l1WethBridge: null,
    l2WethBridge: null,
    l2LegacySharedBridge: null,
  }),

  zks_getBytecodeByHash: ({ chain }, [hash]) => {
    const bytecode = chain.world.bytecode(readHash(hash, "bytecode hash"));
    return bytecode && Array.from(bytecode);
  },

  zks_getBlockDetails: (node, params) => blockDetails(node, params),
  zks_getRawBlockTransactions: ({ chain }, [number]) => {
    const block = chain.ledger.byNumber(readQuantity(number, "block number"));
    return block === undefined ? [] : locateAll(block).map(rawTransactionJson);
  },
  zks_getTransactionDetails: (node, params) => transactionDetails(node, params),
};

const blockDetails: Method = ({ chain }, [number]) => {
  const block = chain.ledger.byNumber(readQuantity(number, "block number"));
  return (
    block && {
      number: Number(block.number),
      l1BatchNumber: Number(block.batchNumber),
      timestamp: Number(block.timestamp),
      l1TxCount: 0,
      l2TxCount: block.transactions.length,
      rootHash: block.hash,
      status: "verified",
      commitTxHash: null,
      committedAt: null,
      proveTxHash: null,
      provenAt: null,
      executeTxHash: null,
      executedAt: null,
      l1GasPrice: 0,
      l2FairGasPrice: Number(block.baseFee),
      fairPubdataPrice: Number(block.baseFee * chain.gasPerPubdata),
      baseSystemContractsHashes: { bootloader: ZERO_HASH, default_aa: ZERO_HASH },
      operatorAddress: SystemAddress.Zero,
      protocolVersion: "Version28",
    }
  );
};

const transactionDetails: Method = ({ chain }, [hash]) => {
  const found = chain.ledger.transaction(readHash(hash, "transaction hash"));
  return (
    found && {
      isL1Originated: false,
      status: found.outcome.status === 1 ? "included" : "failed",
      fee: toQuantity(found.impersonated ? 0n : found.outcome.gasUsed * found.block.baseFee),
      gasPerPubdata: toQuantity(found.tx.gasPerPubdata),
      initiatorAddress: found.tx.from,
      receivedAt: new Date(Number(found.block.timestamp) * 1000).toISOString(),
      ethCommitTxHash: null,
      ethProveTxHash: null,
      ethExecuteTxHash: null,
    }
  );
};
