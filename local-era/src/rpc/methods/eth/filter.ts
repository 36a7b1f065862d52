import { findLogs } from "../../../chain/log-criteria.ts";
import { toQuantity } from "../../../primitives/hex.ts";
import { readQuantity } from "../../../primitives/json-value.ts";
import { logJson } from "../../format/receipt-json.ts";
import { readLogQuery } from "../../log-query.ts";
import type { MethodTable } from "../../method.ts";

/** Implements logs and the filters that clients poll. */
export const ethFilterMethods: MethodTable = {
  eth_getLogs: ({ chain: { ledger } }, [filter]) => {
    const query = readLogQuery(filter, ledger);
    const blocks = ledger.range(query.from ?? 0n, query.to ?? ledger.latest.number);
    return findLogs(blocks, query).map(logJson);
  },

  eth_newFilter: ({ chain: { ledger }, filters }, [filter]) => {
    const query = readLogQuery(filter, ledger);
    return toQuantity(filters.addLogs({ ...query, from: query.from ?? ledger.latest.number }, ledger));
  },

  eth_newBlockFilter: ({ chain, filters }) => toQuantity(filters.addBlocks(chain.ledger)),
  eth_newPendingTransactionFilter: ({ filters }) => toQuantity(filters.addTransactions()),
  eth_uninstallFilter: ({ filters }, [id]) => filters.remove(readQuantity(id, "filter id")),

  eth_getFilterChanges: ({ chain, filters }, [id]) => {
    const changes = filters.changes(readQuantity(id, "filter id"), chain.ledger);
    return changes.kind === "logs" ? changes.logs.map(logJson) : changes.hashes;
  },

  eth_getFilterLogs: ({ chain, filters }, [id]) =>
    filters.logs(readQuantity(id, "filter id"), chain.ledger).map(logJson),
};
