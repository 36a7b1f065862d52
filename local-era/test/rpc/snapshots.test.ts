import { expect } from "chai";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { ACCOUNT, useFreshNode } from "./fresh-node.ts";

const { address: RICH } = DEFAULT_ACCOUNTS[0]!;

describe("Snapshots", function () {
  this.timeout(30_000);
  const chain = useFreshNode();

  it("restore state and blocks, but not the clock", async () => {
    await chain().send();
    const id = await chain().call("evm_snapshot");
    const hash = await chain().send({ value: 9n });
    expect(await chain().call("evm_revert", id)).to.equal(true);
    expect([
      await chain().height(),
      await chain().balance(ACCOUNT),
      await chain().receipt(hash),
    ]).to.deep.equal([2, "0x1", null]);
    expect(await chain().call("eth_getTransactionCount", RICH)).to.equal("0x1");
    await chain().call("evm_mine");
    expect(await chain().latestTime()).to.equal(1005);
  });

  it("survive many blocks", async () => {
    const id = await chain().call("evm_snapshot");
    await chain().send();
    await chain().call("hardhat_mine", "0x12c");
    await chain().send();
    await chain().call("evm_revert", id);
    expect([await chain().height(), await chain().balance(ACCOUNT)]).to.deep.equal([0, "0x0"]);
    await chain().send();
    expect(await chain().balance(ACCOUNT)).to.equal("0x1");
  });

  it("remove empty blocks mined since, and their states", async () => {
    await chain().call("hardhat_setBalance", ACCOUNT, "0x5");
    const id = await chain().call("evm_snapshot");
    await chain().call("evm_mine");
    await chain().call("evm_revert", id);
    expect(await chain().call("eth_getBalance", ACCOUNT)).to.equal("0x5");
  });

  it("can be used once", async () => {
    const id = await chain().call<string>("evm_snapshot");
    await chain().call("evm_revert", id);
    const error = await chain().failure("evm_revert", id);
    expect(error).to.deep.equal({ code: -32603, message: `no snapshot exists for the id '${BigInt(id)}'` });
  });
});
