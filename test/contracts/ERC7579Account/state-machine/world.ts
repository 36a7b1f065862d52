import { hexlify, randomBytes, toUtf8Bytes, ZeroAddress } from "ethers";
import {
  NextAccount__factory,
  TestExecutor__factory,
  TestFallbackHandler__factory,
} from "../../../../typechain-types";
import {
  addressOf,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../../helpers/accounts/account-fixture";
import type { AccountSigner } from "../../../helpers/accounts/account-signer";
import { askToValidate, plainTransaction } from "../../../helpers/chain/bootloader-call";
import { chainTime } from "../../../helpers/chain/chain-time";
import { encodeMode, encodeSingle } from "../../../helpers/accounts/execution-mode";
import { encodePasskeyInstall } from "../../../helpers/accounts/module-install";
import { ownerSigner } from "../../../helpers/accounts/owner-signer";
import { encodePasswordInstall, passwordSigner } from "../../../helpers/accounts/password-signer";
import { passkeySigner } from "../../../helpers/passkeys/passkey-signer";
import { transferTo } from "../../../helpers/sessions/session-policies";
import { sessionHash, type SessionSpec } from "../../../helpers/sessions/session-spec";
import { createPasskey, type Passkey } from "../../../helpers/passkeys/software-authenticator";
import { lifetime } from "../../../helpers/sessions/usage-limit";
import { PASSKEYS, type AccountModel, type ModuleType, type SessionStatus } from "./model";

const handler = TestFallbackHandler__factory.createInterface();
const SELECTORS = ["whoCalls", "refuse"].map((name) => handler.getFunction(name as "whoCalls").selector);
const DAY = 86_400n;
const MAGIC = "0x202bcce7";

/** The keys and modules that the accounts of the test may have, shared by all. */
export interface Pool {
  readonly ownerKeys: readonly string[];
  /** Addresses by type, in the order in which a model numbers them. */
  readonly modules: Readonly<Record<ModuleType, readonly string[]>>;
  /** The account code that the beacon names at first, and a later version. */
  readonly implementations: readonly [string, string];
}

/** An account on the chain, and what a model's numbers stand for there. Passkeys and sessions are its own. */
export interface RealAccount {
  readonly onChain: OwnedAccount;
  readonly name: string;
  readonly pool: Pool;
  readonly stage: AccountStage;
  readonly passkeys: readonly Passkey[];
  readonly sessions: readonly SessionSpec[];
}

/** Deploys the modules. */
export async function deployPool(stage: AccountStage): Promise<Pool> {
  const deploy = async (contract: string) => [await stage.deploy(contract), await stage.deploy(contract)];
  const { session, passkey, accountImplementation } = stage.suite.addresses;
  return {
    ownerKeys: [0, 1, 2].map(() => hexlify(randomBytes(32))),
    modules: {
      1: [...(await deploy("TestValidator")), session, passkey],
      2: await deploy("TestExecutor"),
      3: await deploy("TestFallbackHandler"),
      4: await deploy("TestHook"),
      5: await deploy("TestValidationHook"),
    },
    implementations: [accountImplementation, await stage.deploy("NextAccount")],
  };
}

/** Deploys an account whose only key is the pool's first owner. */
export async function realAccount(stage: AccountStage, pool: Pool, name: string): Promise<RealAccount> {
  const expiresAt = (await chainTime(stage.suite.provider)) + DAY;
  const newSession = (): SessionSpec => ({
    signer: addressOf(hexlify(randomBytes(32))),
    expiresAt,
    feeLimit: lifetime(1n),
    callPolicies: [],
    transferPolicies: [transferTo(stage.deployer.address, lifetime(1n))],
  });
  return {
    onChain: await ownedAccount(stage, pool.ownerKeys[0]),
    name,
    pool,
    stage,
    passkeys: [0, 1].map(() => createPasskey({ origin: `https://${name}.example` })),
    sessions: [newSession(), newSession()],
  };
}

/** Returns the install data of a module: a validator's password or passkey, a handler's selector. */
export function installData(real: RealAccount, type: ModuleType, index: number, passkey?: number): string {
  if (type === 3) return SELECTORS[index]!;
  if (type !== 1) return "0x";
  if (index < 2) return encodePasswordInstall(password(real, index));
  return index === PASSKEYS && passkey !== undefined ? encodePasskeyInstall(real.passkeys[passkey]!) : "0x";
}

/** Returns a module's uninstall data. */
export function removalData(type: ModuleType, index: number): string {
  return type === 3 ? SELECTORS[index]! : "0x";
}

/**
 * Returns a signer for each key that the account may have; a validator has a different password on each
 * account.
 */
export function signers(real: RealAccount) {
  const { modules, ownerKeys } = real.pool;
  return {
    owners: ownerKeys.map(ownerSigner),
    validators: [0, 1].map((index) => passwordSigner(modules[1][index]!, password(real, index))),
    passkeys: real.passkeys.map((passkey) => passkeySigner(passkey, modules[1][PASSKEYS]!)),
  } satisfies Record<string, AccountSigner[]>;
}

/** Reads what the account and the modules report about it, in the model's terms. */
export async function observe(real: RealAccount): Promise<AccountModel> {
  const { contract, address } = real.onChain;
  const { modules, ownerKeys, implementations } = real.pool;
  const { passkeyModule, sessionModule } = real.stage.suite;
  const indices = (pool: readonly string[], found: readonly string[]) =>
    new Set(found.map((each) => pool.indexOf(each)));
  const chosen = async (pool: readonly unknown[], has: (index: number) => Promise<boolean>) =>
    new Set((await Promise.all(pool.map((_, i) => has(i)))).flatMap((answer, i) => (answer ? [i] : [])));
  const installed = (type: 1 | 2 | 3 | 4) =>
    chosen(modules[type], (i) => contract.isModuleInstalled(type, modules[type][i]!, removalData(type, i)));
  const follows = (await contract.followedBeacon()) !== ZeroAddress;
  return {
    owners: indices(ownerKeys.map(addressOf), await contract.listK1Owners()),
    modules: {
      1: await installed(1),
      2: await installed(2),
      3: await installed(3),
      4: await installed(4),
      5: indices(modules[5], await contract.listHooks(true)),
    },
    passkeys: await chosen(real.passkeys, async (i) => {
      const { origin, credentialId } = real.passkeys[i]!;
      const [x] = await passkeyModule.getAccountKey(origin, credentialId, address);
      return BigInt(x) !== 0n;
    }),
    sessions: await Promise.all(
      real.sessions.map(
        async (spec) =>
          Number(await sessionModule.sessionStatus(address, sessionHash(spec))) as SessionStatus,
      ),
    ),
    code: follows ? "beacon" : implementations.indexOf(await contract.currentImplementation()),
  };
}

/** Returns the number of the implementation whose code the account runs. */
export async function runningImplementation({ onChain, stage }: RealAccount): Promise<number> {
  const next = NextAccount__factory.connect(onChain.address, stage.deployer);
  return next.generation().then(
    () => 1,
    () => 0,
  );
}

/** Finds out, by trying, who can make the account act right now. */
export async function findPowers(real: RealAccount, strangers: readonly AccountSigner[]) {
  const { owners, validators, passkeys } = signers(real);
  const tx = await plainTransaction(real.onChain);
  const accepts = async (signer: AccountSigner) =>
    (await askToValidate(real.onChain, tx, await signer.sign(tx))) === MAGIC;
  const tried = async (group: readonly AccountSigner[]) =>
    new Set((await Promise.all(group.map(accepts))).flatMap((yes, i) => (yes ? [i] : [])));
  const executors = await Promise.all(real.pool.modules[2].map((executor) => obeys(real, executor)));
  return {
    owners: await tried(owners),
    validators: await tried(validators),
    passkeys: await tried(passkeys),
    executors: new Set(executors.flatMap((yes, i) => (yes ? [i] : []))),
    strangers: await tried(strangers),
  };
}

/** Returns whether the account executes for an executor. */
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
