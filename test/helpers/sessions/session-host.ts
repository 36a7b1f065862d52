import { AbiCoder, type ContractTransactionReceipt, type Result } from "ethers";
import hre from "hardhat";
import type { Wallet } from "zksync-ethers";
import { timestampAsserter } from "../../../scripts/suite/timestamp-asserter";
import {
  ModuleHost__factory,
  SessionKeyModule__factory,
  type ModuleHost,
  type SessionKeyModule,
} from "../../../typechain-types";
import { deployContract } from "../chain/deploy-contract";
import { callsBelow, traceCall } from "../chain/call-trace";
import { chainTime } from "../chain/chain-time";
import { transactionStruct, type ModuleTransaction } from "../accounts/module-transaction";
import { secp256k1KeyPair, type SessionKeyPair } from "./session-keypair";
import { periodIds } from "./session-periods";
import { encodeSessionSignature } from "./session-signature";
import { sessionHash, type SessionSpec } from "./session-spec";
import { lifetime } from "./usage-limit";

/** A new session key. */
export interface SessionSecret {
  readonly key: SessionKeyPair;
  readonly spec: SessionSpec;
}

/** A request of a session's key; everything about its signature may be replaced. */
export type SessionCall = Omit<ModuleTransaction, "from" | "signature"> & {
  readonly from?: string;
  /** Instead of the session's key. */
  readonly signWith?: SessionKeyPair;
  /** Instead of the key's signature of the hash. */
  readonly rawSignature?: string;
  /** Instead of those of the policy that governs the call, now. */
  readonly periodIds?: readonly bigint[];
  /** Instead of the complete signature field. */
  readonly signature?: string;
};

export const DAY = 86_400n;

/** Stands for the hash of the account's transaction: whatever that is, the key signs it. */
export const SIGNED_HASH = hre.ethers.id("what the account's transaction hashes to");

/** The session module alone, installed on an account that is only its caller. */
export class SessionHost {
  readonly host: ModuleHost;
  readonly module: SessionKeyModule;
  readonly account: string;
  readonly moduleAddress: string;
  readonly #wallet: Wallet;

  private constructor(
    wallet: Wallet,
    host: ModuleHost,
    module: SessionKeyModule,
    addresses: [string, string],
  ) {
    this.#wallet = wallet;
    this.host = host;
    this.module = module;
    [this.account, this.moduleAddress] = addresses;
  }

  /** Deploys both and installs the module without a session. */
  static async deploy(wallet: Wallet): Promise<SessionHost> {
    const asserter = await timestampAsserter(wallet.provider);
    return SessionHost.on(wallet, await deployContract(wallet, "SessionKeyModule", [asserter]));
  }

  /** Returns another account of the same module. */
  static async on(wallet: Wallet, moduleAddress: string): Promise<SessionHost> {
    const sessions = await SessionHost.of(wallet, moduleAddress, "ModuleHost");
    await sessions.install();
    return sessions;
  }

  /** Returns an account that is another contract with `callAs`, without calling the module's onInstall. */
  static async of(wallet: Wallet, moduleAddress: string, contractName: string): Promise<SessionHost> {
    const account = await deployContract(wallet, contractName);
    return new SessionHost(
      wallet,
      ModuleHost__factory.connect(account, wallet),
      SessionKeyModule__factory.connect(moduleAddress, wallet),
      [account, moduleAddress],
    );
  }

  /** Records the module on the account and calls its onInstall. */
  async install(data = "0x"): Promise<void> {
    await (await this.host.setModule(this.moduleAddress, true)).wait();
    await this.perform(this.module.interface.encodeFunctionData("onInstall", [data]));
  }

  /** Calls the module's onUninstall and removes it from the account. */
  async uninstall(): Promise<void> {
    await this.perform(this.module.interface.encodeFunctionData("onUninstall", ["0x"]));
    await (await this.host.setModule(this.moduleAddress, false)).wait();
  }

  /**
   * Returns a spec for a new key, on secp256k1 by default: a day, a fee limit of 1 ETH, and whatever else is
   * given.
   */
  async spec(parts: Partial<SessionSpec>, key = secp256k1KeyPair()): Promise<SessionSecret> {
    const spec = {
      signer: key.address,
      expiresAt: (await this.now()) + DAY,
      feeLimit: lifetime(10n ** 18n),
      callPolicies: [],
      transferPolicies: [],
      ...parts,
    };
    return { key, spec };
  }

