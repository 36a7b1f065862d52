import { parseEther, type Interface, type TransactionReceipt } from "ethers";
import { utils, Wallet, type types } from "zksync-ethers";
import type { PaymasterLimits } from "../../../scripts/suite/sponsored-calls";
import {
  FeeBurner__factory,
  SsoPaymaster__factory,
  type FeeBurner,
  type SsoPaymaster,
} from "../../../typechain-types";
import type { AccountStage } from "./account-fixture";
import { fund } from "../chain/fund";

/**
 * The price (wei) that every transaction of these suites offers: the local chain's, which charges no more
 * than that.
 */
export const PRICE = 45_250_000n;
/** Gas enough for a call to `FeeBurner`, even where pubdata is most expensive. */
export const GAS = 26_000_000n;
/** The maximum cost of such a transaction, in wei. */
export const FEE = GAS * PRICE;

/**
 * What the chain says of a transaction that can cost more than is left: no reason, since there is no magic
 * value.
 */
export const OVER_LIMIT = /magic/;

const burner: Interface = FeeBurner__factory.createInterface();

/** The functions of `FeeBurner` that the paymaster pays for. */
export const SPONSORED = ["nothing", "fail", "burn", "donate", "relay"] as const;

/** A paymaster of the stage's deployer that pays for calls to a `FeeBurner`. */
export class PaymasterHost {
  readonly stage: AccountStage;
  readonly paymaster: SsoPaymaster;
  readonly address: string;
  readonly target: string;
  readonly burner: FeeBurner;

  private constructor(stage: AccountStage, address: string, target: string) {
    this.stage = stage;
    this.address = address;
    this.target = target;
    this.paymaster = SsoPaymaster__factory.connect(address, stage.deployer);
    this.burner = FeeBurner__factory.connect(target, stage.deployer);
  }

  static async deploy(
    stage: AccountStage,
    limits: PaymasterLimits,
    balance = parseEther("1"),
  ): Promise<PaymasterHost> {
    const target = await stage.deploy("FeeBurner");
    const calls = SPONSORED.map((name) => ({ target, selector: selectorOf(name) }));
    const address = await stage.deploy("SsoPaymaster", [stage.deployer.address, calls, limits]);
    await fund(stage.deployer, address, balance);
    return new PaymasterHost(stage, address, target);
  }

  /** Returns a new EOA without ETH. */
  newcomer(): Wallet {
    return new Wallet(Wallet.createRandom().privateKey, this.stage.suite.provider);
  }

  /** Sends a sponsored call to `FeeBurner`; resolves with the receipt even if it reverts. */
  async send(
    sender: Wallet,
    name: (typeof SPONSORED)[number],
    args: unknown[] = [],
    changes: types.TransactionRequest = {},
  ): Promise<TransactionReceipt> {
    const data = burner.encodeFunctionData(name, args);
    return this.sendRaw(sender, { to: this.target, data, ...changes });
  }

  /** Returns the gas limit that the node estimates for a call to `FeeBurner`. */
  async estimate(sender: Wallet, name: (typeof SPONSORED)[number]): Promise<bigint> {
    const data = burner.encodeFunctionData(name, []);
    const request = { ...this.#request(), from: sender.address, to: this.target, data };
    return sender.provider.estimateGas({ ...request, gasLimit: undefined });
  }

  /** Sends any transaction in the general flow. */
  async sendRaw(sender: Wallet, request: types.TransactionRequest): Promise<TransactionReceipt> {
    const response = await sender.sendTransaction({ ...this.#request(), ...request });
    const receipt = await sender.provider.waitForTransaction(response.hash);
    if (!receipt) throw new Error(`${response.hash} has no receipt`);
    return receipt;
  }

  /** Returns what is left for a sender, and for all, in the present period. */
  async left(sender: { readonly address: string }): Promise<[bigint, bigint]> {
    const { forSender, forAll } = await this.paymaster.remaining(sender.address);
    return [forSender, forAll];
  }

  #request(): types.TransactionRequest {
    const paymasterParams = utils.getPaymasterParams(this.address, { type: "General", innerInput: "0x" });
    return {
      type: utils.EIP712_TX_TYPE,
      gasLimit: GAS,
      maxFeePerGas: PRICE,
      maxPriorityFeePerGas: PRICE,
      customData: { gasPerPubdata: utils.DEFAULT_GAS_PER_PUBDATA_LIMIT, paymasterParams },
    };
  }

  balance(): Promise<bigint> {
    return this.stage.suite.provider.getBalance(this.address);
  }
}

/** Returns the selector of a function of `FeeBurner`. */
export function selectorOf(name: string): string {
  const fragment = burner.getFunction(name);
  if (!fragment) throw new Error(`FeeBurner has no function ${name}`);
  return fragment.selector;
}

/** Returns what a transaction cost, in wei. */
export function costOf({ gasUsed, gasPrice }: { gasUsed: bigint; gasPrice: bigint }): bigint {
  return gasUsed * gasPrice;
}
