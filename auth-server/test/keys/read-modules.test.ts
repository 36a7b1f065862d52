import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import {
  decodeFunctionData,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionResult,
  encodeFunctionData,
  type Address,
  type Hex,
} from "viem";
import { readModules, removalsOf } from "../../src/keys/read-modules.ts";
import { calldataOf, CHAIN, fakeNode, nodeLog, type NodeRequest } from "../fake-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const { passkey, session, recovery } = CHAIN.contracts;
/** Selectors. */
const [ONE, OTHER] = ["0x11223344", "0x55667788"] as const;

/** Calldata that lets a contract answer a function. */
const letAnswer = (handler: Address, selector: Hex): Hex =>
  encodeFunctionData({
    abi: erc7579AccountAbi,
    functionName: "installModule",
    args: [3n, handler, `${selector}00`],
  });

const NOTHING_ANSWERED = { answers: [], unknownAnswers: 0 };

interface Account {
  readonly validators?: readonly Address[];
  readonly hooks?: Readonly<Record<"before" | "after", readonly Address[]>>;
  readonly logged?: readonly (readonly ["ModuleInstalled" | "ModuleUninstalled", bigint, Address])[];
  /** The data of the transaction that did all of it. */
  readonly input?: Hex;
  /** The functions that TARGET answers. */
  readonly handled?: readonly Hex[];
}

describe("The contracts that are let into an account", () => {
  let leave: (() => void) | undefined;

  afterEach(() => leave?.());

  const read = ({ validators = [], hooks, logged = [], input = "0x", handled = [] }: Account) => {
    const list = (request: NodeRequest) => {
      const { functionName, args } = decodeFunctionData({
        abi: erc7579AccountAbi,
        data: calldataOf(request),
      });
      const answers: Partial<Record<typeof functionName, unknown>> = {
        listModuleValidators: [passkey, session, recovery, ...validators],
        listHooks: hooks?.[args?.[0] === true ? "before" : "after"] ?? [],
        isModuleInstalled: args?.[1] === TARGET && handled.includes(args[2] as Hex),
      };
      const result = answers[functionName];
      return encodeFunctionResult({ abi: erc7579AccountAbi, functionName, result } as never);
    };
    const logs = logged.map(([eventName, type, module], i) =>
      nodeLog(
        {
          address: ACCOUNT,
          topics: encodeEventTopics({ abi: erc7579AccountAbi, eventName }),
          data: encodeAbiParameters([{ type: "uint256" }, { type: "address" }], [type, module]),
        },
        i + 1,
      ),
    );
    leave = fakeNode((request) => {
      if (request.method === "eth_call") return list(request);
      if (request.method === "eth_getTransactionByHash") return { input, type: "0x71" };
      return request.method === "eth_getLogs" ? logs : "0x1";
    });
    return readModules(CHAIN, ACCOUNT);
  };

  it("are none where there are only the suite's", async () => {
    expect(
      await read({
        logged: [
          ["ModuleInstalled", 1n, session],
          ["ModuleInstalled", 1n, passkey],
        ],
      }),
    ).to.deep.equal([]);
  });

  it("can be rid of all that they may do, first of what might refuse the rest", () => {
    const roles = ["approve", "act", "answer", "refuse", "screen"] as const;
    const module = { address: TARGET, roles, answers: [ONE, OTHER], unknownAnswers: 0 } as const;
    expect(removalsOf(module)).to.deep.equal([
      { role: "screen" },
      { role: "refuse" },
      { role: "act" },
      { role: "answer", selector: ONE },
      { role: "answer", selector: OTHER },
      { role: "approve" },
    ]);
  });

  const installed = ["ModuleInstalled", 3n, TARGET] as const;

  it("answer what the calls name that let them in, if the account says so: in one call, and among others", async () => {
    const batch: Hex = `0xabcdef01${letAnswer(SPENDER, OTHER).slice(2)}ff${letAnswer(TARGET, ONE).slice(2)}${letAnswer(TARGET, OTHER).slice(2)}`;
    for (const [input, handled] of [
      [letAnswer(TARGET, ONE), [ONE]],
      [batch, [ONE, OTHER]],
      [batch, [OTHER]],
    ] as const) {
      expect(await read({ logged: handled.map(() => installed), input, handled })).to.deep.equal([
        { address: TARGET, roles: ["answer"], answers: handled, unknownAnswers: 0 },
      ]);
      leave?.();
    }
  });

  it("are shown also where what they answer is not to be found out, or not all of it", async () => {
    for (const [input, answers] of [
      ["0x", []],
      [letAnswer(TARGET, ONE), [ONE]],
      [letAnswer(TARGET, ONE).slice(0, 8 + 2 * 80) as Hex, []],
    ] as const) {
      const modules = await read({ logged: [installed, installed], input, handled: [ONE, OTHER] });
      expect(modules).to.deep.equal([
        { address: TARGET, roles: ["answer"], answers, unknownAnswers: 2 - answers.length },
      ]);
      leave?.();
    }
  });

  it("are read with all that they may do", async () => {
    const modules = await read({
      validators: [SPENDER],
      hooks: { before: [TARGET], after: [SPENDER] },
      logged: [["ModuleInstalled", 2n, SPENDER]],
    });
    expect(modules).to.deep.equal([
      { address: SPENDER, roles: ["approve", "act", "refuse"], ...NOTHING_ANSWERED },
      { address: TARGET, roles: ["screen"], ...NOTHING_ANSWERED },
    ]);
  });

  it("may act and answer from when they are installed until that is undone, call by call", async () => {
    const handled = [
      ["ModuleInstalled", 3n, TARGET],
      ["ModuleInstalled", 3n, TARGET],
      ["ModuleUninstalled", 3n, TARGET],
    ] as const;
    const acting = [
      ["ModuleInstalled", 2n, SPENDER],
      ["ModuleUninstalled", 2n, SPENDER],
    ] as const;
    expect(await read({ logged: [...handled, ...acting] })).to.deep.equal([
      { address: TARGET, roles: ["answer"], answers: [], unknownAnswers: 1 },
    ]);
    leave?.();
    expect(await read({ logged: [...handled, ["ModuleUninstalled", 3n, TARGET]] })).to.deep.equal([]);
  });
});
