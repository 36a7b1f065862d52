import { expect } from "chai";
import { hexlify, randomBytes } from "ethers";
import fc from "fast-check";
import {
  AccountBeacon__factory,
  WebAuthnModule__factory,
  type SessionKeyModule,
} from "../../../../typechain-types";
import { addressOf } from "../../../helpers/accounts/account-fixture";
import type { AccountSigner } from "../../../helpers/accounts/account-signer";
import { submitFromOutside } from "../../../helpers/accounts/submit-from-outside";
import { erc7201Slot } from "../../../../scripts/suite/storage/erc7201-slot";
import { runsEmbedded } from "../../../helpers/chain/embedded-node";
import { expectRefused } from "../../../helpers/accounts/expect-refused";
import { ownerSigner } from "../../../helpers/accounts/owner-signer";
import { sendAs } from "../../../helpers/accounts/send-as";
import { readRefusal } from "../../../helpers/accounts/refusal";
import { sessionHash } from "../../../helpers/sessions/session-spec";
import {
  changeCode,
  changeOwner,
  changePasskey,
  changeSession,
  install,
  keyCount,
  moduleName,
  PASSKEYS,
  remove,
  SESSIONS,
  signingValidators,
  type AccountModel,
  type ModuleType,
  type WorldModel,
} from "./model";
import { shrinkableList } from "../../../helpers/project/shrinkable-list";
import { suiteErrors } from "../../../helpers/accounts/suite-errors";
import { expectNothing, strangerCall } from "./stranger";
import {
  findPowers,
  installData,
  observe,
  removalData,
  runningImplementation,
  signers,
  type RealAccount,
} from "./world";

/** The two accounts of a run. Whatever happens to one must leave the other unchanged. */
export type Accounts = readonly [RealAccount, RealAccount];

type Command = fc.AsyncCommand<WorldModel, Accounts>;

/** One of an account's transactions, and its effect on the model. */
interface Change {
  readonly account: 0 | 1;
  readonly text: string;
  /** Whether it is tried at all; always if left out. */
  applies?(model: AccountModel): boolean;
  /** Changes the model; returns the error's name if it must be refused. */
  expected(model: AccountModel): string | undefined;
  /** What the account calls: itself, unless there is an address. */
  call(real: RealAccount): { to?: string; data: string };
}

/** Somebody unrelated to any account. */
const STRANGER = ownerSigner(hexlify(randomBytes(32)));
const REGISTRY = erc7201Slot("zksync-sso.storage.AccountRegistry");
const passkeyAbi = WebAuthnModule__factory.createInterface();

/**
 * Returns sequences of anything that can happen to two accounts: their own transactions, upgrades, and
 * strangers' attempts.
 */
export function happenings(maxCommands: number): fc.Arbitrary<readonly Command[]> {
  const account = fc.constantFrom<(0 | 1)[]>(0, 1);
  const add = fc.boolean();
  const two = fc.nat({ max: 1 });
  const type = fc.constantFrom<ModuleType[]>(1, 1, 1, 2, 3, 4, 5);
  const passkey = fc.option(two, { nil: undefined });
  const commands = [
    fc.record({ account, add, who: fc.nat({ max: 2 }) }).map((each) => change(ownerChange(each))),
    fc
      .record({ account, type, index: fc.nat({ max: 3 }), passkey })
      .map((each) => change(installation(each))),
    fc
      .record({ account, type, index: fc.nat({ max: 3 }), unlinks: fc.boolean() })
      .map((each) => change(removal(each))),
    fc.record({ account, add, passkey: two }).map((each) => change(passkeyChange(each))),
    fc.record({ account, open: add, session: two }).map((each) => change(sessionChange(each))),
    fc.record({ account, who: fc.nat({ max: 2 }) }).map((each) => change(vainRenunciation(each))),
    fc
      .record({ account, code: fc.constantFrom<(number | "beacon")[]>(0, 1, "beacon") })
      .map((each) => change(codeChange(each))),
    two.map(upgrade),
    fc.record({ account, call: strangerCall }).map(({ account: to, call }) => attempt(to, call)),
  ];
  const sequences = fc.array(fc.oneof(...commands), { maxLength: maxCommands, size: "max" });
  return fc.tuple(sequences, shrinkableList(furnishing())).map((parts) => parts.flat());
}

/** Gives both accounts everything there is, so that removals and upgrades are tried on all of it. */
function furnishing(): Command[] {
  const types = [1, 2, 3, 4, 5] as const;
  const changes = ([0, 1] as const).flatMap((account) => [
    ...types.flatMap((type) =>
      (type === 1 ? [0, 1, SESSIONS, PASSKEYS] : [0, 1]).map((index) =>
        installation({ account, type, index, passkey: index === PASSKEYS ? 0 : undefined }),
      ),
    ),
    passkeyChange({ account, add: true, passkey: 1 }),
    sessionChange({ account, open: true, session: 0 }),
  ]);
  // The state is checked once, when everything is there.
  return [...changes.map((each) => change(each, false)), upgrade(1)];
}

