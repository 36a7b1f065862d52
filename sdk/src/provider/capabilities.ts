import { numberToHex, type Hex } from "viem";
import { CallsError } from "../errors/provider-errors.js";
import type { SendCallsParams } from "../messages/transaction-schemas.js";

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

type PaymasterParams = { paymaster: `0x${string}`; paymasterInput: `0x${string}` };

/**
 * Reads the paymaster that a bundle of calls asks for (ERC-7902, `staticPaymasterConfiguration`).
 *
 * @throws CallsError with code 5700 if it asks for a capability that there is not, and not as an option
 */
export function readCapabilities({ calls, capabilities }: SendCallsParams): PaymasterParams | undefined {
  const all = [capabilities, ...calls.map((call) => call.capabilities ?? {})].flatMap((each) =>
    Object.entries(each),
  );
  for (const [name, { optional }] of all)
    if (!(name in CAPABILITIES) && optional !== true)
      throw new CallsError(
        "unsupportedCapability",
        `The capability ${name} is not supported.`,
        "Ask `wallet_getCapabilities` what is, or mark the capability as optional.",
      );
  const { paymaster, paymasterData } = capabilities.staticPaymasterConfiguration ?? {};
  if (typeof paymaster !== "string") return undefined;
  return {
    paymaster: paymaster as `0x${string}`,
    paymasterInput: (typeof paymasterData === "string" ? paymasterData : GENERAL_FLOW) as `0x${string}`,
  };
}

/** Input of Era's general paymaster flow, `general(bytes)` of nothing. */
const GENERAL_FLOW = `0x8c5a3445${"20".padStart(64, "0")}${"0".repeat(64)}`;
