import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import {
  decodeFunctionData,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionResult,
  type Address,
} from "viem";
import { isRemovable, readModules, REMOVABLE } from "../../src/keys/read-modules.ts";
import { calldataOf, CHAIN, fakeNode, nodeLog, type NodeRequest } from "../fake-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const { passkey, session, recovery } = CHAIN.contracts;

interface Account {
  readonly validators?: readonly Address[];
  readonly hooks?: Readonly<Record<"before" | "after", readonly Address[]>>;
  readonly logged?: readonly (readonly ["ModuleInstalled" | "ModuleUninstalled", bigint, Address])[];
}

describe("The contracts that are let into an account", () => {
  let leave: (() => void) | undefined;

  afterEach(() => leave?.());

  const read = ({ validators = [], hooks, logged = [] }: Account) => {
    const list = (request: NodeRequest) => {
      const { functionName, args } = decodeFunctionData({
        abi: erc7579AccountAbi,
        data: calldataOf(request),
      });
      const result =
        functionName === "listModuleValidators"
          ? [passkey, session, recovery, ...validators]
          : (hooks?.[args?.[0] === true ? "before" : "after"] ?? []);
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

  it("can be rid of all that they may do, but for what they answer", () => {
    expect((["approve", "act", "answer", "refuse", "screen"] as const).filter(isRemovable)).to.have.members([
      ...REMOVABLE,
    ]);
    expect(isRemovable("answer")).to.equal(false);
  });

  it("are read with all that they may do", async () => {
    const modules = await read({
      validators: [SPENDER],
      hooks: { before: [TARGET], after: [SPENDER] },
      logged: [["ModuleInstalled", 2n, SPENDER]],
    });
    expect(modules).to.deep.equal([
      { address: SPENDER, roles: ["approve", "act", "refuse"] },
      { address: TARGET, roles: ["screen"] },
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
      { address: TARGET, roles: ["answer"] },
    ]);
    leave?.();
    expect(await read({ logged: [...handled, ["ModuleUninstalled", 3n, TARGET]] })).to.deep.equal([]);
  });
});
