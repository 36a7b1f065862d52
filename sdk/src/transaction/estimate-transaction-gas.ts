import type { Chain, Client, Transport } from "viem";
import { withContractErrors } from "../contract-errors/with-contract-errors.js";
import type { AccountTransaction } from "./account-transaction.js";
import { knownTime, readTime } from "./chain-clock.js";
import { estimateGas } from "./estimate-gas.js";
import { explained } from "./explained.js";
import type { ChainTime, TransactionSigner } from "./transaction-signer.js";
import { withTimeErrors } from "./with-time-errors.js";

/**
 * Asks the node how much gas an account's transaction takes. If that fails, and the chain's clock turns out to be
 * elsewhere than was thought, it is asked again with a signature for the right time.
 *
 * @returns the gas limit to send it with
 * @throws SsoContractError if a contract of the suite would refuse the transaction; else what the node answers
 */
export function estimateTransactionGas(
  client: Client<Transport, Chain>,
  parameters: EstimateTransactionGasParameters,
): Promise<bigint> {
  return withContractErrors(
    () =>
      explained(client, parameters.signer.address, parameters.transaction, () =>
        estimate(client, parameters),
      ),
    parameters.transaction,
  );
}

/** The transaction, and who will sign it. */
interface EstimateTransactionGasParameters {
  readonly signer: TransactionSigner;
  readonly transaction: AccountTransaction;
}

async function estimate(
  client: Client<Transport, Chain>,
  { signer, transaction }: EstimateTransactionGasParameters,
): Promise<bigint> {
  const estimateAt = (time: ChainTime) =>
    estimateGas(client, signer.address, transaction, signer.stubSignature(transaction, time));
  const thought = knownTime(client);
  try {
    return await estimateAt(thought);
  } catch (error) {
    if (!signer.dependsOnTime) throw error;
    const time = await readTime(client);
    return withTimeErrors(signer, transaction, time, () => {
      if (signer.stubSignature(transaction, time) === signer.stubSignature(transaction, thought)) throw error;
      return estimateAt(time);
    });
  }
}
