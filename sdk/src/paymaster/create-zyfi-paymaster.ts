import { isAddress, isAddressEqual, isHex, numberToHex, zeroAddress, type Address, type Hex } from "viem";
import * as v from "valibot";
import { PaymasterUnavailableError } from "../errors/paymaster-errors.js";
import type { CustomPaymasterHandler } from "./custom-paymaster-handler.js";
import { deadline } from "./deadline.js";

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

/** How long an answer may take, in milliseconds: somebody is waiting for their transaction. */
const PATIENCE = 10_000;

const bytes = v.custom<Hex>((value) => isHex(value) && value.length % 2 === 0);
const address = v.custom<Address>(
  (value) => typeof value === "string" && isAddress(value, { strict: false }),
);
const quantity = v.pipe(
  v.union([
    v.pipe(v.string(), v.regex(/^(0x[0-9a-fA-F]+|[0-9]+)$/)),
    v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  ]),
  v.transform((value) => BigInt(value)),
);
const Answer = v.object({
  txData: v.object({
    from: v.nullish(address),
    to: v.nullish(address),
    value: v.nullish(quantity),
    data: v.nullish(bytes),
    maxFeePerGas: v.nullish(quantity),
    gasLimit: v.nullish(quantity),
    customData: v.object({
      gasPerPubdata: v.nullish(quantity),
      paymasterParams: v.object({ paymaster: address, paymasterInput: bytes }),
    }),
  }),
});
type Offer = v.InferOutput<typeof Answer>["txData"];

/**
 * Makes a handler that asks Zyfi's service for a paymaster, for each transaction anew.
 *
 * @throws PaymasterUnavailableError (the handler does) if the service answers with an error, not in time, with something
 * else, or about another transaction
 */
export function createZyfiPaymaster({ apiKey, ...options }: ZyfiPaymasterParams): CustomPaymasterHandler {
  return async ({ chainId, from, to, value, data = "0x" }) => {
    const asked = { from, to, value, data };
    const txData = { ...asked, value: numberToHex(value) };
    const offer = readOffer(await ask(apiKey, { chainId, ...options, txData }));
    checkOffer(offer, asked);
    const { maxFeePerGas, gasLimit, customData } = offer;
    const { gasPerPubdata, paymasterParams } = customData;
    const { paymaster, paymasterInput } = paymasterParams;
    return {
      paymaster,
      paymasterInput,
      ...(isNullish(maxFeePerGas) ? {} : { maxFeePerGas }),
      ...(isNullish(gasLimit) ? {} : { gas: gasLimit }),
      ...(isNullish(gasPerPubdata) ? {} : { gasPerPubdata }),
    };
  };
}

/** Returns the text of the service's answer. */
async function ask(apiKey: string, question: unknown): Promise<string> {
  const signal = deadline(PATIENCE);
  try {
    const response = await fetch(SERVICE, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-API-Key": apiKey },
      body: JSON.stringify(question),
      // The key is for this service, and not for whatever it might refer to.
      redirect: "error",
      signal,
    });
    if (!response.ok) throw refusedWith(response.status);
    return await response.text();
  } catch (error) {
    if (error instanceof PaymasterUnavailableError) throw error;
    const problem = signal.aborted
      ? `it did not answer within ${PATIENCE / 1000} seconds`
      : "it cannot be reached";
    throw new PaymasterUnavailableError("Zyfi", problem, error);
  }
}

function refusedWith(status: number): PaymasterUnavailableError {
  const problem = `it answered with status ${status}`;
  if (status === 401 || status === 403)
    return new PaymasterUnavailableError(
      "Zyfi",
      problem,
      undefined,
      "Check the `apiKey` and what it may do in Zyfi's dashboard, https://www.zyfi.org/.",
    );
  if (status === 400 || status === 422)
    return new PaymasterUnavailableError(
      "Zyfi",
      problem,
      undefined,
      "Check the options, `feeTokenAddress` first, and that the service knows the chain.",
    );
  return new PaymasterUnavailableError("Zyfi", problem);
}

function readOffer(text: string): Offer {
  const answer = v.safeParse(Answer, parseJson(text));
  if (answer.success) return answer.output.txData;
  throw new PaymasterUnavailableError("Zyfi", "its answer is none that is known");
}

/** Returns nothing for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a paymaster offers for another transaction it does not pay for this one. */
function checkOffer(offer: Offer, asked: Required<Pick<Offer, "from" | "to" | "value" | "data">>): void {
  const different = (["from", "to", "value", "data"] as const).find(
    (member) =>
      !isNullish(offer[member]) &&
      String(offer[member]).toLowerCase() !== String(asked[member]).toLowerCase(),
  );
  if (different !== undefined)
    throw new PaymasterUnavailableError(
      "Zyfi",
      `its answer is about another transaction, whose \`${different}\` is ${offer[different]}`,
    );
  if (isAddressEqual(offer.customData.paymasterParams.paymaster, zeroAddress))
    throw new PaymasterUnavailableError("Zyfi", "its answer has the zero address for it");
}

function isNullish(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
