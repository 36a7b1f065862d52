import { decodeErrorResult, decodeFunctionResult, encodeAbiParameters, encodeFunctionData } from "viem";
import type { Abi, AbiFunction, Hex } from "viem";
import type { ContractDeployer } from "../../../scripts/suite/deploy-suite";
import {
  SessionKeyModule__factory,
  SessionSequence__factory,
  type SessionKeyModule,
} from "../../../typechain-types";
import { chainTime, type ChainClock } from "../chain/chain-time";
import { encodeBatchExecute } from "../accounts/execution-mode";
import { transactionStruct } from "../accounts/module-transaction";
import { SIGNED_HASH } from "./session-host";
import type { SessionKeyPair } from "./session-keypair";
import { governingPolicy, periodId, periodIds, type GovernedCall } from "./session-periods";
import { paymasterInputOf, type RequestedPaymaster, type SessionRequest } from "./session-request";
import { sessionHash, type SessionSpec } from "./session-spec";

/**
 * A transaction, or the session's revocation, at a time (seconds since 1970) with one more module on the
 * account.
 */
export interface SequenceStep {
  readonly time: bigint;
  readonly installed: string;
  readonly transaction?: SessionRequest;
}

/** The outcome of a sequence: a verdict for each step, and the session's final state. */
export interface SequenceResult {
  readonly verdicts: readonly string[];
  readonly state: SessionStateAnswer;
}

type SessionStateAnswer = Awaited<ReturnType<SessionKeyModule["sessionState"]>>;

/** The host's kinds of steps: see SessionSequence.sol. */
interface HostStep {
  readonly time: bigint;
  readonly installed: string;
  readonly target: string;
  readonly data: Hex;
}

// Encoded by viem: for thousands of sequences, ethers takes longer than the node takes to run them.
const MODULE_ABI: Abi = SessionKeyModule__factory.abi;
const HOST_ABI: Abi = SessionSequence__factory.abi;
const SPEC_PARAMETER = (
  MODULE_ABI.find(
    (entry): entry is AbiFunction => entry.type === "function" && entry.name === "createSession",
  ) as AbiFunction
).inputs[0]!;
const VALIDATOR_DATA = [SPEC_PARAMETER, { type: "uint64[]" }];
/** `approve(address,uint256)` of ERC-20. */
const APPROVE = "0x095ea7b3";
const SIGNATURE_FIELD = [{ type: "bytes" }, { type: "address" }, { type: "bytes" }];

/** What answers a call: a chain of Era or of the EVM. */
interface AskedChain extends ChainClock {
  send(method: string, params: unknown[]): Promise<unknown>;
}

/** The session module on an account that runs an entire sequence in one `eth_call`. */
export class SessionSequences {
  readonly account: string;
  readonly #module: string;
  readonly #chain: AskedChain;

  private constructor(chain: AskedChain, account: string, module: string) {
    this.#chain = chain;
    this.account = account.toLowerCase();
    this.#module = module;
  }

  /** Deploys both to a chain. */
  static async deploy(
    chain: AskedChain,
    contracts: Pick<ContractDeployer, "deploy">,
  ): Promise<SessionSequences> {
    const host = await contracts.deploy("SessionSequence", []);
    return new SessionSequences(chain, host, await contracts.deploy("SessionKeyModule", [host]));
  }

