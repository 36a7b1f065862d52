import { EMPTY } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import {
  isAbsent,
  optional,
  readAddress,
  readArray,
  readBytes,
  readObject,
  readQuantity,
} from "../primitives/json-value.ts";
import type { JsonObject } from "../primitives/json-value.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import type { CallRequest } from "../transactions/call-request.ts";
import { validateFactoryDependencies } from "../transactions/factory-dependency.ts";
import { MAX_FACTORY_DEPENDENCIES, requireRequestWithinLimits } from "../transactions/limits.ts";
import { TransactionParseError } from "../transactions/parse-error.ts";
import { TransactionType } from "../transactions/transaction.ts";
import { invalidParams, RpcCode, RpcError } from "./rpc-error.ts";

const ACCESS_LIST_TYPE = 1n;

/**
 * Reads the transaction object of eth_call, debug_traceCall and eth_sendTransaction, with the `eip712Meta` that both
 * SDKs send. `input` takes precedence over `data`; `eip712Meta` makes it a 0x71. Throws `-32602`, or
 * TransactionParseError for what the chain does not accept.
 */
export function readCallRequest(value: unknown): CallRequest {
  const request = readObject(value, "transaction");
  const meta = readMeta(request.eip712Meta);
  requireNoAccessList(request);
  const to = optional(request.to, "transaction.to", readAddress);
  if (to === undefined) throw new TransactionParseError("toAddressIsNull");
  const read: CallRequest = {
    type: readType(request, meta !== undefined),
    from: optional(request.from, "transaction.from", readAddress) ?? SystemAddress.Zero,
    to,
    value: quantity(request, "value") ?? 0n,
    data: optional(request.input ?? request.data, "transaction.data", readBytes) ?? EMPTY,
    nonce: quantity(request, "nonce"),
    gasLimit: quantity(request, "gas") ?? quantity(request, "gasLimit"),
    ...readFees(request),
    ...(meta ?? { factoryDeps: [], paymaster: SystemAddress.Zero, paymasterInput: EMPTY }),
  };
  requireRequestWithinLimits(read);
  return read;
}

/** Wraps {@link readCallRequest} for eth_estimateGas and zks_estimateFee, whose errors say what they could not read. */
export function readEstimateRequest(value: unknown): CallRequest {
  return withRequestInErrors("L2", value, () => readCallRequest(value));
}

/**
 * Reads the transaction object of zks_estimateGasL1ToL2. The sender of a transaction requested on L1 does not choose
 * its nonce, fees and signature, so they are ignored, as in other estimates; a paymaster is refused because none is
 * ever called.
 */
export function readL1EstimateRequest(value: unknown): CallRequest {
  const request = withRequestInErrors("L1", value, () => {
    const { factoryDeps, ...rest } = readCallRequest(value);
    const count = `${factoryDeps.length} provided, while only ${MAX_FACTORY_DEPENDENCIES} allowed`;
    if (factoryDeps.length <= MAX_FACTORY_DEPENDENCIES) return { factoryDeps, ...rest };
    throw new TransactionParseError(`too many factory dependencies in the transaction. ${count}`);
  });
  if (request.paymaster === SystemAddress.Zero) return request;
  throw invalidParams("a transaction from L1 has no paymaster");
}

/** Turns the chain's refusal into an estimate's own error, which names sender and target. */
function withRequestInErrors(layer: "L1" | "L2", value: unknown, read: () => CallRequest): CallRequest {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TransactionParseError)) throw error;
    const { from, to } = readObject(value, "transaction");
    throw new RpcError(
      RpcCode.Execution,
      `[anvil_zksync-node-30] Failed to parse a ${layer} transaction from request ` +
        `(from=${from ?? "N/A"}, to=${to ?? "N/A"}): ${error.message}.`,
    );
  }
}

function readFees(request: JsonObject): Pick<CallRequest, "maxFeePerGas" | "maxPriorityFeePerGas"> {
  const gasPrice = quantity(request, "gasPrice");
  const maxFeePerGas = quantity(request, "maxFeePerGas");
  const maxPriorityFeePerGas = quantity(request, "maxPriorityFeePerGas");
  if (gasPrice === undefined) return { maxFeePerGas, maxPriorityFeePerGas };
  if (maxFeePerGas !== undefined || maxPriorityFeePerGas !== undefined) {
    throw new RpcError(
      RpcCode.Internal,
      "Transaction contains unsupported fields: max_fee_per_gas or max_priority_fee_per_gas",
    );
  }
  return { maxFeePerGas: gasPrice, maxPriorityFeePerGas: gasPrice };
}

function readType(request: JsonObject, hasMeta: boolean): TransactionType {
  if (hasMeta) return TransactionType.Eip712;
  const type = quantity(request, "type");
  if (type === undefined || type === ACCESS_LIST_TYPE) {
    return isAbsent(request.gasPrice) ? TransactionType.Eip1559 : TransactionType.Legacy;
  }
  const known = Object.values(TransactionType).find((candidate) => BigInt(candidate) === type);
  if (known === undefined) throw new TransactionParseError("transaction type is not supported");
  return known;
}

type Meta = Pick<CallRequest, "gasPerPubdata" | "signature" | "factoryDeps" | "paymaster" | "paymasterInput">;

function readMeta(value: unknown): Meta | undefined {
  if (isAbsent(value)) return undefined;
  const name = "transaction.eip712Meta";
  const meta = readObject(value, name);
  const factoryDeps = (optional(meta.factoryDeps, `${name}.factoryDeps`, readArray) ?? []).map((dep, i) =>
    readBytes(dep, `${name}.factoryDeps[${i}]`),
  );
  validateFactoryDependencies(factoryDeps);
  return {
    gasPerPubdata: optional(meta.gasPerPubdata, `${name}.gasPerPubdata`, readQuantity),
    signature: optional(meta.customSignature, `${name}.customSignature`, readBytes),
    factoryDeps,
    ...readPaymaster(meta.paymasterParams, `${name}.paymasterParams`),
  };
}

function readPaymaster(value: unknown, name: string): { paymaster: Address; paymasterInput: Uint8Array } {
  if (isAbsent(value)) return { paymaster: SystemAddress.Zero, paymasterInput: EMPTY };
  const params = readObject(value, name);
  return {
    paymaster: readAddress(params.paymaster, `${name}.paymaster`),
    paymasterInput: optional(params.paymasterInput, `${name}.paymasterInput`, readBytes) ?? EMPTY,
  };
}

function requireNoAccessList(request: JsonObject): void {
  const list = optional(request.accessList, "transaction.accessList", readArray) ?? [];
  if (list.length > 0) throw new TransactionParseError("access lists are not supported");
}

function quantity(request: JsonObject, key: string): bigint | undefined {
  return optional(request[key], `transaction.${key}`, readQuantity);
}
