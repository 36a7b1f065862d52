import type { Address, Chain, Client, Transport } from "viem";
import { RecoveryNotOpenError } from "../../errors/recovery-errors.js";
import { isoTime } from "../../session/time.js";
import { readTime } from "../../transaction/chain-clock.js";
import { pendingRecovery } from "./recoveries.js";

/** The recovery that is to be finished. */
export interface AskedRecovery {
  readonly accountToRecover: Address;
  readonly contracts: { readonly recovery: Address; readonly passkey: Address };
  readonly origin?: string | undefined;
}

/** Finishes a recovery. If the chain does not take it, and its time has not come, the error says when it does. */
export async function withRecoveryTime<result>(
  client: Client<Transport, Chain>,
  asked: AskedRecovery,
  finish: () => Promise<result>,
): Promise<result> {
  try {
    return await finish();
  } catch (error) {
    throw (await tooEarly(client, asked, error)) ?? error;
  }
}

async function tooEarly(
  client: Client<Transport, Chain>,
  { accountToRecover: account, origin, contracts }: AskedRecovery,
  error: unknown,
): Promise<RecoveryNotOpenError | undefined> {
  try {
    const [recovery, { timestamp }] = await Promise.all([
      pendingRecovery(client, { account, origin, contracts }),
      readTime(client),
    ]);
    if (!recovery || timestamp >= recovery.opensAt) return undefined;
    const { opensAt, closesAt } = recovery;
    const message = `The recovery opens at ${isoTime(opensAt)}, and closes at ${isoTime(closesAt)}.`;
    return new RecoveryNotOpenError(message, opensAt, error);
  } catch {
    // What the chain said of the transaction says more than why it could not be asked again.
    return undefined;
  }
}
