import { toQuantity } from "../../../primitives/hex.ts";
import { optional, readArray, readQuantity } from "../../../primitives/json-value.ts";
import { readExistingBlock } from "../../block-reference.ts";
import type { Method, MethodTable } from "../../method.ts";

const MAX_FEE_HISTORY = 1024n;

/** Implements methods about the chain itself. */
export const ethChainInfoMethods: MethodTable = {
  eth_chainId: ({ chain }) => toQuantity(chain.chainId),
  eth_blockNumber: ({ chain }) => toQuantity(chain.ledger.latest.number),
  eth_gasPrice: ({ chain }) => toQuantity(chain.baseFee),
  eth_syncing: () => false,
  eth_protocolVersion: () => "zks/1",
  eth_accounts: ({ accounts }) => accounts,
  eth_feeHistory: (node, params) => feeHistory(node, params),
};

/** Base fees of the last blocks and of the next one. Nobody tips on Era, and its nodes do not keep how full blocks were. */
const feeHistory: Method = ({ chain }, [count, newest, percentiles]) => {
  const wanted = readQuantity(count, "block count");
  const last = readExistingBlock(newest, "newest block", chain.ledger).number;
  const available = last + 1n;
  const limit = wanted < MAX_FEE_HISTORY ? wanted : MAX_FEE_HISTORY;
  const length = limit < available ? limit : available;
  const blocks = chain.ledger.range(last + 1n - length, last);
  const next = chain.ledger.byNumber(last + 1n)?.baseFee ?? chain.baseFee;
  const rewards = (optional(percentiles, "reward percentiles", readArray) ?? []).map(() => "0x0");
  return {
    oldestBlock: toQuantity(last + 1n - length),
    baseFeePerGas: [...blocks.map(({ baseFee }) => baseFee), next].map(toQuantity),
    gasUsedRatio: blocks.map(() => 0),
    reward: blocks.map(() => rewards),
  };
};
