import { dataLength, isError, isHexString, type ErrorDescription, type Interface } from "ethers";
import { DroppedTransaction } from "../chain/sent-transaction";

/** Why the node refused something, read from its JSON-RPC error. */
export interface Refusal {
  /** The node's message. */
  readonly message: string;
  /** The revert data in `data` or inside the message; `0x` if there is none. */
  readonly data: string;
  /** The custom error (or Error/Panic) that the data encodes, if a given interface knows it. */
  readonly error?: ErrorDescription;
  /** One line to print: the decoded error, or the message. */
  readonly reason: string;
  /** Set if the node has a reason and told it to nobody. */
  readonly isUnexplained?: true;
}

interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/**
 * Reads a refusal from whatever a client threw: ethers nests the JSON-RPC error in `error`, `info.error` or
 * `cause`, and some wrappers repeat its code beside a longer message, so the innermost counts.
 *
 * @throws the argument itself if it contains no JSON-RPC error: it is a failure of another kind.
 */
export function readRefusal(thrown: unknown, interfaces: readonly Interface[]): Refusal {
  const rpcError = findRpcError(thrown);
  if (!rpcError) throw thrown;
  if (thrown instanceof DroppedTransaction) {
    return { message: thrown.message, data: "0x", reason: thrown.message, isUnexplained: true };
  }
  for (const data of revertDataCandidates(rpcError)) {
    for (const each of interfaces) {
      const error = parseError(each, data);
      if (error) return { message: rpcError.message, data, error, reason: describe(error) };
    }
  }
  const [data = "0x"] = revertDataCandidates(rpcError);
  return { message: rpcError.message, data, reason: rpcError.message };
}

/**
 * Returns the error that data encodes; undefined if the interface does not know it, or bytes only begin like
 * an error.
 */
function parseError(known: Interface, data: string): ErrorDescription | undefined {
  try {
    return known.parseError(data) ?? undefined;
  } catch (failure) {
    if (isError(failure, "BUFFER_OVERRUN")) return undefined;
    throw failure;
  }
}

function findRpcError(value: unknown): RpcError | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { code, message, error, info, cause } = value as Record<string, unknown>;
  const inner = findRpcError(error) ?? findRpcError(info) ?? findRpcError(cause);
  if (inner) return inner;
  return typeof code === "number" && typeof message === "string" ? (value as RpcError) : undefined;
}

/** Lists `data`, then every hex string of at least a selector's length in the message. */
function revertDataCandidates({ data, message }: RpcError): string[] {
  const inMessage = message.match(/0x(?:[0-9a-f]{2}){4,}/gi) ?? [];
  return [data, ...inMessage].filter(
    (hex): hex is string => isHexString(hex) && hex.length % 2 === 0 && dataLength(hex) >= 4,
  );
}

function describe(error: ErrorDescription): string {
  const names = error.fragment.inputs.map((input) => input.name);
  const values = error.args.map((value, i) => (names[i] ? `${names[i]}=${String(value)}` : String(value)));
  return `${error.name}(${values.join(", ")})`;
}
