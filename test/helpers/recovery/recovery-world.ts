import { expect } from "chai";
import { hexlify, type TransactionReceipt } from "ethers";
import type { Wallet } from "zksync-ethers";
import type { Scope } from "../../model/recovery-model";
import { transactionStruct, type TransactionStruct } from "../accounts/account-struct";
import type { AccountStage } from "../accounts/account-fixture";
import { serializeTransaction } from "../accounts/account-transaction";
import { plainTransaction } from "../chain/bootloader-call";
import { expectRefused } from "../accounts/expect-refused";
import { fundedWallet } from "../chain/local-chain";
import { finishingCall, hashedOriginDomain, recoveryOf, recoverySigner, type NewPasskey } from "./recovery";
import { GAS_LIMIT, GuardedAccount } from "./recovery-host";
import { createPasskey, type Passkey } from "../passkeys/software-authenticator";

const ORIGINS = ["https://auth.example", "http://localhost:3002"];
const BASE_TOKEN = "0x000000000000000000000000000000000000800A";

/** What an account or a guardian tells the module, in numbers. */
export type Instruction = { readonly scope: Scope } & (
  | { readonly kind: "propose" | "agree" | "remove"; readonly guardian: number }
  | { readonly kind: "begin"; readonly guardian: number; readonly passkey: number }
  | { readonly kind: "discard" }
);

/** A finishing transaction that was included. */
interface Finished {
  readonly account: number;
  readonly raw: string;
  readonly struct: TransactionStruct;
}

/** Two accounts and four guardians on the chain: the accounts, by their numbers, and then two EOAs. */
export class RecoveryWorld {
  readonly accounts: readonly GuardedAccount[];
  /** The guardians' addresses. */
  readonly guardians: readonly string[];
  readonly passkeys: readonly Passkey[];
  readonly #stage: AccountStage;
  readonly #wallets: readonly Wallet[];
  readonly #finished: Finished[] = [];

  private constructor(stage: AccountStage, accounts: GuardedAccount[], wallets: Wallet[], passkeys: number) {
    this.#stage = stage;
    this.accounts = accounts;
    this.#wallets = wallets;
    this.guardians = [...accounts, ...wallets].map(({ address }) => address);
    // The same key may serve several origins: a recovery names the origin as well.
    this.passkeys = Array.from({ length: passkeys }, () => createPasskey({ origin: ORIGINS[0]! }));
  }

  static async create(stage: AccountStage, passkeys: number): Promise<RecoveryWorld> {
    const accounts = [await GuardedAccount.create(stage), await GuardedAccount.create(stage)];
    const { provider } = stage.suite;
    const wallets = [await fundedWallet(provider, 1), await fundedWallet(provider, 2)];
    return new RecoveryWorld(stage, accounts, wallets, passkeys);
  }

  /**
   * Has the account or guardian responsible send an instruction. If it is not `sure` to be accepted, it is
   * estimated first.
   */
  async send(instruction: Instruction, sure: boolean): Promise<void> {
    const { by, data } = this.#encode(instruction);
    const to = this.#stage.suite.addresses.recovery;
    const gas = sure ? { gasLimit: GAS_LIMIT } : {};
    if (by < this.accounts.length) await this.accounts[by]!.send({ to, data, ...gas });
    else {
      const wallet = this.#wallets[by - this.accounts.length];
      await (await wallet!.sendTransaction({ to, data, ...gas })).wait();
    }
  }

