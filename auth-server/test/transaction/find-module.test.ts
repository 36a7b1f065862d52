import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import {
  ContractFunctionExecutionError,
  createClient,
  custom,
  decodeFunctionData,
  numberToHex,
  pad,
  type Hex,
} from "viem";
import { zksyncInMemoryNode } from "viem/zksync";
import { findModule } from "../../src/transaction/find-module.ts";
import { rejection } from "../../../sdk/test/helpers/rejection.ts";
import { SPENDER, TARGET } from "../session.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";

/** A node of an account that has one module; it counts what it is asked. */
const node = (module: Hex, asked: unknown[] = []) =>
  createClient({
    chain: zksyncInMemoryNode,
    transport: custom({
      request: ({ params: [{ to, data }] }: { params: [{ to: Hex; data: Hex }] }) => {
        expect(to).to.equal(ACCOUNT);
        const { functionName, args } = decodeFunctionData({ abi: erc7579AccountAbi, data });
        expect(functionName).to.equal("firstModuleOf");
        asked.push(args);
        const [targets] = args as [Hex[]];
        return Promise.resolve(pad(targets.find((each) => each === module) ?? "0x0"));
      },
    }),
  });

/** A node that answers nothing but errors. */
const busyNode = createClient({
  chain: zksyncInMemoryNode,
  transport: custom({ request: () => Promise.reject(new Error("busy")) }, { retryCount: 0 }),
});

describe("A call to a module of the account in an app's request", () => {
  const call = (to: Hex) => ({ to, value: 0n, data: "0x12345678" as const });

  it("is found, wherever it is among the calls", async () => {
    expect(await findModule(node(SPENDER), ACCOUNT, [call(TARGET), call(TARGET), call(SPENDER)])).to.equal(
      SPENDER,
    );
  });

  it("is not found if no call is to a module", async () => {
    expect(await findModule(node(ACCOUNT), ACCOUNT, [call(TARGET), call(SPENDER)])).to.equal(undefined);
  });

  it("is looked for in one request, however many calls there are", async () => {
    const asked: unknown[] = [];
    const calls = Array.from({ length: 100 }, (_, i) => call(numberToHex(0x70000 + i, { size: 20 })));
    await findModule(node(SPENDER, asked), ACCOUNT, [...calls, ...calls]);
    expect(asked).to.have.lengthOf(1);
    expect((asked[0] as [Hex[]])[0]).to.have.lengthOf(100);
  });

  it("is not ruled out if the account's modules cannot be read", async () => {
    await rejection(findModule(busyNode, ACCOUNT, [call(TARGET)]), ContractFunctionExecutionError);
  });
});
