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
import { TransactionRun } from "./transaction-run.ts";
import { requirePublishable, validate } from "./validation.ts";

export interface RunOptions {
  /** The sender is impersonated: nothing is validated, nothing is paid. */
  readonly impersonated?: boolean;
  /** Refuse what the sequencer's validation rules refuse. */
  readonly enforceRules?: boolean;
  /** Contracts on the operator's list: accounts may read their storage. */
  readonly trustedStorage?: readonly Address[];
}

export interface CallOptions {
  /** What the call pretends about accounts. */
  readonly overrides?: ReadonlyMap<Address, StateOverride>;
  /** Whether the call is priced as on Era, which takes time. */
  readonly isPriced?: boolean;
}

export interface EstimateOptions extends RunOptions {
  /** What the estimate pretends about accounts. */
  readonly overrides?: ReadonlyMap<Address, StateOverride>;
}

const NO_OVERRIDES: ReadonlyMap<Address, StateOverride> = new Map();

/** Takes transactions through their life: validate, pay, execute, tell the paymaster, refund. */
export class Bootloader {
  readonly #world: World;
  readonly #vm: EraVm;

  /** @param recorder is told what contracts execute. */
  constructor(world: World, recorder?: CodeRecorder) {
    this.#world = world;
    this.#vm = new EraVm(world, { nativeContracts, defaultAccount, recorder });
  }

  /** The calls of what ran last, whatever became of it. */
  get lastTrace(): readonly CallFrame[] {
    return this.#vm.tracer.roots;
  }

  /** Makes failed frames say where in their code they failed, which takes time. */
  recordPositions(): void {
    this.#vm.recordsPositions = true;
  }

  /**
   * Runs a transaction and keeps what it did.
   *
   * @throws Halt when it must not be included; the state is then as before.
   */
  async run(tx: EraTransaction, block: BlockContext, options: RunOptions = {}): Promise<TransactionOutcome> {
    return this.#undoOnError(() => this.#runTransaction(tx, block, false, options));
  }

  /** Simulates a call; the state is as before, whatever happens. */
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
   * The gas limit a transaction needs, with the chain's own margin.
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
          this.#world.setBalance(payer, this.#world.balance(payer) + fee);
          const { status, returnData, costs, trace } = await this.#runTransaction(tx, block, true, options);
          if (status === 0) throw new ExecutionReverted(returnData, firstFailed(trace));
          return BigInt(pubdataLength(costs.pubdata));
        }),
      { overhead: overheadGas(body), gasPerPubdata },
    );
  }

  /**
   * The gas limit to request on L1 for a call. As the real bootloader runs transactions from L1: no account is asked,
   * no nonce used and no fee taken; the value, paid on L1, is minted to the sender, who calls the target itself and
   * is tx.origin, contract or not.
   *
   * @param request its `from` is the sender on L2: a contract's address on L1 is given with the alias's offset added.
   * @throws ExecutionReverted when the call would revert, Halt when it could not even be made.
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
   * Puts a contract at an address without a deployment (hardhat_setCode): runs its constructor there, without
   * arguments.
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

  /** An impersonated sender's call: made as the sender, free of charge. */
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

  /** Puts what a simulation pretends in place, before it begins: to the call it was always so. */
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

  /** Makes ETH that was locked on L1. Throws {@link Halt} when there cannot be so much. */
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

/** The bootloader's call that made a transaction fail: where an earlier one fails, there is no transaction. */
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
