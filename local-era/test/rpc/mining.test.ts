import { expect } from "chai";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { walletOn } from "./deployment.ts";
import { ACCOUNT, useFreshNode } from "./fresh-node.ts";

const { address: RICH } = DEFAULT_ACCOUNTS[0]!;

describe("The node mines", function () {
  this.timeout(30_000);
  const chain = useFreshNode();

  it("one empty block at a time", async () => {
    expect(await chain().call("evm_mine")).to.equal("0x0");
    expect([await chain().height(), await chain().latestTime()]).to.deep.equal([1, 1001]);
  });

  it("many blocks, an interval apart from the second on", async () => {
    expect(await chain().call("hardhat_mine", "0x3", "0xa")).to.equal(null);
    expect([await chain().height(), await chain().latestTime()]).to.deep.equal([3, 1021]);
  });

  it("a block with everything that waits, once mining is manual", async () => {
    await chain().call("evm_setAutomine", false);
    expect(await chain().call("anvil_getAutomine")).to.equal(false);
    const hashes = [await chain().send({ nonce: 1 }), await chain().send({ nonce: 0 })];
    expect([await chain().height(), await chain().receipt(hashes[0]!)]).to.deep.equal([0, null]);
    const mined = await chain().call<{ transactions: { hash: string; output: string }[] }>(
      "anvil_mine_detailed",
    );
    expect(mined.transactions.map(({ hash }) => hash)).to.deep.equal([hashes[1], hashes[0]]);
    expect([await chain().height(), await chain().balance(ACCOUNT)]).to.deep.equal([2, "0x2"]);
  });

  it("what waited when mining becomes automatic again", async () => {
    await chain().call("evm_setAutomine", false);
    const hash = await chain().send();
    await chain().call("evm_setAutomine", true);
    expect(await chain().receipt(hash)).to.include({ status: "0x1" });
  });

  it("at an interval, by itself", async () => {
    await chain().call("evm_setIntervalMining", 1);
    const hash = await chain().send();
    expect(await chain().receipt(hash)).to.equal(null);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(await chain().receipt(hash)).to.include({ status: "0x1" });
  });

  it("not what was dropped", async () => {
    await chain().call("evm_setAutomine", false);
    const hash = await chain().send();
    expect(await chain().call("anvil_dropTransaction", hash)).to.equal(hash);
    expect(await chain().call("anvil_dropTransaction", hash)).to.equal(null);
    await chain().send();
    await chain().call("anvil_removePoolTransactions", RICH);
    await chain().call("evm_mine");
    expect(await chain().balance(ACCOUNT)).to.equal("0x0");
  });

  it("nothing that could not be valid: it is refused while it would wait", async () => {
    await chain().call("evm_setAutomine", false);
    const poor = walletOn(chain().node, `0x${"77".repeat(32)}`);
    const refused = await poor
      .sendTransaction({ to: ACCOUNT, gasLimit: 300_000n })
      .catch((e: Error) => e.message);
    expect(refused).to.contain("insufficient funds for gas + value");
    const late = await chain()
      .send({ nonce: 51 })
      .catch((e: Error) => e.message);
    expect(late).to.contain("nonce too high. allowed nonce range: 0 - 50, actual: 51");
  });

  it("at the base fee that was set", async () => {
    await chain().call("anvil_setNextBlockBaseFeePerGas", "0x5f5e100");
    expect(await chain().call("eth_gasPrice")).to.equal("0x5f5e100");
    expect(await chain().receipt(await chain().send())).to.include({ effectiveGasPrice: "0x5f5e100" });
  });
});
