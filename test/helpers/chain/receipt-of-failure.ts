import { isError, type TransactionReceipt } from "ethers";

/**
 * Returns the receipt of a transaction that is included and reverts.
 *
 * @throws the node's answer if it rejects the transaction; Error if it does not revert.
 */
export async function receiptOfFailure(sent: Promise<TransactionReceipt>): Promise<TransactionReceipt> {
  const thrown: unknown = await sent.then(
    () => new Error("expected the transaction to revert"),
    (refusal: unknown) => refusal,
  );
  if (thrown instanceof Error && isError(thrown, "CALL_EXCEPTION") && thrown.receipt) return thrown.receipt;
  throw thrown;
}
