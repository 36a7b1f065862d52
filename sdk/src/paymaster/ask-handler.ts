import type { Account, Chain, Client, Transport } from "viem";
import type { Call, CallFees, CallPaymaster } from "../account-client/send-call.js";
import type { CustomPaymasterHandler } from "./custom-paymaster-handler.js";
import { withPaymaster } from "./with-paymaster.js";

const FEES = [
  "gas",
  "gasPerPubdata",
  "maxFeePerGas",
  "maxPriorityFeePerGas",
] as const satisfies (keyof CallFees)[];

/** Asks a handler for the paymaster of a call that an action makes: its address and input, and the gas and fees it names. */
export async function askHandler(
  client: Client<Transport, Chain, Account>,
  call: Pick<Call, "to" | "data" | "value">,
  handler: CustomPaymasterHandler,
): Promise<CallFees & { paymaster?: CallPaymaster }> {
  const sender = { address: client.account.address, chainId: client.chain.id };
  const paid = await withPaymaster(call, sender, handler);
  const { paymaster: address, paymasterInput } = paid;
  const fees = Object.fromEntries(
    FEES.filter((fee) => paid[fee] !== undefined).map((fee) => [fee, paid[fee]]),
  );
  return address ? { ...fees, paymaster: { address, ...(paymasterInput && { paymasterInput }) } } : fees;
}
