import { decodeErrorString } from "../../bootloader/revert-reason.ts";
import type { LocatedTransaction } from "../../chain/ledger.ts";
import { toHex, toQuantity } from "../../primitives/hex.ts";
import type { Address } from "../../primitives/hex.ts";
import { SystemAddress } from "../../primitives/system-addresses.ts";
import type { CallFrame } from "../../vm/call-frame.ts";

/** Formats a call frame for the debug namespace, with the calls below it unless `onlyTop`. */
export function frameJson(frame: CallFrame, onlyTop = false): object {
  return {
    type: frame.type,
    from: frame.from,
    to: frame.to,
    gas: toQuantity(frame.gas),
    gasUsed: toQuantity(frame.gasUsed),
    value: toQuantity(frame.value),
    output: toHex(frame.output),
    input: toHex(frame.input),
    error: frame.error ?? null,
    revertReason: frame.error === undefined ? null : (decodeErrorString(frame.output) ?? null),
    calls: onlyTop ? [] : frame.calls.map((call) => frameJson(call)),
  };
}

/** Formats a transaction's trace: the transaction itself as the root, the bootloader's calls below it. */
export function transactionTraceJson(
  { tx, outcome }: LocatedTransaction,
  trace: readonly CallFrame[],
  onlyTop: boolean,
): object {
  const root: CallFrame = {
    type: rootType(tx.to),
    from: tx.from,
    to: tx.to,
    gas: tx.gasLimit,
    gasUsed: outcome.gasUsed,
    value: tx.value,
    input: tx.data,
    output: outcome.returnData,
    error: outcome.status === 1 ? undefined : "execution reverted",
    calls: [...trace],
  };
  return frameJson(root, onlyTop);
}

/**
 * Formats a simulated call's trace: the request as the root, the bootloader's own call below it. The bootloader calls
 * on behalf of another sender through MsgValueSimulator, which passes calldata and returndata through.
 */
export function callTraceJson(call: CallFrame, onlyTop: boolean): object {
  const simulator: CallFrame = {
    ...call,
    type: "call",
    from: SystemAddress.Bootloader,
    to: SystemAddress.MsgValueSimulator,
    value: 0n,
    calls: [call],
  };
  return frameJson({ ...call, type: rootType(call.to), calls: [simulator] }, onlyTop);
}

/** Returns the root's type: Era deploys by calling ContractDeployer. */
function rootType(to: Address): CallFrame["type"] {
  return to === SystemAddress.ContractDeployer ? "create" : "call";
}