  /** Opens a session on the account. */
  async open(parts: Partial<SessionSpec>, key?: SessionKeyPair): Promise<SessionSecret> {
    const secret = await this.spec(parts, key);
    await this.create(secret.spec);
    return secret;
  }

  create(spec: SessionSpec): Promise<ContractTransactionReceipt> {
    return this.perform(this.module.interface.encodeFunctionData("createSession", [spec]));
  }

  revoke({ spec }: SessionSecret): Promise<ContractTransactionReceipt> {
    return this.perform(this.module.interface.encodeFunctionData("revokeKey", [sessionHash(spec)]));
  }

  /**
   * Returns the module's answer to the account about a transaction, without changing state. Throws its
   * refusal.
   */
  async ask(secret: SessionSecret, call: SessionCall): Promise<boolean> {
    const answer = await this.host.callAs.staticCall(
      this.moduleAddress,
      await this.#validation(secret, call),
    );
    return AbiCoder.defaultAbiCoder().decode(["bool"], answer)[0] as boolean;
  }

  /**
   * Returns what the account is asked about its targets meanwhile: the arguments of each call, to `isModule`
   * or `firstModuleOf`.
   */
  async callbacks(secret: SessionSecret, call: SessionCall): Promise<Result[]> {
    const args = [this.moduleAddress, await this.#validation(secret, call)];
    const data = this.host.interface.encodeFunctionData("callAs", args as [string, string]);
    const request = { from: this.#wallet.address, to: this.account, data };
    return callsBelow(await traceCall(this.#wallet.provider, request))
      .filter(({ from, to }) => sameAddress(from, this.moduleAddress) && sameAddress(to, this.account))
      .map(({ input }) => {
        const parsed = this.host.interface.parseTransaction({ data: input });
        if (!parsed) throw new Error(`the account was asked something else: ${input}`);
        return parsed.args;
      });
  }

  /** Returns the node's gas estimate for the same, including the bytes of the call. */
  async estimate(secret: SessionSecret, call: SessionCall): Promise<bigint> {
    return this.host.callAs.estimateGas(this.moduleAddress, await this.#validation(secret, call));
  }

  /** Has the account validate a transaction and keeps the result. Throws the module's refusal. */
  async use(secret: SessionSecret, call: SessionCall): Promise<ContractTransactionReceipt> {
    if (!(await this.ask(secret, call))) throw new Error("the module answered false");
    return this.perform(await this.#validation(secret, call));
  }

  /** Returns the time of the next block in seconds since 1970. */
  async now(): Promise<bigint> {
    return (await chainTime(this.#wallet.provider)) + 1n;
  }

  /** Sets the next block's time (seconds since 1970) to exactly this. */
  async setNextTime(timestamp: bigint): Promise<void> {
    await this.#wallet.provider.send("evm_setNextBlockTimestamp", [Number(timestamp)]);
  }

  /**
   * Moves the chain's clock so that the next block, and a call before it, has this time (seconds since 1970).
   */
  async moveTo(timestamp: bigint): Promise<void> {
    await this.setNextTime(timestamp - 1n);
    await this.#wallet.provider.send("evm_mine", []);
  }

  /** Sends an encoded call to the module as the account. */
  async perform(data: string): Promise<ContractTransactionReceipt> {
    const receipt = await (await this.host.callAs(this.moduleAddress, data)).wait();
    if (!receipt) throw new Error("the transaction has no receipt");
    return receipt;
  }

  async #validation({ key, spec }: SessionSecret, call: SessionCall): Promise<string> {
    const { to, data = "0x" } = call;
    const raw = call.rawSignature ?? (await (call.signWith ?? key).sign(SIGNED_HASH));
    const asked = { from: this.account, to, data, paymasterInput: call.paymasterInput };
    const ids = call.periodIds ?? (call.signature ? [] : periodIds(spec, asked, await this.now()));
    const signature = call.signature ?? encodeSessionSignature(raw, this.moduleAddress, spec, ids);
    const transaction = transactionStruct({ from: this.account, ...call, signature });
    return this.module.interface.encodeFunctionData("validateTransaction", [SIGNED_HASH, transaction]);
  }
}

function sameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
