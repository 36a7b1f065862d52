import { getBytes, hexlify, randomBytes } from "ethers";
import type { Wallet } from "zksync-ethers";
import { deployContract } from "../chain/deploy-contract";
import { WebAuthnModule__factory, type WebAuthnModule } from "../../../typechain-types";
import { encodePasskeyInstall } from "../accounts/module-install";
import { encodeAssertion, type PasskeySignatureOverrides } from "./passkey-signature";
import { createPasskey, type AssertionOverrides, type Passkey } from "./software-authenticator";

export const ORIGIN = "https://auth.example:3002";

/** The module's data of a passkey. */
type Registered = Pick<Passkey, "credentialId" | "publicKey" | "origin">;

/** The passkey module alone; its account is the wallet that calls it. */
export class PasskeyHost {
  readonly module: WebAuthnModule;
  readonly account: string;

  private constructor(module: WebAuthnModule, account: string) {
    this.module = module;
    this.account = account;
  }

  /** Deploys a module and installs it for the wallet. */
  static async deploy(wallet: Wallet): Promise<PasskeyHost> {
    const address = await deployContract(wallet, "WebAuthnModule");
    const host = new PasskeyHost(WebAuthnModule__factory.connect(address, wallet), wallet.address);
    await host.install();
    return host;
  }

  /** Returns the same module for another account, installing it there. */
  async as(wallet: Wallet): Promise<PasskeyHost> {
    const host = new PasskeyHost(this.module.connect(wallet), wallet.address);
    await host.install();
    return host;
  }

  /** Calls the module's onInstall as the account, with or without a first key. */
  async install(passkey?: Registered): Promise<void> {
    await (await this.module.onInstall(passkey ? encodePasskeyInstall(passkey) : "0x")).wait();
  }

  /** Calls the module's onUninstall as the account. */
  async uninstall(data = "0x"): Promise<void> {
    await (await this.module.onUninstall(data)).wait();
  }

  async add(passkey: Registered): Promise<void> {
    const { credentialId, publicKey, origin } = passkey;
    await (await this.module.addValidationKey(credentialId, [...publicKey], origin)).wait();
  }

  async remove({ credentialId, origin }: Pick<Passkey, "credentialId" | "origin">): Promise<void> {
    await (await this.module.removeValidationKey(credentialId, origin)).wait();
  }

  /** Adds a new key to the account. */
  async newKey(origin = ORIGIN): Promise<Passkey> {
    const passkey = createPasskey({ origin });
    await this.add(passkey);
    return passkey;
  }

  /**
   * Returns whether the module accepts an assertion of the passkey, honest except for the overrides, for a
   * new challenge.
   */
  accepts(
    passkey: Passkey,
    overrides: AssertionOverrides & PasskeySignatureOverrides = {},
  ): Promise<boolean> {
    const challenge = hexlify(randomBytes(32));
    return this.acceptsFor(
      challenge,
      encodeAssertion(passkey.assert(getBytes(challenge), overrides), overrides),
    );
  }

  /** Returns whether the module accepts an encoded assertion for a challenge. */
  acceptsFor(challenge: string, encoded: string): Promise<boolean> {
    return this.module.validateSignature.staticCall(challenge, encoded);
  }
}
