import { concat, fromHex, toWord } from "../primitives/hex.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import { SystemAddress } from "../system/addresses.ts";
import { encodeTransaction } from "../transactions/struct.ts";
import type { EraTransaction } from "../transactions/transaction.ts";
import type { ValidationRules } from "../validation-rules/validation-rules.ts";
import type { EraVm } from "../vm/era-vm.ts";
import type { FarCallResult } from "../vm/far-call.ts";
import { INTRINSIC_GAS, MAX_COMPUTE_GAS, overheadGas } from "./gas.ts";
import { Halt, HaltKind } from "./halt.ts";

const ZERO_ADDRESS = SystemAddress.Zero;

/** How a transaction is run. */
export interface RunMode {
  readonly isEstimation: boolean;
  readonly rules: ValidationRules | undefined;
}

/** One transaction on its way through the bootloader: its encoded form, and the gas it has left. */
export class TransactionRun {
  readonly vm: EraVm;
  readonly tx: EraTransaction;
  /** The `Transaction` tuple accounts and paymasters get. */
  readonly body: Uint8Array;
  /** Gas estimation: magic values are not asked for, everything else is. */
  readonly isEstimation: boolean;
  /** The sequencer's validation rules, where they are in force. */
  readonly rules: ValidationRules | undefined;
  /** Gas above what a transaction may compute with. */
  readonly reservedGas: bigint;
  #gasLeft: bigint;

  constructor(vm: EraVm, tx: EraTransaction, { isEstimation, rules }: RunMode) {
    this.vm = vm;
    this.tx = tx;
    this.isEstimation = isEstimation;
    this.rules = rules;
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
    this.vm.observer = this.rules;
    const result = await this.callWithTransaction(this.tx.from, selector);
    this.vm.observer = undefined;
    this.rules?.requireNotOut(result);
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
