import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import { decodeFunctionData } from "viem";
import { removalCall } from "../../src/keys/removal-call.ts";
import { SPENDER, TARGET } from "../session.ts";

describe("The call that takes something from a contract", () => {
  for (const [removal, functionName, args] of [
    [{ role: "screen" }, "unlinkHook", [TARGET, true, "0x"]],
    [{ role: "refuse" }, "unlinkModule", [4n, TARGET, "0x"]],
    [{ role: "act" }, "unlinkModule", [2n, TARGET, "0x"]],
    [{ role: "answer", selector: "0x11223344" }, "unlinkModule", [3n, TARGET, "0x11223344"]],
    [{ role: "approve" }, "unlinkModule", [1n, TARGET, "0x"]],
  ] as const)
    it(`is the account's own, to itself: of what may ${removal.role}`, () => {
      const { to, data } = removalCall(SPENDER, TARGET, removal);
      expect(to).to.equal(SPENDER);
      expect(decodeFunctionData({ abi: erc7579AccountAbi, data })).to.deep.equal({ functionName, args });
    });
});
