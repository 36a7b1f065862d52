import { encodeBytesTail } from "../primitives/abi.ts";
import { concat, fromHex, toWord } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { PaymasterSelector } from "../transactions/account-interface.ts";
import type { TransactionRun } from "./transaction-run.ts";

/** Counts the words of postTransaction's head: context, transaction, two hashes, result, refund. */
const HEAD_LENGTH = 6n * 32n;

/** Tells the paymaster the result and its maximum refund. Nothing it does changes the transaction's outcome. */
export async function postOperation(
  run: TransactionRun,
  context: Uint8Array,
  success: boolean,
): Promise<void> {
  if (!run.hasPaymaster || run.gasLeft === 0n) return;
  const { vm, tx, body } = run;
  vm.setOrigin(SystemAddress.Bootloader, run.baseFee);
  const contextTail = encodeBytesTail(context);
  const data = concat(
    fromHex(PaymasterSelector.postTransaction),
    toWord(HEAD_LENGTH),
    toWord(HEAD_LENGTH + BigInt(contextTail.length)),
    fromHex(tx.hash),
    fromHex(tx.signedHash),
    toWord(success ? 1n : 0n),
    toWord(run.unusedGas),
    contextTail,
    body,
  );
  await run.publishing(() => run.call(tx.paymaster, data));
}
