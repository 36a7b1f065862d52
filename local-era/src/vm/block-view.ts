import { createAddressFromString } from "@ethereumjs/util";
import type { EVMMockBlockchainInterface } from "@ethereumjs/evm";
import { fromHex, toWord } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import type { BlockContext } from "./block-context.ts";

/** Is SystemContext's block gas limit, 2^50. */
export const BLOCK_GAS_LIMIT = 1n << 50n;
/** Is SystemContext's constant difficulty, which PREVRANDAO returns. */
export const DIFFICULTY = 2_500_000_000_000_000n;

const bootloader = createAddressFromString(SystemAddress.Bootloader);

/** Presents a block's header to the interpreter's opcodes (NUMBER, TIMESTAMP, COINBASE, …). */
export function interpreterBlock(block: BlockContext) {
  return {
    header: {
      number: block.number,
      coinbase: bootloader,
      timestamp: block.timestamp,
      difficulty: DIFFICULTY,
      prevRandao: toWord(DIFFICULTY),
      gasLimit: BLOCK_GAS_LIMIT,
      baseFeePerGas: block.baseFee,
      getBlobGasPrice: () => undefined,
    },
  };
}

/** Answers BLOCKHASH. */
export function interpreterBlockchain(block: () => BlockContext): EVMMockBlockchainInterface {
  const chain: EVMMockBlockchainInterface = {
    getBlock: async (id) => ({ hash: () => fromHex(block().blockHash(BigInt(id))) }),
    putBlock: async () => undefined,
    shallowCopy: () => chain,
  };
  return chain;
}