/** Removes whatever an account has except its first owner, each in one of the two ways. */
export async function dismantle(
  world: WorldModel,
  accounts: Accounts,
  account: 0 | 1,
  unlinks: boolean,
): Promise<void> {
  const [model, real] = [world.accounts[account], accounts[account]];
  const perform = async (each: Change) => {
    const refusal = await carryOut(each, model, real);
    expect(refusal, `account ${account}: ${each.text}`).to.equal(undefined);
  };
  if (!model.owners.has(0)) await perform(ownerChange({ account, add: true, who: 0 }));
  for (const who of [...model.owners]) {
    if (who !== 0) await perform(ownerChange({ account, add: false, who }));
  }
  for (const type of [1, 2, 3, 4, 5] as const) {
    for (const index of [...model.modules[type]]) await perform(removal({ account, type, index, unlinks }));
  }
  await checkAll(world, accounts).catch((error: unknown) => {
    throw new Error(`After everything was removed from account ${account}: ${messageOf(error)}`, {
      cause: error,
    });
  });
}

function ownerChange({ account, add, who }: { account: 0 | 1; add: boolean; who: number }): Change {
  const functionName = add ? "addK1Owner" : "removeK1Owner";
  return {
    account,
    text: `${functionName}(owner ${who})`,
    expected: (model) => changeOwner(model, add, who),
    call: (real) => ({ data: encode(real, functionName, [addressOf(real.pool.ownerKeys[who]!)]) }),
  };
}

function installation(parts: { account: 0 | 1; type: ModuleType; index: number; passkey?: number }): Change {
  const { account, type, passkey } = parts;
  const index = type === 1 ? parts.index : parts.index % 2;
  return {
    account,
    text: `install(${moduleName(type, index)}${passkey !== undefined && index === PASSKEYS ? `, passkey ${passkey}` : ""})`,
    expected: (model) => install(model, type, index, passkey),
    call: (real) => {
      const module = real.pool.modules[type][index];
      const data = installData(real, type, index, passkey);
      return {
        data:
          type === 5
            ? encode(real, "addHook", [module, true, data])
            : encode(real, "installModule", [type, module, data]),
      };
    },
  };
}

function removal(parts: { account: 0 | 1; type: ModuleType; index: number; unlinks: boolean }): Change {
  const { account, type, unlinks } = parts;
  const index = type === 1 ? parts.index : parts.index % 2;
  const functionName =
    type === 5 ? (unlinks ? "unlinkHook" : "removeHook") : unlinks ? "unlinkModule" : "uninstallModule";
  return {
    account,
    text: `${functionName}(${moduleName(type, index)})`,
    expected: (model) => remove(model, type, index, unlinks),
    call: (real) => {
      const module = real.pool.modules[type][index];
      const args = type === 5 ? [module, true, "0x"] : [type, module, removalData(type, index)];
      return { data: encode(real, functionName, args) };
    },
  };
}

function passkeyChange({ account, add, passkey }: { account: 0 | 1; add: boolean; passkey: number }): Change {
  return {
    account,
    text: `${add ? "addValidationKey" : "removeValidationKey"}(passkey ${passkey})`,
    expected: (model) => changePasskey(model, add, passkey),
    call: (real) => {
      const { credentialId, publicKey, origin } = real.passkeys[passkey]!;
      const data = add
        ? passkeyAbi.encodeFunctionData("addValidationKey", [credentialId, [...publicKey], origin])
        : passkeyAbi.encodeFunctionData("removeValidationKey", [credentialId, origin]);
      return { to: real.stage.suite.addresses.passkey, data };
    },
  };
}

function sessionChange({
  account,
  open,
  session,
}: {
  account: 0 | 1;
  open: boolean;
  session: number;
}): Change {
  return {
    account,
    text: `${open ? "createSession" : "revokeKey"}(session ${session})`,
    expected: (model) => changeSession(model, open, session),
    call: (real) => {
      const abi: SessionKeyModule["interface"] = real.stage.suite.sessionModule.interface;
      const spec = real.sessions[session]!;
      const data = open
        ? abi.encodeFunctionData("createSession", [spec])
        : abi.encodeFunctionData("revokeKey", [sessionHash(spec)]);
      return { to: real.stage.suite.addresses.session, data };
    },
  };
}

/** Picks a key that is not the last one, or that the account does not have. */
function vainRenunciation({ account, who }: { account: 0 | 1; who: number }): Change {
  return {
    account,
    text: `renounceLastKey(owner ${who})`,
    // Nobody could go on otherwise.
    applies: (model) => keyCount(model) !== 1 || !model.owners.has(who),
    expected: () => "NotLastKey",
    call: (real) => ({ data: encode(real, "renounceLastKey", [addressOf(real.pool.ownerKeys[who]!)]) }),
  };
}

