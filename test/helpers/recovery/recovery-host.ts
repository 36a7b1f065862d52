import { hexlify, parseEther, Wallet as EthersWallet, type Interface, type Result } from "ethers";
import type { types, Wallet } from "zksync-ethers";
import type { GuardianRecoveryModule } from "../../../typechain-types";
import { addressOf, type AccountStage } from "../accounts/account-fixture";
import { eventsOf } from "../accounts/account-events";
import { timeOf } from "../chain/chain-time";
import { fund } from "../chain/fund";
import { ownerSigner } from "../accounts/owner-signer";
import { finishingCall, hashedOriginDomain, recoveryOf, recoverySigner, type NewPasskey } from "./recovery";
import { sendAs, type AccountCall } from "../accounts/send-as";
import { createPasskey, type Passkey } from "../passkeys/software-authenticator";
import { createAccount, type SuiteAccount } from "../accounts/suite-account";

export const ORIGIN = "https://auth.example";
export const DOMAIN = hashedOriginDomain(ORIGIN);
/** Enough for every transaction of these suites, so that no estimation answers instead of the chain. */
export const GAS_LIMIT = 40_000_000n;

/** The functions of the recovery module that an account calls. */
type AccountFunction = "proposeGuardian" | "removeGuardian" | "discardRecovery";

/** An account with an owner, a passkey and the recovery module. */
export class GuardedAccount {
  readonly stage: AccountStage;
  readonly account: SuiteAccount;
  readonly address: string;
  readonly #ownerKey: string;

  private constructor(stage: AccountStage, account: SuiteAccount, ownerKey: string) {
    this.stage = stage;
    this.account = account;
    this.address = account.address;
    this.#ownerKey = ownerKey;
  }

  static async create(stage: AccountStage): Promise<GuardedAccount> {
    const ownerKey = EthersWallet.createRandom().privateKey;
    const account = await createAccount(stage.suite, { owners: [addressOf(ownerKey)], recovery: true });
    await fund(stage.deployer, account.address, parseEther("1"));
    return new GuardedAccount(stage, account, ownerKey);
  }

  get module(): GuardianRecoveryModule {
    return this.stage.suite.recoveryModule;
  }

  /** Sends a transaction signed by the owner. */
  send(call: AccountCall): Promise<types.TransactionReceipt> {
    return sendAs(this.account, ownerSigner(this.#ownerKey), call);
  }

  /** Sends a call to the recovery module, signed by the owner. */
  tell(functionName: AccountFunction, ...args: unknown[]): Promise<types.TransactionReceipt> {
    const data = this.module.interface.encodeFunctionData(
      functionName as "discardRecovery",
      args as [string],
    );
    return this.send({ to: this.stage.suite.addresses.recovery, data });
  }

  /** Sends a call to one of the account's own functions, signed by the owner. */
  sendSelf(functionName: string, ...args: unknown[]): Promise<types.TransactionReceipt> {
    const { interface: abi } = this.account.contract as { interface: Interface };
    return this.send({ to: this.address, data: abi.encodeFunctionData(functionName, args) });
  }

  /** Makes a wallet a guardian, with the consent of both. */
  async guardBy(guardian: Wallet, domain = DOMAIN): Promise<void> {
    await this.tell("proposeGuardian", domain, guardian.address);
    await (await this.module.connect(guardian).addGuardian(domain, this.address)).wait();
  }

  /** Has a guardian start a recovery with a new passkey; returns the passkey and the second it began in. */
  async beginRecovery(guardian: Wallet, origin = ORIGIN): Promise<{ passkey: Passkey; start: bigint }> {
    const passkey = createPasskey({ origin });
    const started = await this.module.connect(guardian).initRecovery(...recoveryOf(this.address, passkey));
    const receipt = await started.wait();
    if (!receipt) throw new Error("the recovery's transaction has no receipt");
    return { passkey, start: await timeOf(this.account.provider, receipt) };
  }

  /** Sends a finishing transaction with the given changes only. */
  finish(passkey: NewPasskey, changes: Partial<AccountCall> = {}): Promise<types.TransactionReceipt> {
    const { passkey: passkeyModule, recovery } = this.stage.suite.addresses;
    const call = { ...finishingCall(passkeyModule, passkey), gasLimit: GAS_LIMIT, ...changes };
    return sendAs(this.account, recoverySigner(recovery), call);
  }

  /** Returns the account a passkey opens. */
  registered({ origin, credentialId }: NewPasskey): Promise<string> {
    return this.stage.suite.passkeyModule.registeredAddress(origin, hexlify(credentialId));
  }

  /** Returns the arguments of the module's events of this name in a receipt. */
  events(receipt: Parameters<typeof eventsOf>[0], name: string): Result[] {
    return eventsOf(receipt, this.module.interface, name, this.stage.suite.addresses.recovery);
  }
}
