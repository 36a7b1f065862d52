import { decodeErrorString } from "../../../bootloader/revert-reason.ts";
import type { Block } from "../../../chain/block.ts";
import { locateAll } from "../../../chain/ledger.ts";
import { MAX_BLOCK_INTERVAL } from "../../../chain/sealing.ts";
import { toHex } from "../../../primitives/hex.ts";
import {
  isAbsent,
  optional,
  readAddress,
  readBoolean,
  readHash,
  readQuantity,
} from "../../../primitives/json-value.ts";
import { blockJson } from "../../format/block-json.ts";
import { transactionJson } from "../../format/transaction-json.ts";
import { named } from "../../method.ts";
import type { MethodTable } from "../../method.ts";
import { readTime, requireReachable } from "../../read-time.ts";
import { invalidParams } from "../../rpc-error.ts";

/** Limits how many blocks one call may mine. */
const MAX_BLOCKS = 1_000_000n;

/** Implements methods about when blocks are made, the pool, and the prices that blocks charge. */
export const anvilBlockProductionMethods: MethodTable = {
  ...named("anvil_mine hardhat_mine", async (node, [count, interval]) => {
    const blocks = optional(count, "number of blocks", readQuantity) ?? 1n;
    if (blocks > MAX_BLOCKS) throw invalidParams(`at most ${MAX_BLOCKS} blocks are mined at once`);
    const seconds = optional(interval, "interval", readQuantity) ?? 1n;
    if (seconds === 0n && blocks > 1n) {
      throw invalidParams("interval must be at least 1 second: no two blocks have the same timestamp");
    }
    requireReachable(node.chain.clock.last, blocks * seconds);
    await node.mineMany(blocks, seconds);
  }),

  /** Accepts the block's timestamp, as Hardhat and Ganache do. */
  evm_mine: async (node, [timestamp]) => {
    if (!isAbsent(timestamp)) node.chain.clock.forceNext(readTime(timestamp, "timestamp"));
    await node.mine();
    return "0x0";
  },

  ...named("anvil_mine_detailed evm_mine_detailed", async (node) =>
    detailedBlock(await node.mine(), node.chain.chainId),
  ),

  ...named("anvil_getAutomine hardhat_getAutomine", ({ sealing }) => sealing.mode === "automatic"),

  ...named("anvil_setAutomine evm_setAutomine", async (node, [enabled]) => {
    if (!readBoolean(enabled, "enabled")) return node.setSealing({ mode: "manual" });
    node.setSealing({ mode: "automatic" });
    await node.mineWaiting();
  }),

  ...named("anvil_setIntervalMining evm_setIntervalMining", (node, [interval]) => {
    const seconds = Number(readQuantity(interval, "interval"));
    if (seconds > MAX_BLOCK_INTERVAL) {
      throw invalidParams(`interval must be at most ${MAX_BLOCK_INTERVAL} seconds`);
    }
    node.setSealing(seconds === 0 ? { mode: "manual" } : { mode: "interval", seconds });
  }),

  ...named("anvil_dropTransaction hardhat_dropTransaction", ({ pool }, [hash]) => {
    const wanted = readHash(hash, "transaction hash");
    return pool.drop(wanted) ? wanted : null;
  }),

  ...named("anvil_dropAllTransactions hardhat_dropAllTransactions", ({ pool }) => pool.clear()),

  ...named("anvil_removePoolTransactions hardhat_removePoolTransactions", ({ pool }, [sender]) =>
    pool.dropFrom(readAddress(sender, "address")),
  ),

  ...named("anvil_setNextBlockBaseFeePerGas hardhat_setNextBlockBaseFeePerGas", ({ chain }, [fee]) => {
    const wei = readQuantity(fee, "base fee");
    if (wei === 0n) throw invalidParams("base fee must be at least 1 wei");
    chain.baseFee = wei;
  }),
};

/** A block with its transactions, what each returned, and, of those that reverted with a text, that text. */
function detailedBlock(block: Block, chainId: bigint): object {
  const transactions = locateAll(block).map((mined) => {
    const { status, returnData } = mined.outcome;
    const revertReason = status === 0 ? decodeErrorString(returnData) : undefined;
    return {
      ...transactionJson(mined, chainId),
      output: toHex(returnData),
      ...(revertReason === undefined ? {} : { revertReason }),
    };
  });
  return { ...blockJson(block, false, chainId), transactions };
}
