import { unpackInitCode } from "../bytecode/container.ts";
import { PriceMeter } from "../era-prices/price-meter.ts";
import { encodeCall } from "../primitives/abi.ts";
import { addressToWord, EMPTY, toHex } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { countPubdata, pubdataLength } from "../pubdata/pubdata.ts";
import type { World } from "../state/world.ts";
import { defaultAccount, isDeployment } from "../system/default-account.ts";
import { markFactoryDeps } from "../system/known-codes-storage.ts";
import { nativeContracts } from "../system/registry.ts";
import type { CallRequest } from "../transactions/call-request.ts";
import { Halt, HaltKind } from "../transactions/halt.ts";
import { encodeTransaction } from "../transactions/struct.ts";
import type { EraTransaction } from "../transactions/transaction.ts";
import { tooMuchGas } from "../validation-rules/rule-violation.ts";
import { ValidationRules } from "../validation-rules/validation-rules.ts";
import type { BlockContext } from "../vm/block-context.ts";
import type { CallFrame } from "../vm/call-frame.ts";
import type { CodeRecorder } from "../vm/code-recorder.ts";
import { EraVm } from "../vm/era-vm.ts";
import type { FarCallResult } from "../vm/far-call.ts";
import { findGasLimit, estimationTransaction } from "./estimate.ts";
import { executeTransaction } from "./execution.ts";
import { ExecutionReverted } from "./execution-reverted.ts";
import { MAX_COMPUTE_GAS, overheadGas, VALIDATION_LIMIT } from "./gas.ts";
import { findL1GasLimit, l1TransactionSize } from "./l1-estimate.ts";
import type { CallOutcome, TransactionCosts, TransactionOutcome } from "./outcome.ts";
import { collectFee } from "./payment.ts";
import { postOperation } from "./post-operation.ts";
import { refund } from "./refund.ts";
import { applyOverrides } from "./state-override.ts";
import type { StateOverride } from "./state-override.ts";
import { requireWellFormed } from "./structure.ts";
import { TransactionRun } from "./transaction-run.ts";
import { requirePublishable, validate } from "./validation.ts";

export interface RunOptions {
  /** Whether the sender is impersonated: nothing is validated and nothing is paid. */
  readonly impersonated?: boolean;
  /** Whether to refuse what the sequencer's validation rules refuse. */
  readonly enforceRules?: boolean;
  /** Contracts on the operator's list, whose storage accounts may read. */
  readonly trustedStorage?: readonly Address[];
}

export interface CallOptions {
  /** Account state that the call pretends. */
  readonly overrides?: ReadonlyMap<Address, StateOverride>;
  /** Whether to price the call as Era would, which takes time. */
  readonly isPriced?: boolean;
}

export interface EstimateOptions extends RunOptions {
  /** Account state that the estimate pretends. */
  readonly overrides?: ReadonlyMap<Address, StateOverride>;
}

const MAX_WORD = 2n ** 256n - 1n;
const NO_OVERRIDES: ReadonlyMap<Address, StateOverride> = new Map();

/** Takes transactions through their life cycle: validate, pay, execute, notify the paymaster, refund. */
export class Bootloader {
  readonly #world: World;
  readonly #vm: EraVm;

  /** @param recorder observes the code that contracts execute. */
  constructor(world: World, recorder?: CodeRecorder) {
    this.#world = world;
    this.#vm = new EraVm(world, { nativeContracts, defaultAccount, recorder });
  }

  /** Returns the calls of the last run, whatever its outcome. */
  get lastTrace(): readonly CallFrame[] {
    return this.#vm.tracer.roots;
  }

  /** Makes failed frames record where in their code they failed, which takes time. */
  recordPositions(): void {
    this.#vm.recordsPositions = true;
  }

  /**
   * Runs a transaction and keeps its effects.
   *
   * @throws Halt when it must not be included; the state is then unchanged.
   */
  async run(tx: EraTransaction, block: BlockContext, options: RunOptions = {}): Promise<TransactionOutcome> {
    return this.#undoOnError(() => this.#runTransaction(tx, block, false, options));
  }

