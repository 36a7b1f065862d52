import type { CallOutcome, TransactionCosts } from "../../bootloader/outcome.ts";
import { VALIDATION_LIMIT } from "../../bootloader/gas.ts";
import { totalPrice } from "../../era-prices/price-meter.ts";
import type { EraPrices } from "../../era-prices/price-meter.ts";
import { toQuantity } from "../../primitives/hex.ts";
import { pubdataLength } from "../../pubdata/pubdata.ts";
import type { Pubdata } from "../../pubdata/pubdata.ts";

/** Formats a transaction's costs besides computation, for `debug_traceTransaction` with the `eraCostTracer`. */
export function transactionCostsJson({ validation, pubdata, gasPerPubdata }: TransactionCosts): object {
  return {
    validation: validation === undefined ? null : { ...pricesJson(validation), limit: VALIDATION_LIMIT },
    pubdata: pubdataJson(pubdata),
    gasPerPubdata: toQuantity(gasPerPubdata),
    pubdataGas: toQuantity(BigInt(pubdataLength(pubdata)) * gasPerPubdata),
  };
}

/** Formats what a call would cost, for `debug_traceCall` with the `eraCostTracer`. */
export function callCostsJson({ success, gasUsed, prices, pubdata }: CallOutcome): object {
  return {
    success,
    gasUsed: toQuantity(gasUsed),
    prices: prices === undefined ? null : pricesJson(prices),
    pubdata: pubdataJson(pubdata),
  };
}

function pricesJson(prices: EraPrices): object {
  return { ...prices, total: totalPrice(prices) };
}

function pubdataJson(pubdata: Pubdata): object {
  return { ...pubdata, total: pubdataLength(pubdata) };
}
