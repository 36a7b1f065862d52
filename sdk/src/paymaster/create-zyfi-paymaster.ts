import { numberToHex, type Address, type Hex } from "viem";
import * as v from "valibot";
import { PaymasterUnavailableError } from "../errors/paymaster-errors.js";
import type { CustomPaymasterHandler } from "./custom-paymaster-handler.js";

const SERVICE = "https://api.zyfi.org/api/erc20_sponsored_paymaster/v1";

/** What Zyfi's service is told. */
export interface ZyfiPaymasterParams {
  /** Key of its dashboard, https://www.zyfi.org/. */
  apiKey: string;
  /** Token that the fee is paid in. */
  feeTokenAddress?: Address;
  /** Whether holders of certain NFTs pay less. */
  checkNFT?: boolean;
  /** Whether the chain is a testnet. */
  isTestnet?: boolean;
  /** How much of the fee is sponsored, from 0 to 100. */
  sponsorshipRatio?: number;
  /** For how many nonces after the current one the answer is good. */
  replayLimit?: number;
}

const hex = v.pipe(v.string(), v.regex(/^0x[0-9a-fA-F]*$/));
const quantity = v.optional(v.union([v.string(), v.number()]));
const Answer = v.object({
  txData: v.object({
    maxFeePerGas: quantity,
    gasLimit: quantity,
    customData: v.object({
      gasPerPubdata: quantity,
      paymasterParams: v.object({ paymaster: hex, paymasterInput: hex }),
    }),
  }),
});

/**
 * Makes a handler that asks Zyfi's service for a paymaster, for each transaction anew.
 *
 * @throws PaymasterUnavailableError (the handler does) if the service answers with an error, or with something else
 */
export function createZyfiPaymaster({ apiKey, ...options }: ZyfiPaymasterParams): CustomPaymasterHandler {
  return async ({ chainId, from, to, value, data }) => {
    const txData = { from, to, value: numberToHex(value), data: data ?? "0x" };
    const { maxFeePerGas, gasLimit, customData } = await ask(apiKey, { chainId, ...options, txData });
    const { paymaster, paymasterInput } = customData.paymasterParams;
    return {
      paymaster: paymaster as Address,
      paymasterInput: paymasterInput as Hex,
      ...(maxFeePerGas === undefined ? {} : { maxFeePerGas: BigInt(maxFeePerGas) }),
      ...(gasLimit === undefined ? {} : { gas: BigInt(gasLimit) }),
      ...(customData.gasPerPubdata === undefined ? {} : { gasPerPubdata: BigInt(customData.gasPerPubdata) }),
    };
  };
}

async function ask(apiKey: string, question: unknown): Promise<v.InferOutput<typeof Answer>["txData"]> {
  const response = await fetch(SERVICE, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-API-Key": apiKey },
    body: JSON.stringify(question),
  }).catch((cause: unknown) => {
    throw new PaymasterUnavailableError("Zyfi", "it cannot be reached", cause);
  });
  if (!response.ok) throw new PaymasterUnavailableError("Zyfi", `it answered with status ${response.status}`);
  const answer = v.safeParse(Answer, await response.json().catch(() => undefined));
  if (!answer.success) throw new PaymasterUnavailableError("Zyfi", "its answer is none that is known");
  return answer.output.txData;
}