function codeChange({ account, code }: { account: 0 | 1; code: number | "beacon" }): Change {
  return {
    account,
    text: code === "beacon" ? "followBeacon()" : `upgradeTo(${code})`,
    expected: (model) => changeCode(model, code),
    call: (real) => ({
      data:
        code === "beacon"
          ? encode(real, "followBeacon", [real.stage.suite.addresses.beacon])
          : encode(real, "upgradeTo", [real.pool.implementations[code]]),
    }),
  };
}

function change(each: Change, checks = true): Command {
  return {
    check: ({ accounts }) => each.applies?.(accounts[each.account]) ?? true,
    toString: () => `account ${each.account}: ${each.text}`,
    run: async (world, accounts) => {
      await carryOut(each, world.accounts[each.account], accounts[each.account]);
      if (checks) await checkAll(world, accounts);
    },
  };
}

/** Sends the transaction and expects the model's outcome. Returns the error's name if it was refused. */
async function carryOut(each: Change, model: AccountModel, real: RealAccount): Promise<string | undefined> {
  const signer = someKey(model, real);
  // The sequencer rejects transactions of accounts that follow a beacon.
  const send = model.code === "beacon" ? submitFromOutside : sendAs;
  const refusal = each.expected(model);
  const { to = real.onChain.address, data } = each.call(real);
  const sent = send(real.onChain, signer, { to, data });
  try {
    await (refusal === undefined ? sent : expectRefused(sent, refusal));
  } catch (error) {
    throw new Error(`account ${each.account}: ${each.text}: ${messageOf(error)}`, { cause: error });
  }
  return refusal;
}

/** Returns the error in one line: its reason, if a node refused something. */
function messageOf(thrown: unknown): string {
  try {
    return `refused: ${readRefusal(thrown, suiteErrors).reason}`;
  } catch {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

/** The operator names another implementation (I6). */
function upgrade(implementation: number): Command {
  return {
    check: () => true,
    toString: () => `the beacon names implementation ${implementation}`,
    run: async (world, accounts) => {
      const heads = () =>
        Promise.all(accounts.map(({ onChain }) => onChain.provider.getStorage(onChain.address, REGISTRY)));
      const before = await heads();
      const [{ stage, pool }] = accounts;
      const beacon = AccountBeacon__factory.connect(stage.suite.addresses.beacon, stage.deployer);
      await (await beacon.upgradeTo(pool.implementations[implementation]!)).wait();
      world.beacon = implementation;
      expect(await heads()).to.deep.equal(before);
      await checkAll(world, accounts);
    },
  };
}

/** A stranger calls an account (I2). */
function attempt(to: 0 | 1, call: Parameters<typeof expectNothing>[2]): Command {
  return {
    // Only that node tells what a call would change.
    check: () => runsEmbedded,
    toString: () =>
      `stranger ${call.caller} calls account ${to}: ${call.functionName} ${fc.stringify(call.input)}`,
    run: async ({ accounts: models }, accounts) => {
      const real = accounts[to];
      const powerless = real.pool.modules[2].filter((_, i) => !models[to].modules[2].has(i));
      await expectNothing(real, [accounts[1 - to]!.onChain.address, ...powerless], call);
    },
  };
}

/** A key of the account; there is always one. */
function someKey(model: AccountModel, real: RealAccount): AccountSigner {
  const { owners, validators, passkeys } = signers(real);
  const [owner] = model.owners;
  if (owner !== undefined) return owners[owner]!;
  const [validator] = signingValidators(model);
  return validator === PASSKEYS ? passkeys[[...model.passkeys][0]!]! : validators[validator!]!;
}

/** Checks that both accounts match their models, run the right code, and obey exactly those they should. */
export async function checkAll({ accounts: models, beacon }: WorldModel, accounts: Accounts): Promise<void> {
  for (const i of [0, 1] as const) {
    expect(await observe(accounts[i]), `account ${i}`).to.deep.equal(models[i]);
    expect(await runningImplementation(accounts[i]), `the code of account ${i}`).to.equal(
      models[i].code === "beacon" ? beacon : models[i].code,
    );
    const others = signers(accounts[1 - i]!);
    const powers = await findPowers(accounts[i], [STRANGER, ...others.validators, ...others.passkeys]);
    expect(powers, `who account ${i} obeys`).to.deep.equal(powersOf(models[i]));
  }
}

/** What `findPowers` must find. */
export function powersOf(model: AccountModel) {
  return {
    owners: model.owners,
    validators: new Set(signingValidators(model).filter((index) => index !== PASSKEYS)),
    passkeys: model.modules[1].has(PASSKEYS) ? model.passkeys : new Set(),
    executors: model.modules[2],
    strangers: new Set(),
  };
}

interface EncodesAnything {
  encodeFunctionData(name: string, args: unknown[]): string;
}

/** A call to one of the account's own functions. */
function encode(real: RealAccount, functionName: string, args: unknown[]): string {
  return (real.onChain.contract.interface as EncodesAnything).encodeFunctionData(functionName, args);
}
