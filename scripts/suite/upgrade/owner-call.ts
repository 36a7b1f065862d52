import type { TransactionReceipt } from "zksync-ethers/build/types";
import type { Wallet } from "zksync-ethers";
import { withNonceAdvice } from "../nonce-clash";

/** A call that only a contract's owner may make. */
export interface OwnerCall {
  /** What it does, for people. */
  readonly what: string;
  readonly owner: string;
  readonly to: string;
  readonly data: string;
}

/**
 * Makes a call if the wallet is the owner's, and otherwise prints it for the owner to make, for instance from a multisig.
 *
 * @returns whether it was made; if not, the task ends with {@link awaitsOwner}
 */
export async function makeOwnerCall(wallet: Wallet, { what, owner, to, data }: OwnerCall): Promise<boolean> {
  if (owner === wallet.address) {
    const hash = await send(wallet, to, data).catch((error: unknown) => {
      throw withNonceAdvice(error, `${what} is not done`);
    });
    console.log(`  ${what}: done, in transaction ${hash}`);
    return true;
  }
  console.log(`  ${what}: for ${owner} to send, the owner.`);
  console.log(`    to   ${to}`);
  console.log(`    data ${data}`);
  return false;
}

async function send(wallet: Wallet, to: string, data: string): Promise<string> {
  const sent = await wallet.sendTransaction({ to, data });
  return ((await sent.wait()) as TransactionReceipt).hash;
}

/** Says that a task has yet to be completed by an owner's call, which was printed: a script looks at the exit code alone. */
export function awaitsOwner({ what, owner }: OwnerCall): Error {
  return new Error(`Not complete yet: ${what} is for ${owner} to send. Run this again afterwards.`);
}
