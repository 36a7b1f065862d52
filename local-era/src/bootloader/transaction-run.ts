import type { PriceMeter } from "../era-prices/price-meter.ts";
import { concat, EMPTY, fromHex, toWord } from "../primitives/hex.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { countPubdata, NO_PUBDATA, pubdataLength } from "../pubdata/pubdata.ts";
import type { Pubdata } from "../pubdata/pubdata.ts";
import { Halt, HaltKind } from "../transactions/halt.ts";
import { encodeTransaction } from "../transactions/struct.ts";
import type { EraTransaction } from "../transactions/transaction.ts";
import { ranOutOfGas } from "../validation-rules/rule-violation.ts";
import type { ValidationRules } from "../validation-rules/validation-rules.ts";
import type { EraVm } from "../vm/era-vm.ts";
import type { FarCallResult } from "../vm/far-call.ts";
import { INTRINSIC_GAS, MAX_COMPUTE_GAS, overheadGas } from "./gas.ts";

const ZERO_ADDRESS = SystemAddress.Zero;
const UNPAID = "not enough gas for the published data";

/** Describes how a transaction is run. */
export interface RunMode {
  readonly isEstimation: boolean;
  /** The sequencer's validation rules, if they apply. */
  readonly rules?: ValidationRules;
  /** Prices what the account does during validation. */
  readonly meter?: PriceMeter;
}

/**
 * Holds one transaction on its way through the bootloader: its encoded form and its remaining gas. That gas is for
 * computation; pubdata is charged to it and {@link reservedGas} together when the transaction ends.
 */
export class TransactionRun {
  readonly vm: EraVm;
  readonly tx: EraTransaction;
  /** The `Transaction` tuple that accounts and paymasters receive. */
  readonly body: Uint8Array;
  /** Whether gas is being estimated: only magic values are not required then. */
  readonly isEstimation: boolean;
  readonly #rules: ValidationRules | undefined;
  readonly #meter: PriceMeter | undefined;
  /** Gas above what a transaction may spend on computation: it can pay for pubdata, and is refunded otherwise. */
  readonly reservedGas: bigint;
  #gasLeft: bigint;
  #pubdata = NO_PUBDATA;

  constructor(vm: EraVm, tx: EraTransaction, { isEstimation, rules, meter }: RunMode) {
    this.vm = vm;
    this.tx = tx;
    this.isEstimation = isEstimation;
    this.#rules = rules;
    this.#meter = meter;
    this.body = encodeTransaction(tx);
    const computable = tx.gasLimit < MAX_COMPUTE_GAS ? tx.gasLimit : MAX_COMPUTE_GAS;
    this.reservedGas = tx.gasLimit - computable;
    this.#gasLeft = computable - overheadGas(this.body) - INTRINSIC_GAS;
    if (this.#gasLeft < 0n) {
      const text = "Bootloader does not have enough gas to proceed with the transaction.";
      throw new Halt(HaltKind.NotEnoughGasProvided, text, text);
    }
  }

  get gasLeft(): bigint {
    return this.#gasLeft;
  }

  get baseFee(): bigint {
    return this.vm.context.block.baseFee;
  }

  get hasPaymaster(): boolean {
    return this.tx.paymaster !== ZERO_ADDRESS;
  }

  /** Returns the account that pays and is refunded. */
  get payer(): Address {
    return this.hasPaymaster ? this.tx.paymaster : this.tx.from;
  }

  /** Returns what the chain charges for the full gas limit, in wei. */
  get requiredFee(): bigint {
    return this.tx.gasLimit * this.baseFee;
  }

  /** Returns what the transaction publishes, as of the last count. */
  get pubdata(): Pubdata {
    return this.#pubdata;
  }

  /** Returns the gas that the pubdata costs at the block's price. */
  get pubdataGas(): bigint {
    return BigInt(pubdataLength(this.#pubdata)) * this.vm.context.block.gasPerPubdata;
  }

  /** Counts what would be published now; returns whether the remaining gas covers it. */
  coversPubdata(): boolean {
    this.#pubdata = countPubdata(this.vm.world, this.vm.effects);
    return this.pubdataGas <= this.#gasLeft + this.reservedGas;
  }

  /** Returns the gas that would be refunded, as of the last count. */
  get unusedGas(): bigint {
    const unused = this.#gasLeft + this.reservedGas - this.pubdataGas;
    return unused > 0n ? unused : 0n;
  }

  /**
   * Makes a call that pays for its pubdata when it ends: when the remaining gas does not cover it, everything the call
   * did is undone and all the gas for computation is lost.
   */
  async publishing(call: () => Promise<FarCallResult>): Promise<FarCallResult> {
    const { world, effects, tracer } = this.vm;
    const [state, effectsBefore, pubdataBefore] = [world.mark(), effects.mark(), this.#pubdata];
    const calls = tracer.roots.length;
    const result = await call();
    if (this.coversPubdata()) return result;
    for (const frame of tracer.roots.slice(calls)) Object.assign(frame, { error: UNPAID, output: EMPTY });
    world.undoTo(state);
    effects.undoTo(effectsBefore);
    this.#pubdata = pubdataBefore;
    const gasUsed = this.#gasLeft;
    this.#gasLeft = 0n;
    return { success: false, returnData: EMPTY, gasUsed, error: UNPAID };
  }

  /** Makes a call from the bootloader with all the remaining gas. */
  async call(to: Address, data: Uint8Array): Promise<FarCallResult> {
    this.vm.warm(to);
    const result = await this.vm.execute({
      kind: "call",
      caller: SystemAddress.Bootloader,
      address: to,
      codeAddress: to,
      value: 0n,
      data,
      gas: this.#gasLeft,
      isStatic: false,
      isSystem: false,
      extraAbi: [],
      depth: 0,
    });
    this.#gasLeft -= result.gasUsed;
    return result;
  }

  /** Calls the account for a step that is subject to the validation rules. */
  async callAccount(selector: Hex): Promise<FarCallResult> {
    const { vm } = this;
    vm.observer = this.#rules;
    vm.meter = this.#meter;
    const result = await this.callWithTransaction(this.tx.from, selector);
    vm.observer = undefined;
    vm.meter = undefined;
    if (this.#rules !== undefined && result.error === "out of gas") throw ranOutOfGas();
    return result;
  }

  /** Calls `function(bytes32 txHash, bytes32 signedHash, Transaction)`. */
  callWithTransaction(to: Address, selector: Hex): Promise<FarCallResult> {
    const { hash, signedHash } = this.tx;
    return this.call(
      to,
      concat(fromHex(selector), fromHex(hash), fromHex(signedHash), toWord(96n), this.body),
    );
  }
}
