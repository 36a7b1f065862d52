import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import { createClient, custom, decodeFunctionData, pad, type Hex } from "viem";
import { zksyncInMemoryNode } from "viem/zksync";
import { findModule } from "../../src/transaction/find-module.ts";
import { SPENDER, TARGET } from "../session.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";

/** A node of an account that has one module. */
const node = (module: string) =>
  createClient({
    chain: zksyncInMemoryNode,
    transport: custom({
      request: ({ params: [{ to, data }] }: { params: [{ to: Hex; data: Hex }] }) => {
        expect(to).to.equal(ACCOUNT);
        const { functionName, args } = decodeFunctionData({ abi: erc7579AccountAbi, data });
        expect(functionName).to.equal("isModule");
        return Promise.resolve(pad(args?.[0] === module ? "0x1" : "0x0"));
      },
    }),
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
});
