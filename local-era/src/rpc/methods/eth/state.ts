import { HistoricalState } from "../../../chain/historical-state.ts";
import type { Node } from "../../../chain/node.ts";
import { toHex, toQuantity, toWord } from "../../../primitives/hex.ts";
import { readAddress, readQuantity } from "../../../primitives/json-value.ts";
import { readExistingBlock } from "../../block-reference.ts";
import type { MethodTable } from "../../method.ts";

/** Implements reads of accounts, now or at the end of a past block. */
export const ethStateMethods: MethodTable = {
  eth_getBalance: (node, [address, block]) =>
    toQuantity(stateAt(node, block).balance(readAddress(address, "address"))),

  /** At `pending`, what waits in the pool is counted, too: the next transaction's nonce. */
  eth_getTransactionCount: (node, [address, block]) => {
    const account = readAddress(address, "address");
    const count = stateAt(node, block).transactionCount(account);
    return toQuantity(block === "pending" ? node.pool.nextNonce(account, count) : count);
  },

  eth_getCode: (node, [address, block]) => toHex(stateAt(node, block).code(readAddress(address, "address"))),

  eth_getStorageAt: (node, [address, slot, block]) => {
    const word = stateAt(node, block).storage(readAddress(address, "address"), readQuantity(slot, "slot"));
    return toHex(toWord(word));
  },
};

function stateAt({ chain }: Node, block: unknown): HistoricalState {
  return new HistoricalState(chain, readExistingBlock(block, "block", chain.ledger).number);
}
