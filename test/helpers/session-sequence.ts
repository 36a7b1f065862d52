import hre from "hardhat";
import type { Wallet } from "zksync-ethers";
import {
  SessionKeyModule__factory,
  SessionSequence__factory,
  type SessionKeyModule,
  type SessionSequence,
} from "../../typechain-types";
import type { ModelTransaction } from "../model/session-model";
import { chainTime } from "./chain-time";
import { encodeBatchExecute } from "./execution-mode";
import { transactionStruct } from "./module-transaction";
import { readRefusal } from "./refusal";
import { SIGNED_HASH } from "./session-host";
import type { SessionKeyPair } from "./session-keypair";
import { governingPolicy, periodId, periodIds } from "./session-periods";
import { encodeSessionSignature } from "./session-signature";
import { sessionHash, type SessionSpec } from "./session-spec";
import { suiteErrors } from "./suite-errors";

/** A transaction, or the session's revocation, at a time (seconds since 1970) with one more module on the account. */
export interface SequenceStep {
  readonly time: bigint;
  readonly installed: string;
  readonly transaction?: ModelTransaction;
}

/** What came of a sequence: a verdict for each step, and the session's state as it was left. */
export interface SequenceResult {
  readonly verdicts: readonly string[];
  readonly state: SessionStateAnswer;
}

type SessionStateAnswer = Awaited<ReturnType<SessionKeyModule["sessionState"]>>;
const module_ = SessionKeyModule__factory.createInterface();

/** The session module on an account that lives through a whole sequence in one `eth_call`. */
export class SessionSequences {
  readonly account: string;
  readonly #host: SessionSequence;
  readonly #module: string;
  readonly #wallet: Wallet;

  private constructor(wallet: Wallet, account: string, module: string) {
    this.#wallet = wallet;
    this.account = account.toLowerCase();
    this.#host = SessionSequence__factory.connect(account, wallet);
    this.#module = module;
  }

  static async deploy(wallet: Wallet): Promise<SessionSequences> {
    const host = await (await hre.zksyncEthers.deployContract("SessionSequence", [], wallet)).getAddress();
    const module = await hre.zksyncEthers.deployContract("SessionKeyModule", [host], wallet);
    return new SessionSequences(wallet, host, await module.getAddress());
  }

  /** The time (seconds since 1970) of the call that a sequence is. */
  async now(): Promise<bigint> {
    return (await chainTime(this.#wallet.provider)) + 1n;
  }

  /** Opens the session, lives through the steps, and reads the session's state. Nothing is kept. */
  async run(spec: SessionSpec, key: SessionKeyPair, steps: readonly SequenceStep[]): Promise<SequenceResult> {
    const signature = await key.sign(SIGNED_HASH);
    const opening = [
      module_.encodeFunctionData("onInstall", ["0x"]),
      module_.encodeFunctionData("createSession", [spec]),
    ];
    const middle = steps.map((step) => this.#encode(spec, signature, step));
    const reading = module_.encodeFunctionData("sessionState", [this.account, spec]);
    const none = { time: 0n, installed: this.account };
    const outcomes = await this.#host.run.staticCall([
      ...opening.map((data) => ({ ...none, target: this.#module, data })),
      ...steps.map(({ time, installed }, i) => ({ time, installed, target: this.#module, data: middle[i] })),
      { ...none, target: this.#module, data: reading },
    ]);
    const verdicts = outcomes.map(({ allowed, answer }) => (allowed ? "allowed" : refusalName(answer)));
    if (verdicts[1] !== "allowed") throw new Error(`the session was not opened: ${verdicts[1]}`);
    const answer = outcomes[outcomes.length - 1].answer;
    const [state] = module_.decodeFunctionResult("sessionState", answer) as unknown as [SessionStateAnswer];
    return { verdicts: verdicts.slice(2, -1), state };
  }

  #encode(spec: SessionSpec, rawSignature: string, { time, transaction }: SequenceStep): string {
    if (!transaction) return module_.encodeFunctionData("revokeKey", [sessionHash(spec)]);
    const signature = encodeSessionSignature(
      rawSignature,
      this.#module,
      spec,
      claimedPeriodIds(spec, transaction, time),
    );
    const struct = transactionStruct({
      from: this.account,
      ...this.#call(transaction),
      gasLimit: transaction.fee,
      maxFeePerGas: 1n,
      signature,
    });
    return module_.encodeFunctionData("validateTransaction", [SIGNED_HASH, struct]);
  }

  #call({ calls, batchValue }: ModelTransaction): { to: string; value: bigint; data: string } {
    if (batchValue === undefined) return calls[0];
    const executions = calls.map(({ to, value, data }) => ({ target: to, value, callData: data }));
    return { to: this.account, value: batchValue, data: encodeBatchExecute(executions) };
  }
}

/** The right ids as far as there are policies: at the first call that none governs, the module asks for no more. */
function claimedPeriodIds(spec: SessionSpec, { calls }: ModelTransaction, time: bigint): bigint[] {
  const end = calls.findIndex((call) => !governingPolicy(spec, call));
  const governed = end < 0 ? calls : calls.slice(0, end);
  const ofCalls = governed.flatMap((call) => periodIds(spec, call, time).slice(1));
  return [periodId(spec.feeLimit, time), ...ofCalls];
}

/** How the module says that a session has expired: now, or before the claimed period began. */
const EXPIRED = ["TimestampOutOfRange", "EmptyTimeWindow"];

function refusalName(data: string): string {
  const refusal = readRefusal({ code: 3, message: "execution reverted", data }, suiteErrors);
  const name = refusal.error?.name ?? data;
  return EXPIRED.includes(name) ? "Expired" : name;
}