  /** Simulates a call; the state stays unchanged, whatever happens. */
  async call(
    request: CallRequest,
    block: BlockContext,
    { overrides = NO_OVERRIDES, isPriced = false }: CallOptions = {},
  ): Promise<CallOutcome> {
    return this.#simulate(async () => {
      await this.#pretend(overrides, block);
      this.#begin(block, this.#externalOrigin(request.from), 0n);
      markFactoryDeps(this.#world, this.#vm.effects, request.factoryDeps);
      const meter = isPriced ? new PriceMeter(this.#world, nativeContracts) : undefined;
      this.#vm.meter = meter;
      const result = await this.#callFrom(request.from, request.to, request.value, request.data);
      const { success, returnData, gasUsed } = result;
      return {
        success,
        returnData,
        gasUsed,
        trace: this.#vm.tracer.roots[0]!,
        prices: meter?.prices,
        pubdata: countPubdata(this.#world, this.#vm.effects),
        changes: [...this.#world.storage.changes()],
      };
    });
  }

  /**
   * Estimates the gas limit that a transaction needs, including the chain's own margin.
   *
   * @throws Halt when validation or payment fails, ExecutionReverted when the transaction would revert.
   */
  async estimateGas(
    request: CallRequest,
    block: BlockContext,
    { overrides = NO_OVERRIDES, ...options }: EstimateOptions = {},
  ): Promise<bigint> {
    const { gasPerPubdata } = block;
    const body = encodeTransaction(estimationTransaction(request, this.#world, block, MAX_COMPUTE_GAS));
    return findGasLimit(
      async (gasLimit) =>
        this.#simulate(async () => {
          await this.#pretend(overrides, block);
          const tx = estimationTransaction(request, this.#world, block, gasLimit);
          const payer = tx.paymaster === SystemAddress.Zero ? tx.from : tx.paymaster;
          const fee = gasLimit * tx.maxFeePerGas;
          this.#lend(payer, fee);
          const outcome = await this.#runTransaction(tx, block, true, options);
          const { status, returnData, costs, gasUsed, trace } = outcome;
          if (status === 0) throw new ExecutionReverted(returnData, firstFailed(trace));
          return { pubdata: BigInt(pubdataLength(costs.pubdata)), gasUsed, trace };
        }),
      { overhead: overheadGas(body), gasPerPubdata },
    );
  }

  /**
   * Estimates the gas limit to request on L1 for a call. Transactions from L1 run as in the real bootloader: no account
   * validates them, no nonce is used and no fee is taken. The value, paid on L1, is minted to the sender, which calls
   * the target itself and is tx.origin, contract or not.
   *
   * @param request has the sender on L2 as its `from`: the aliased address for a contract on L1.
   * @throws ExecutionReverted when the call would revert, Halt when it could not be made at all.
   */
  async estimateL1GasLimit(
    request: CallRequest,
    block: BlockContext,
    overrides = NO_OVERRIDES,
  ): Promise<bigint> {
    const { from, to, value, data, factoryDeps } = request;
    return findL1GasLimit(l1TransactionSize(request, this.#world, block), (gas) =>
      this.#simulate(async () => {
        await this.#pretend(overrides, block);
        this.#begin(block, from, block.baseFee);
        markFactoryDeps(this.#world, this.#vm.effects, factoryDeps);
        if (value > 0n) await this.#mint(from, value);
        const result = await this.#callFrom(from, to, value, data, gas);
        if (!result.success) {
          throw new ExecutionReverted(result.returnData, firstFailed(this.#vm.tracer.roots));
        }
        return BigInt(pubdataLength(countPubdata(this.#world, this.#vm.effects)));
      }),
    );
  }

  /**
   * Sets an address's code without a deployment (hardhat_setCode): runs the constructor there, without arguments.
   *
   * @throws Error when the bytecode was not compiled for local-era, or its constructor fails.
   */
  async setCode(address: Address, bytecode: Uint8Array, block: BlockContext): Promise<void> {
    await this.#undoOnError(async () => {
      this.#begin(block, SystemAddress.Zero, 0n);
      const result = await this.#vm.execute({
        ...callFields(SystemAddress.Zero, address, 0n, EMPTY),
        kind: "create",
        initCode: unpackInitCode(bytecode),
      });
      if (!result.success) throw new Error(`the constructor failed: ${toHex(result.returnData)}`);
      this.#world.setRawCodeHash(address, BigInt(this.#world.publish(bytecode)));
      this.#world.setRuntime(address, result.returnData);
    });
  }

  async #runTransaction(
    tx: EraTransaction,
    block: BlockContext,
    isEstimation: boolean,
    { impersonated = false, enforceRules = false, trustedStorage }: RunOptions,
  ): Promise<TransactionOutcome> {
    requireWellFormed(tx);
    this.#begin(block, SystemAddress.Bootloader, block.baseFee);
    if (impersonated) return this.#runImpersonated(tx);
    const rules = enforceRules
      ? new ValidationRules(this.#world, tx.from, block.timestamp, trustedStorage)
      : undefined;
    const meter = isEstimation ? undefined : this.#validationMeter(enforceRules);
    const run = new TransactionRun(this.#vm, tx, { isEstimation, rules, meter });
    await validate(run);
    const context = await collectFee(run);
    requirePublishable(run);
    const result = await executeTransaction(run);
    await postOperation(run, context, result.success);
    return this.#outcome(result, refund(run), { validation: meter?.prices, pubdata: run.pubdata });
  }

  #validationMeter(isLimited: boolean): PriceMeter {
    if (!isLimited) return new PriceMeter(this.#world, nativeContracts);
    return new PriceMeter(this.#world, nativeContracts, VALIDATION_LIMIT, () => tooMuchGas(VALIDATION_LIMIT));
  }

  /** Makes an impersonated sender's call as the sender, free of charge. */
  async #runImpersonated(tx: EraTransaction): Promise<TransactionOutcome> {
    const world = this.#world;
    world.setNonces(tx.from, world.minNonce(tx.from) + 1n, world.deploymentNonce(tx.from));
    this.#vm.setOrigin(this.#externalOrigin(tx.from), 0n);
    const run = new TransactionRun(this.#vm, tx, { isEstimation: false });
    run.coversPubdata();
    const result = await run.publishing(() => {
      markFactoryDeps(world, this.#vm.effects, tx.factoryDeps);
      return this.#callFrom(tx.from, tx.to, tx.value, tx.data, run.gasLeft);
    });
    return this.#outcome(result, tx.gasLimit, { validation: undefined, pubdata: run.pubdata });
  }

  #outcome(
    result: FarCallResult,
    gasUsed: bigint,
    costs: Omit<TransactionCosts, "gasPerPubdata">,
  ): TransactionOutcome {
    const { effects, tracer, context } = this.#vm;
    const { storage } = this.#world;
    return {
      status: result.success ? 1 : 0,
      gasUsed,
      logs: effects.logs,
      l2ToL1Logs: effects.l2ToL1Logs,
      contractAddress: effects.deployments.at(-1),
      returnData: result.returnData,
      failure: result.error,
      trace: tracer.roots,
      costs: { ...costs, gasPerPubdata: context.block.gasPerPubdata },
      storage: storage.recordsReads
        ? { reads: [...storage.reads()], changes: [...storage.changes()] }
        : undefined,
    };
  }

  #begin(block: BlockContext, origin: Address, gasPrice: bigint): void {
    this.#vm.begin({ block, origin, gasPrice });
  }

  /** Gives a payer what an estimate costs, without a balance beyond the highest there is. */
  #lend(payer: Address, wei: bigint): void {
    const balance = this.#world.balance(payer) + wei;
    this.#world.setBalance(payer, balance > MAX_WORD ? MAX_WORD : balance);
  }

  /** Applies a simulation's overrides before it begins, so that the call sees them as having always been there. */
  async #pretend(overrides: ReadonlyMap<Address, StateOverride>, block: BlockContext): Promise<void> {
    for (const [address, { code }] of overrides) {
      if (code !== undefined) await this.setCode(address, code, block);
    }
    applyOverrides(this.#world, overrides);
  }

  #externalOrigin(from: Address): Address {
    return this.#world.isDefaultAccount(from) ? from : SystemAddress.Zero;
  }

  #callFrom(
    from: Address,
    to: Address,
    value: bigint,
    data: Uint8Array,
    gas = MAX_COMPUTE_GAS,
  ): Promise<FarCallResult> {
    this.#vm.warm(to);
    const isSystem = isDeployment(to, data);
    return this.#vm.execute({ ...callFields(from, to, value, data), gas, isSystem });
  }

  /** Mints ETH that was locked on L1. Throws {@link Halt} when the amount is impossible. */
  async #mint(account: Address, wei: bigint): Promise<void> {
    const data = encodeCall("mint(address,uint256)", addressToWord(account), wei);
    const fields = callFields(SystemAddress.Bootloader, SystemAddress.L2BaseToken, 0n, data);
    const { success } = await this.#vm.execute(fields);
    if (success) return;
    const reason = "Failed to mint ether";
    const text = `Virtual machine entered unexpected state. Error description: ${reason}`;
    throw new Halt(HaltKind.UnexpectedVmBehavior, text, reason);
  }

  async #undoOnError<T>(work: () => Promise<T>): Promise<T> {
    const mark = this.#world.mark();
    try {
      return await work();
    } catch (error) {
      this.#world.undoTo(mark);
      throw error;
    }
  }

  async #simulate<T>(work: () => Promise<T>): Promise<T> {
    const mark = this.#world.mark();
    try {
      return await work();
    } finally {
      this.#world.undoTo(mark);
    }
  }
}

/**
 * Finds the bootloader's call that made a transaction fail: when an earlier one fails, the transaction does not run.
 */
function firstFailed(calls: readonly CallFrame[]): CallFrame | undefined {
  return calls.find(({ error }) => error !== undefined);
}

function callFields(from: Address, to: Address, value: bigint, data: Uint8Array) {
  return {
    kind: "call",
    caller: from,
    address: to,
    codeAddress: to,
    value,
    data,
    gas: MAX_COMPUTE_GAS,
    isStatic: false,
    isSystem: false,
    extraAbi: [],
    depth: 0,
  } as const;
}
