import { expect } from "chai";
import { hexlify, randomBytes } from "ethers";
import fc from "fast-check";
import { addressOf } from "../../helpers/account-fixture";
import type { AccountSigner } from "../../helpers/account-signer";
import { expectRefused } from "../../helpers/expect-refused";
import { sendAs } from "../../helpers/send-as";
import { ownerSigner } from "../../helpers/owner-signer";
import { changeModule, changeOwner, signingValidators, type AccountModel, type ModuleType } from "./model";
import { findPowers, installData, observe, removalData, signers, type RealAccount } from "./world";

/** The two accounts of a run. What is done to one must leave the other as it is. */
export type Models = readonly [AccountModel, AccountModel];
export type Accounts = readonly [RealAccount, RealAccount];

/** Somebody who has nothing to do with any account. */
const STRANGER = ownerSigner(hexlify(randomBytes(32)));

type Command = fc.AsyncCommand<Models, Accounts>;

/** One of the account's own functions, called with arguments, and what the model makes of it. */
interface Change {
  readonly account: 0 | 1;
  readonly text: string;
  /** Changes the model; returns the error's name if the account must refuse. */
  expected(model: AccountModel): string | undefined;
  call(real: RealAccount): { functionName: string; args: unknown[] };
}

/** Any sequence of changes, each of one of the two accounts. */
export function changes(maxCommands: number): fc.Arbitrary<Iterable<Command>> {
  const account = fc.constantFrom<(0 | 1)[]>(0, 1);
  const owners = fc.record({ account, add: fc.boolean(), who: fc.nat({ max: 2 }) }).map(ownerChange);
  const way = fc.constantFrom<Way[]>("installModule", "installModule", "uninstallModule", "unlinkModule");
  const type = fc.constantFrom<ModuleType[]>(1, 1, 2, 3, 4);
  const modules = fc
    .record({ account, way, type, index: fc.nat({ max: 2 }) })
    .map((each) => moduleChange({ ...each, index: each.type === 1 ? each.index : each.index % 2 }));
  return fc.commands([owners.map(command), modules.map(command)], { maxCommands, size: "max" });
}

type Way = "installModule" | "uninstallModule" | "unlinkModule";

function ownerChange({ account, add, who }: { account: 0 | 1; add: boolean; who: number }): Change {
  const functionName = add ? "addK1Owner" : "removeK1Owner";
  return {
    account,
    text: `${functionName}(${who})`,
    expected: (model) => changeOwner(model, add, who),
    call: ({ pool }) => ({ functionName, args: [addressOf(pool.ownerKeys[who])] }),
  };
}

function moduleChange(parts: { account: 0 | 1; way: Way; type: ModuleType; index: number }): Change {
  const { account, way, type, index } = parts;
  const install = way === "installModule";
  return {
    account,
    text: `${way}(${type}, ${index})`,
    expected: (model) => changeModule(model, install, type, index),
    call: (real) => ({
      functionName: way,
      args: [
        type,
        real.pool.modules[type][index],
        install ? installData(real, type, index) : removalData(type, index),
      ],
    }),
  };
}

function command(change: Change): Command {
  return {
    check: () => true,
    toString: () => `account ${change.account}: ${change.text}`,
    run: async (models, accounts) => {
      const model = models[change.account];
      const real = accounts[change.account];
      const signer = someKey(model, real);
      const refusal = change.expected(model);
      const { functionName, args } = change.call(real);
      const data = (real.onChain.contract.interface as EncodesAnything).encodeFunctionData(
        functionName,
        args,
      );
      const sent = sendAs(real.onChain, signer, { to: real.onChain.address, data });
      await (refusal === undefined ? sent : expectRefused(sent, refusal));
      await checkAll(models, accounts);
    },
  };
}

interface EncodesAnything {
  encodeFunctionData(name: string, args: unknown[]): string;
}

/** A key of the account; there is always one. */
function someKey(model: AccountModel, real: RealAccount): AccountSigner {
  const { owners, validators } = signers(real);
  const [owner] = model.owners;
  return owner !== undefined ? owners[owner] : validators[signingValidators(model)[0]];
}

/** Both accounts are what their models say, and obey exactly those they should. */
async function checkAll(models: Models, accounts: Accounts): Promise<void> {
  for (const i of [0, 1] as const) {
    expect(await observe(accounts[i]), `account ${i}`).to.deep.equal(models[i]);
    const others = signers(accounts[1 - i]).validators;
    const powers = await findPowers(accounts[i], [STRANGER, ...others]);
    expect(powers, `who account ${i} obeys`).to.deep.equal({
      owners: models[i].owners,
      validators: new Set(signingValidators(models[i])),
      executors: models[i].modules[2],
      strangers: new Set(),
    });
  }
}