  /** The time (seconds since 1970) of the call that runs a sequence. */
  async now(): Promise<bigint> {
    return (await chainTime(this.#chain)) + 1n;
  }

  /** Opens the session, runs the steps, and reads the session's state. Nothing is kept. */
  async run(spec: SessionSpec, key: SessionKeyPair, steps: readonly SequenceStep[]): Promise<SequenceResult> {
    const signature = await key.sign(SIGNED_HASH);
    const none = { time: 0n, installed: this.account, target: this.#module };
    const outcomes = await this.#perform([
      { ...none, data: encodeCall("onInstall", ["0x"]) },
      { ...none, data: encodeCall("createSession", [spec]) },
      ...steps.map((step) => ({
        time: step.time,
        installed: step.installed,
        target: this.#module,
        data: this.#encode(spec, signature as Hex, step),
      })),
      { ...none, data: encodeCall("sessionState", [this.account, spec]) },
    ]);
    const verdicts = outcomes.map(({ allowed, answer }) => (allowed ? "allowed" : refusalName(answer)));
    if (verdicts[1] !== "allowed") throw new Error(`the session was not opened: ${verdicts[1]}`);
    const data = outcomes[outcomes.length - 1]!.answer;
    const state = decodeFunctionResult({ abi: MODULE_ABI, functionName: "sessionState", data });
    return { verdicts: verdicts.slice(2, -1), state: state as SessionStateAnswer };
  }

  async #perform(steps: readonly HostStep[]): Promise<{ allowed: boolean; answer: Hex }[]> {
    const call = { abi: HOST_ABI, functionName: "run" };
    const request = { to: this.account, data: encodeFunctionData({ ...call, args: [steps] }) };
    const data = (await this.#chain.send("eth_call", [request, "latest"])) as Hex;
    return decodeFunctionResult({ ...call, data }) as { allowed: boolean; answer: Hex }[];
  }

  #encode(spec: SessionSpec, rawSignature: Hex, { time, transaction }: SequenceStep): Hex {
    if (!transaction) return encodeCall("revokeKey", [sessionHash(spec)]);
    const ids = claimedPeriodIds(spec, transaction, time);
    const validatorData = encodeAbiParameters(VALIDATOR_DATA, [spec, ids]);
    const signature = encodeAbiParameters(SIGNATURE_FIELD, [rawSignature, this.#module, validatorData]);
    const struct = transactionStruct({
      from: this.account,
      ...this.#call(transaction),
      ...paymasterFields(transaction.paymaster),
      gasLimit: transaction.fee,
      maxFeePerGas: 1n,
      signature,
    });
    // Addresses of a transaction are words.
    const [to, paymaster] = [struct.to, struct.paymaster].map(BigInt);
    const words = { from: BigInt(this.account), to, paymaster };
    return encodeCall("validateTransaction", [SIGNED_HASH, { ...struct, ...words }]);
  }

  #call({ calls, batchValue }: SessionRequest): { to: string; value: bigint; data: string } {
    if (batchValue === undefined) return calls[0]!;
    const executions = calls.map(({ to, value, data }) => ({ target: to, value, callData: data }));
    return { to: this.account, value: batchValue, data: encodeBatchExecute(executions) };
  }
}

/** A paymaster as a transaction names it. */
function paymasterFields(paymaster: RequestedPaymaster | undefined): {
  paymaster?: string;
  paymasterInput?: Hex;
} {
  if (!paymaster) return {};
  return { paymaster: paymaster.address, paymasterInput: paymasterInputOf(paymaster) };
}

/**
 * Returns the right ids as far as there are policies: at the first call that none governs, the module stops
 * asking.
 */
export function claimedPeriodIds(
  spec: SessionSpec,
  { calls, paymaster }: SessionRequest,
  time: bigint,
): bigint[] {
  const idsOf = (call: GovernedCall) =>
    governingPolicy(spec, call) ? periodIds(spec, call, time).slice(1) : [];
  const end = calls.findIndex((call) => !governingPolicy(spec, call));
  const governed = end < 0 ? calls : calls.slice(0, end);
  const [value = 0n, ...others] = governed.flatMap(idsOf);
  const approve = paymaster?.takes && { to: paymaster.takes.token, data: APPROVE };
  const ofApprove = approve ? idsOf(approve).slice(1) : [];
  return [periodId(spec.feeLimit, time), value, ...ofApprove, ...others];
}

/** How the module reports that a session has expired: now, or before the claimed period began. */
const EXPIRED = ["TimestampOutOfRange", "EmptyTimeWindow"];

function encodeCall(functionName: string, args: readonly unknown[]): Hex {
  return encodeFunctionData({ abi: MODULE_ABI, functionName, args });
}

const ERRORS = [...MODULE_ABI, ...HOST_ABI].filter(({ type }) => type === "error");

function refusalName(data: Hex): string {
  const { errorName } = decodeErrorResult({ abi: ERRORS, data });
  return EXPIRED.includes(errorName) ? "Expired" : errorName;
}
