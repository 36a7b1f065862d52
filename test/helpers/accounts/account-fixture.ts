import { SigningKey, computeAddress, hexlify, parseEther, randomBytes, type Interface } from "ethers";
import type { types, Wallet } from "zksync-ethers";
import { fund } from "../chain/fund";
import { fundedWallet, localProvider } from "../chain/local-chain";
import { ownerSigner } from "./owner-signer";
import type { AccountSigner } from "./account-signer";
import { sendAs, type AccountCall } from "./send-as";
import { createAccount, type SuiteAccount } from "./suite-account";
import { deploySuite, walletDeployer, type Suite } from "./suite";

/** What a test of the account starts with: a suite, and the wallet that pays for deployments. */
export interface AccountStage {
  readonly suite: Suite;
  readonly deployer: Wallet;
  /** Deploys one of `contracts/mocks/` and returns its address. */
  deploy(contractName: string, constructorArguments?: unknown[]): Promise<string>;
}

/** An account with one secp256k1 owner and some ETH. */
export interface OwnedAccount extends SuiteAccount {
  readonly ownerKey: string;
  readonly owner: AccountSigner;
  /** Sends a transaction signed by the owner. */
  send(call: AccountCall): Promise<types.TransactionReceipt>;
  /** Sends a call to one of the account's own functions, signed by the owner. */
  sendSelf(functionName: string, args: unknown[], value?: bigint): Promise<types.TransactionReceipt>;
}

/** Wei a new account is given. */
export const STARTING_BALANCE = parseEther("1");

let shared: Promise<AccountStage> | undefined;

/**
 * Returns the suite on the local chain that every test shares. A test that upgrades its beacon needs its own
 * stage.
 */
export function accountStage(): Promise<AccountStage> {
  return (shared ??= ownStage());
}

/** Deploys a fresh suite on the local chain. */
export async function ownStage(): Promise<AccountStage> {
  const deployer = await fundedWallet(localProvider());
  const contracts = walletDeployer(deployer);
  return {
    suite: await deploySuite(deployer),
    deployer,
    deploy: (name, constructorArguments = []) => contracts.deploy(name, constructorArguments),
  };
}

/** Deploys an account of a new owner, unless an owner's private key is given. */
export async function ownedAccount(
  stage: AccountStage,
  ownerKey = hexlify(randomBytes(32)),
): Promise<OwnedAccount> {
  const account = await createAccount(stage.suite, { owners: [addressOf(ownerKey)] });
  await fund(stage.deployer, account.address, STARTING_BALANCE);
  const owner = ownerSigner(ownerKey);
  const send = (call: AccountCall) => sendAs(account, owner, call);
  const { interface: abi } = account.contract as { interface: Interface };
  return {
    ...account,
    ownerKey,
    owner,
    send,
    sendSelf: (functionName, args, value = 0n) =>
      send({ to: account.address, value, data: abi.encodeFunctionData(functionName, args) }),
  };
}

/** Returns the address of a secp256k1 private key. */
export function addressOf(privateKey: string): string {
  return computeAddress(new SigningKey(privateKey).publicKey);
}
