import { expect } from "chai";
import { Interface, parseEther, Wallet } from "ethers";
import { CallTarget__factory, IERC7579Execution__factory } from "../../../typechain-types";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { encodeMode, encodeSingle } from "../../helpers/accounts/execution-mode";

const VALIDATOR = 1n;
const EXECUTOR = 2n;
const FALLBACK = 3n;
const HOOK = 4n;

const executorAbi = new Interface(["function exec(address account, address to, uint256 value, bytes data)"]);
const fallbackAbi = new Interface(["function targetFunction() view returns (bool)"]);
const hookAbi = new Interface([
  "function preCheck(address msgSender, uint256 value, bytes msgData) returns (bytes)",
  "function postCheck(bytes hookData)",
]);
const targetAbi = CallTarget__factory.createInterface();

/** A call as the node's tracer reports it. */
interface TracedCall {
  readonly to: string;
  readonly from: string;
  readonly input: string;
  readonly calls?: readonly TracedCall[];
}

/** Modules from the npm package `@rhinestone/modulekit`, unmodified, in accounts of the suite. */
describe("ERC7579Account: third-party modules", () => {
  let stage: AccountStage;
  let account: OwnedAccount;

  before(async () => (stage = await accountStage()));
  beforeEach(async () => (account = await ownedAccount(stage)));

  it("lets an installed executor act in the account's name, until it is uninstalled", async () => {
    const executor = await stage.deploy("MockExecutor");
    const to = Wallet.createRandom().address;
    const call = {
      to: executor,
      data: executorAbi.encodeFunctionData("exec", [account.address, to, parseEther("0.25"), "0x"]),
    };
    await expectRefused(stage.deployer.call(call), "NotAnExecutor");
    await account.sendSelf("installModule", [EXECUTOR, executor, "0x"]);
    await (await stage.deployer.sendTransaction(call)).wait();
    expect(await account.provider.getBalance(to)).to.equal(parseEther("0.25"));

    await account.sendSelf("uninstallModule", [EXECUTOR, executor, "0x"]);
    await expectRefused(stage.deployer.call(call), "NotAnExecutor");
  });

  it("lets a fallback handler answer for the account, for the function it was installed for", async () => {
    const handler = await stage.deploy("MockFallback");
    const data = fallbackAbi.encodeFunctionData("targetFunction");
    await expectRefused(account.provider.call({ to: account.address, data }), "MissingFallbackHandler");
    await account.sendSelf("installModule", [FALLBACK, handler, data]);
    const answer = await account.provider.call({ to: account.address, data });
    expect(fallbackAbi.decodeFunctionResult("targetFunction", answer)[0]).to.equal(true);
  });

  it("calls a hook before and after what the account executes", async () => {
    const hook = await stage.deploy("MockHook");
    const target = await stage.deploy("CallTarget");
    await account.sendSelf("installModule", [HOOK, hook, "0x"]);
    const args: [string, string] = [
      encodeMode("single"),
      encodeSingle({ target, callData: targetAbi.encodeFunctionData("store", [7n]) }),
    ];
    const { hash } = await account.sendSelf("execute", args);
    const calls = flatten((await account.provider.send("debug_traceTransaction", [hash])) as TracedCall);
    const inOrder = calls.filter(({ to }) => [hook, target].some((each) => isSame(each, to)));
    expect(inOrder.map(({ to }) => (isSame(to, hook) ? "hook" : "target"))).to.deep.equal([
      "hook",
      "target",
      "hook",
    ]);
    const shown = hookAbi.decodeFunctionData("preCheck", inOrder[0]!.input);
    const execute = IERC7579Execution__factory.createInterface().encodeFunctionData("execute", args);
    expect(shown.msgData).to.equal(execute);
    expect(hookAbi.decodeFunctionData("postCheck", inOrder[2]!.input).hookData).to.equal("0x");
  });

  it("reports each module as the type it is, and as no other", async () => {
    const types = { MockExecutor: EXECUTOR, MockFallback: FALLBACK, MockHook: HOOK };
    for (const [name, type] of Object.entries(types)) {
      const module = await stage.deploy(name);
      for (const other of [VALIDATOR, EXECUTOR, FALLBACK, HOOK]) {
        if (other === type) continue;
        const install = [other, module, fallbackAbi.getFunction("targetFunction")!.selector];
        await expectRefused(account.sendSelf("installModule", install), "ModuleTypeMismatch");
      }
    }
  });
});

function flatten(call: TracedCall): TracedCall[] {
  return [call, ...(call.calls ?? []).flatMap(flatten)];
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
