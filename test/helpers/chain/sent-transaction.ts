import { setTimeout as sleep } from "node:timers/promises";

const PROBE_INTERVAL_MS = 25;
const PROBES = 40;

/** What a node is asked about a transaction whose hash it has returned. */
export interface SentTransactionQuestions<T> {
  /** Looks the transaction up; null as long as it is in no block. */
  find(): Promise<T | null>;
  /** Makes the node try whatever waits, and seal a block. */
  mine(): Promise<unknown>;
}

/**
 * Is thrown for a transaction that a node has taken and then dropped. It has a code, as a node's answer has: a node that
 * validates at once refuses the same transaction with an answer.
 */
export class DroppedTransaction extends Error {
  readonly code = -32_603;

  constructor(hash: string) {
    super(`the node dropped ${hash}, and says why on its own output alone`);
    this.name = "DroppedTransaction";
  }
}

/**
 * Returns a transaction once it is in a block. anvil-zksync answers with the hash before it validates, and tells
 * nobody that it dropped a transaction: what is in no block after the node has tried all it had was dropped.
 *
 * @throws DroppedTransaction if the transaction is in no block then.
 */
export async function sentTransaction<T>(
  hash: string,
  { find, mine }: SentTransactionQuestions<T>,
): Promise<T> {
  for (let probe = 0; probe < PROBES; probe++) {
    const found = await find();
    if (found !== null) return found;
    await sleep(PROBE_INTERVAL_MS);
  }
  await mine();
  const found = await find();
  if (found === null) throw new DroppedTransaction(hash);
  return found;
}
