import { getAddress, numberToHex, type Hex } from "viem";
import { CallsError } from "../errors/provider-errors.js";
import type { SendCallsParams, StaticPaymaster } from "../messages/transaction-schemas.js";
import type { AccountTransaction } from "../transaction/account-transaction.js";
import { GENERAL_PAYMASTER_INPUT } from "../transaction/general-paymaster-input.js";
import { defined, toBigInt, toQuantity } from "./hex-numbers.js";

/** What is supported on a chain, by capability. */
export type Capabilities = Record<string, Record<string, unknown>>;

/** EIP-5792's `atomic`, ERC-7902's paymaster, and ERC-7846's capabilities: what this provider does, on every chain. */
const CAPABILITIES: Capabilities = {
  atomic: { status: "supported" },
  staticPaymasterConfiguration: { supported: true },
  session: { supported: true, keys: ["p256", "secp256k1"] },
  signInWithEthereum: { supported: true },
};

/**
 * Lists what is supported, by the chain's number in hexadecimal (EIP-5792, `wallet_getCapabilities`).
 *
 * @param asked - the chains that are asked about; all if not given
 */
export function capabilitiesOf(
  chainIds: readonly number[],
  asked?: readonly Hex[],
): Record<Hex, Capabilities> {
  const wanted = asked?.map(Number);
  const listed = chainIds.filter((id) => wanted?.includes(id) ?? true);
  return Object.fromEntries(listed.map((id) => [numberToHex(id), CAPABILITIES]));
}

/** What a paymaster decides of a transaction. */
export type PaymasterFields = Pick<
  AccountTransaction,
  "paymaster" | "paymasterInput" | "gas" | "gasPerPubdata" | "maxFeePerGas" | "maxPriorityFeePerGas"
>;

/**
 * Reads the paymaster that a bundle of calls asks for (ERC-7902, `staticPaymasterConfiguration`), as a whole or in its
 * calls: they are one transaction, which has one.
 *
 * @throws CallsError with code 5700 if it asks for a capability that there is not, or for several paymasters, and not as
 * an option
 */
export function readCapabilities({ calls, capabilities }: SendCallsParams): PaymasterFields {
  const all = [capabilities, ...calls.map((call) => call.capabilities ?? {})];
  for (const [name, capability] of all.flatMap((each) => Object.entries(each)))
    if (!Object.hasOwn(CAPABILITIES, name) && capability?.optional !== true)
      throw new CallsError(
        "unsupportedCapability",
        `The capability ${name} is not supported.`,
        "Ask `wallet_getCapabilities` what is, or mark the capability as optional.",
      );
  return onePaymaster(all.flatMap((each) => each.staticPaymasterConfiguration ?? []));
}

function onePaymaster(asked: readonly StaticPaymaster[]): PaymasterFields {
  const required = asked.filter(({ optional }) => optional !== true);
  const [first, ...others] = required.length > 0 ? required : asked.slice(0, 1);
  if (!first) return {};
  const fields = fieldsOf(first);
  if (others.some((other) => !sameFields(fieldsOf(other), fields)))
    throw new CallsError(
      "unsupportedCapability",
      "The calls ask for several paymasters, and the transaction that they are has one.",
      "Give one `staticPaymasterConfiguration` for all of them.",
    );
  return fields;
}

function fieldsOf({ paymaster, paymasterData, ...limits }: StaticPaymaster): PaymasterFields {
  return defined({
    paymaster: getAddress(paymaster),
    paymasterInput: paymasterData ?? GENERAL_PAYMASTER_INPUT,
    gas: toBigInt(limits.gas),
    gasPerPubdata: toBigInt(limits.gasPerPubdata),
    maxFeePerGas: toBigInt(limits.maxFeePerGas),
    maxPriorityFeePerGas: toBigInt(limits.maxPriorityFeePerGas),
  });
}

function sameFields(one: PaymasterFields, other: PaymasterFields): boolean {
  const text = (fields: PaymasterFields) =>
    Object.entries(fields)
      .map(([name, value]) => `${name} ${String(value).toLowerCase()}`)
      .sort()
      .join();
  return text(one) === text(other);
}

/** Writes the paymaster of a bundle as the capability that asks for it. */
export function paymasterCapability(fields: PaymasterFields): Record<string, unknown> {
  const { paymaster, paymasterInput } = fields;
  if (paymaster === undefined) return {};
  const configuration = defined({
    paymaster,
    paymasterData: paymasterInput,
    gas: toQuantity(fields.gas),
    gasPerPubdata: toQuantity(fields.gasPerPubdata),
    maxFeePerGas: toQuantity(fields.maxFeePerGas),
    maxPriorityFeePerGas: toQuantity(fields.maxPriorityFeePerGas),
  });
  return { staticPaymasterConfiguration: configuration };
}
