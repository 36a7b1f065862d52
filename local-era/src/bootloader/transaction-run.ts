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

/** How a transaction is run. */
export interface RunMode {
  readonly isEstimation: boolean;
  /** The sequencer's validation rules, where they are in force. */
  readonly rules?: ValidationRules;
  /** Prices what the account does while it is asked. */
  readonly meter?: PriceMeter;
}

/**
 * One transaction on its way through the bootloader: its encoded form, and the gas it has left. That gas is for
 * computation; what is published is asked of it together with {@link reservedGas}, and taken when the transaction ends.
 */
export class TransactionRun {
  readonly vm: EraVm;
  readonly tx: EraTransaction;
  /** The `Transaction` tuple accounts and paymasters get. */
  readonly body: Uint8Array;
  /** Gas estimation: magic values are not asked for, everything else is. */
  readonly isEstimation: boolean;
  readonly #rules: ValidationRules | undefined;
  readonly #meter: PriceMeter | undefined;
  /** Gas above what a transaction may compute with: it can pay for published data, and is refunded otherwise. */
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

  /** Who pays, and who gets refunds. */
  get payer(): Address {
    return this.hasPaymaster ? this.tx.paymaster : this.tx.from;
  }

  /** What the chain takes for the whole gas limit, in wei. */
  get requiredFee(): bigint {
    return this.tx.gasLimit * this.baseFee;
  }

  /** What the transaction publishes, as of the last step it was counted after. */
  get pubdata(): Pubdata {
    return this.#pubdata;
  }

  /** Gas the published data costs, at the block's price. */
  get pubdataGas(): bigint {
    return BigInt(pubdataLength(this.#pubdata)) * this.vm.context.block.gasPerPubdata;
  }

  /** Counts what would be published now; returns whether what is left covers it. */
  coversPubdata(): boolean {
    this.#pubdata = countPubdata(this.vm.world, this.vm.effects);
    return this.pubdataGas <= this.#gasLeft + this.reservedGas;
  }

  /** Gas that would be given back after the last step that was counted. */
  get unusedGas(): bigint {
    const unused = this.#gasLeft + this.reservedGas - this.pubdataGas;
    return unused > 0n ? unused : 0n;
  }

  /**
   * Makes a call whose data is paid for when it has ended: where what is left does not cover it, everything the call did is
   * taken back, and all the gas for computation is gone.
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

  /** A call by the bootloader, with all the gas that is left. */
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

  /** Asks the account for something it must do under the validation rules. */
  async askAccount(selector: Hex): Promise<FarCallResult> {
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
