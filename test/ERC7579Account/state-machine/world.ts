import { hexlify, randomBytes, toUtf8Bytes } from "ethers";
import { TestExecutor__factory, TestFallbackHandler__factory } from "../../../typechain-types";
import { addressOf, ownedAccount, type AccountStage, type OwnedAccount } from "../../helpers/account-fixture";
import type { AccountSigner } from "../../helpers/account-signer";
import { askToValidate, plainTransaction } from "../../helpers/bootloader-call";
import { encodeMode, encodeSingle } from "../../helpers/execution-mode";
import { ownerSigner } from "../../helpers/owner-signer";
import { encodePasswordInstall, passwordSigner } from "../../helpers/password-signer";
import type { AccountModel, ModuleType } from "./model";

const handler = TestFallbackHandler__factory.createInterface();
const SELECTORS = ["whoCalls", "refuse"].map((name) => handler.getFunction(name as "whoCalls").selector);

/** The keys and modules that the accounts of the test may have, the same for all. */
export interface Pool {
  readonly ownerKeys: readonly string[];
  /** Addresses by type, in the order in which a model numbers them. */
  readonly modules: Readonly<Record<ModuleType, readonly string[]>>;
}

/** An account on the chain, and how a model's numbers are meant there. */
export interface RealAccount {
  readonly onChain: OwnedAccount;
  readonly name: string;
  readonly pool: Pool;
  readonly stage: AccountStage;
}

/** Deploys the modules. The last validator is the session module, which cannot sign by itself. */
export async function deployPool(stage: AccountStage): Promise<Pool> {
  const deploy = async (contract: string) => [await stage.deploy(contract), await stage.deploy(contract)];
  return {
    ownerKeys: [0, 1, 2].map(() => hexlify(randomBytes(32))),
    modules: {
      1: [...(await deploy("TestValidator")), stage.suite.addresses.session],
      2: await deploy("TestExecutor"),
      3: await deploy("TestFallbackHandler"),
      4: await deploy("TestHook"),
    },
  };
}

/** A new account whose only key is the pool's first owner. */
export async function realAccount(stage: AccountStage, pool: Pool, name: string): Promise<RealAccount> {
  return { onChain: await ownedAccount(stage, pool.ownerKeys[0]), name, pool, stage };
}

/** What a module is told when it comes: a validator its password, a handler its selector. */
export function installData(real: RealAccount, type: ModuleType, index: number): string {
  if (type === 1) return index === 2 ? "0x" : encodePasswordInstall(password(real, index));
  return type === 3 ? SELECTORS[index] : "0x";
}

/** What it is told when it goes. */
export function removalData(type: ModuleType, index: number): string {
  return type === 3 ? SELECTORS[index] : "0x";
}

/** A signer for each key that the account may have; the same validator has another password on each account. */
export function signers(real: RealAccount): { owners: AccountSigner[]; validators: AccountSigner[] } {
  return {
    owners: real.pool.ownerKeys.map(ownerSigner),
    validators: [0, 1].map((index) => passwordSigner(real.pool.modules[1][index], password(real, index))),
  };
}

/** What the account says about its keys and modules, and who of all there are can make it act, in the model's words. */
export async function observe(real: RealAccount): Promise<AccountModel> {
  const { contract } = real.onChain;
  const { modules, ownerKeys } = real.pool;
  const indices = (pool: readonly string[], found: readonly string[]) =>
    new Set(found.map((address) => pool.indexOf(address)));
  const installed = async (type: ModuleType) => {
    const answers = await Promise.all(
      modules[type].map((module, i) => contract.isModuleInstalled(type, module, removalData(type, i))),
    );
    return new Set(answers.flatMap((answer, i) => (answer ? [i] : [])));
  };
  return {
    owners: indices(ownerKeys.map(addressOf), await contract.listK1Owners()),
    modules: { 1: await installed(1), 2: await installed(2), 3: await installed(3), 4: await installed(4) },
  };
}

/** Who of all there are can make the account act right now: found out by trying. */
export async function findPowers(real: RealAccount, strangers: readonly AccountSigner[]) {
  const { owners, validators } = signers(real);
  const tx = await plainTransaction(real.onChain);
  const accepts = async (signer: AccountSigner) =>
    (await askToValidate(real.onChain, tx, await signer.sign(tx))) === "0x202bcce7";
  const tried = async (group: readonly AccountSigner[]) =>
    new Set((await Promise.all(group.map(accepts))).flatMap((yes, i) => (yes ? [i] : [])));
  const executors = await Promise.all(real.pool.modules[2].map((executor) => obeys(real, executor)));
  return {
    owners: await tried(owners),
    validators: await tried(validators),
    executors: new Set(executors.flatMap((yes, i) => (yes ? [i] : []))),
    strangers: await tried(strangers),
  };
}

/** Whether the account executes for an executor. */
async function obeys({ onChain, stage }: RealAccount, executor: string): Promise<boolean> {
  const call = encodeSingle({ target: stage.deployer.address });
  return TestExecutor__factory.connect(executor, stage.deployer)
    .run.staticCall(onChain.address, encodeMode("single"), call)
    .then(
      () => true,
      () => false,
    );
}

function password({ name }: RealAccount, index: number): string {
  return `${name} ${index} ${hexlify(toUtf8Bytes(name))}`;
}