  /** Finishes a recovery with a passkey, through the sequencer or bypassing it. */
  async finish({ account, domain }: Scope, passkey: number, outside: boolean): Promise<TransactionReceipt> {
    const { addresses, provider } = this.#stage.suite;
    const call = finishingCall(addresses.passkey, this.#passkey(domain, passkey));
    const tx = await plainTransaction(this.accounts[account]!.account, { ...call, gasLimit: GAS_LIMIT });
    const signature = await recoverySigner(addresses.recovery).sign(tx);
    const [raw, struct] = [serializeTransaction(tx, signature), transactionStruct(tx, signature)];
    const response = outside
      ? await this.#aroundSequencer(account, struct)
      : await provider.broadcastTransaction(raw);
    this.#finished.push({ account, raw, struct });
    const receipt = await response.wait();
    if (!receipt) throw new Error("the finishing transaction has no receipt");
    return receipt;
  }

  /** Sends a finishing transaction again, either way: it is refused. */
  async expectReplaysRefused(): Promise<void> {
    const { provider } = this.#stage.suite;
    for (const { account, raw, struct } of this.#finished) {
      await expectRefused(provider.broadcastTransaction(raw), /nonce/i);
      // The error of NonceHolder, which finds another nonce than the one signed.
      await expectRefused(this.#aroundSequencer(account, struct), "ValueMismatch");
    }
  }

  async reinstall(account: number): Promise<void> {
    const { recovery } = this.#stage.suite.addresses;
    await this.accounts[account]!.sendSelf("uninstallModule", 1n, recovery, "0x");
    await this.accounts[account]!.sendSelf("installModule", 1n, recovery, "0x");
  }

  /** Reads what the module reports about an account for an origin. */
  async read({ account, domain }: Scope) {
    const { recoveryModule } = this.#stage.suite;
    const { address } = this.accounts[account]!;
    const hash = hashedOriginDomain(ORIGINS[domain]!);
    const guardians = await recoveryModule.guardiansFor(hash, address);
    const pending = await recoveryModule.getPendingRecoveryData(hash, address);
    const { hashedCredentialId: credential, rawPublicKey, timestamp: start } = pending;
    return {
      guardians: guardians.map(({ addr, isReady }) => `${addr} ${isReady}`),
      pending: { credential, key: [...rawPublicKey], start },
    };
  }

  /**
   * Lists which of the accounts a guardian guards for an origin. The EOAs guard those of other worlds too.
   */
  async guardedBy(domain: number, guardian: number): Promise<number[]> {
    const { recoveryModule } = this.#stage.suite;
    const hash = hashedOriginDomain(ORIGINS[domain]!);
    const guarded = await recoveryModule.guardianOf(hash, this.guardians[guardian]!);
    return [...this.accounts.keys()].filter((account) => guarded.includes(this.accounts[account]!.address));
  }

  /** Returns the account a passkey belongs to, for an origin. */
  registered(domain: number, passkey: number): Promise<string> {
    const { origin, credentialId } = this.#passkey(domain, passkey);
    return this.#stage.suite.passkeyModule.registeredAddress(origin, credentialId);
  }

  /** Reads what nothing in a recovery may change: each account's owners, modules and hooks. */
  accountStates() {
    return Promise.all(
      this.accounts.map(async ({ account: { contract } }) => ({
        owners: [...(await contract.listK1Owners())],
        validators: [...(await contract.listModuleValidators())],
        hooks: [...(await contract.listHooks(true)), ...(await contract.listHooks(false))],
      })),
    );
  }

  /** Checks by its events that a finishing transaction did nothing but add one key and move its fee. */
  expectOneKeyAdded({ account, domain }: Scope, passkey: number, { logs }: TransactionReceipt): void {
    const { addresses, passkeyModule, recoveryModule } = this.#stage.suite;
    const own = logs.filter(({ address }) => address !== BASE_TOKEN);
    expect(own.map(({ address }) => address)).to.deep.equal([addresses.recovery, addresses.passkey]);
    expect(recoveryModule.interface.parseLog(own[0]!)?.name).to.equal("RecoveryFinished");
    const added = passkeyModule.interface.parseLog(own[1]!);
    const { credentialId } = this.passkeys[passkey]!;
    expect(added?.name).to.equal("PasskeyCreated");
    expect([...(added?.args ?? [])]).to.deep.equal([
      this.accounts[account]!.address,
      ORIGINS[domain],
      hexlify(credentialId),
    ]);
  }

  #passkey(domain: number, i: number): NewPasskey {
    const { credentialId, publicKey } = this.passkeys[i]!;
    return { credentialId, publicKey, origin: ORIGINS[domain]! };
  }

  async #aroundSequencer(account: number, struct: TransactionStruct) {
    const { contract } = this.accounts[account]!.account;
    const [wallet] = this.#wallets;
    return wallet!.sendTransaction(await contract.executeTransactionFromOutside.populateTransaction(struct));
  }

  #encode(instruction: Instruction): { by: number; data: string } {
    const { account, domain } = instruction.scope;
    const { interface: abi } = this.#stage.suite.recoveryModule;
    const { address } = this.accounts[account]!;
    const hash = hashedOriginDomain(ORIGINS[domain]!);
    switch (instruction.kind) {
      case "propose":
      case "remove": {
        const name = instruction.kind === "propose" ? "proposeGuardian" : "removeGuardian";
        return {
          by: account,
          data: abi.encodeFunctionData(name as "removeGuardian", [
            hash,
            this.guardians[instruction.guardian]!,
          ]),
        };
      }
      case "agree":
        return { by: instruction.guardian, data: abi.encodeFunctionData("addGuardian", [hash, address]) };
      case "begin": {
        const recovery = recoveryOf(address, this.#passkey(domain, instruction.passkey));
        return { by: instruction.guardian, data: abi.encodeFunctionData("initRecovery", recovery) };
      }
      case "discard":
        return { by: account, data: abi.encodeFunctionData("discardRecovery", [hash]) };
    }
  }
}
