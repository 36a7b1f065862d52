import { expect } from "chai";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { counterInterface, deployCounter, walletOn } from "./deployment.ts";
import { ACCOUNT, useFreshNode } from "./fresh-node.ts";

const { address: RICH } = DEFAULT_ACCOUNTS[0]!;

describe("Mining", function () {
  this.timeout(30_000);
  const chain = useFreshNode();

  it("mines one empty block at a time", async () => {
    expect(await chain().call("evm_mine")).to.equal("0x0");
    expect([await chain().height(), await chain().latestTime()]).to.deep.equal([1, 1001]);
  });

  it("mines many blocks, an interval apart from the second on", async () => {
    expect(await chain().call("hardhat_mine", "0x3", "0xa")).to.equal(null);
    expect([await chain().height(), await chain().latestTime()]).to.deep.equal([3, 1021]);
  });

  it("refuses to mine several blocks with no time between them", async () => {
    expect(await chain().failure("anvil_mine", "0x3", "0x0")).to.deep.include({ code: -32602 });
    expect(await chain().height()).to.equal(0);
    expect(await chain().call("anvil_mine", "0x1", "0x0")).to.equal(null);
    expect(await chain().height()).to.equal(1);
  });

  it("gives each transaction that one wallet sends while mining is manual a nonce of its own", async () => {
    await chain().call("evm_setAutomine", false);
    const sent = [await chain().send(), await chain().send(), await chain().send()];
    expect(await chain().call("eth_getTransactionCount", RICH, "pending")).to.equal("0x3");
    expect(await chain().call("eth_getTransactionCount", RICH, "latest")).to.equal("0x0");
    await chain().call("evm_mine");
    for (const hash of sent) expect(await chain().receipt(hash)).to.include({ status: "0x1" });
    expect(await chain().call("eth_getTransactionCount", RICH, "pending")).to.equal("0x3");
  });

  it("mines impersonated and ordinary transactions in separate blocks", async () => {
    await chain().call("evm_setAutomine", false);
    const first = await chain().send();
    await chain().call("hardhat_setBalance", ACCOUNT, "0xde0b6b3a7640000");
    await chain().call("hardhat_impersonateAccount", ACCOUNT);
    const request = { from: ACCOUNT, to: RICH, value: "0x1" };
    const second = await chain().call<string>("eth_sendTransaction", request);
    const third = await chain().send();
    await chain().call("evm_mine");
    expect(await chain().receipt(first)).to.include({ blockNumber: "0x1", status: "0x1" });
    expect(await chain().receipt(second)).to.equal(null);
    await chain().call("evm_setAutomine", true);
    expect(await chain().receipt(second)).to.include({ blockNumber: "0x3", status: "0x1" });
    expect(await chain().receipt(third)).to.include({ blockNumber: "0x5", status: "0x1" });
  });

  it("mines a detailed block, whose transactions have a revert reason only if they reverted with one", async () => {
    const nothing = counterInterface.encodeFunctionData("add", [0n]);
    const to = await deployCounter(chain().wallet);
    await chain().call("evm_setAutomine", false);
    await chain().send();
    await chain().send({ to, value: 0n, data: nothing });
    await chain().send({ to, value: 0n, data: "0x12345678" });
    const { transactions } = await chain().call<{ transactions: object[] }>("anvil_mine_detailed");
    expect(transactions.map((tx) => ("revertReason" in tx ? tx.revertReason : "none"))).to.deep.equal([
      "none",
      "nothing to add",
      "none",
    ]);
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

  it("lets a transaction wait whose account has yet to send the one before it", async () => {
    await chain().call("evm_setAutomine", false);
    const [third, second] = [await chain().send({ nonce: 2 }), await chain().send({ nonce: 1 })];
    await chain().call("evm_mine");
    expect([await chain().receipt(second), await chain().receipt(third)]).to.deep.equal([null, null]);
    expect(await chain().height()).to.equal(1);
    const first = await chain().send({ nonce: 0 });
    await chain().call("evm_mine");
    for (const hash of [first, second, third]) {
      expect(await chain().receipt(hash)).to.include({ blockNumber: "0x2", status: "0x1" });
    }
  });

  it("mines what has waited for a nonce when that is sent after mining became automatic", async () => {
    await chain().call("evm_setAutomine", false);
    const second = await chain().send({ nonce: 1 });
    await chain().call("evm_setAutomine", true);
    expect(await chain().receipt(second)).to.equal(null);
    expect(await chain().receipt(await chain().send({ nonce: 0 }))).to.include({ status: "0x1" });
    expect(await chain().receipt(second)).to.include({ status: "0x1" });
  });

  it("puts a transaction in the place of one that waits with the same nonce, whatever it pays", async () => {
    await chain().call("evm_setAutomine", false);
    const replaced = await chain().send({ nonce: 0, value: 1n });
    const last = await chain().send({ nonce: 0, value: 5n });
    await chain().call("evm_mine");
    expect(await chain().receipt(last)).to.include({ status: "0x1" });
    expect([await chain().receipt(replaced), await chain().balance(ACCOUNT)]).to.deep.equal([null, "0x5"]);
  });

  it("refuses a transaction that waits already, and mines it once", async () => {
    await chain().call("evm_setAutomine", false);
    const wallet = chain().wallet;
    const request = { to: ACCOUNT, value: 3n, nonce: 0, gasLimit: 300_000n };
    const raw = await wallet.signTransaction(await wallet.populateTransaction(request));
    const hash = await chain().call<string>("eth_sendRawTransaction", raw);
    const shown = `${hash.slice(0, 6)}…${hash.slice(-4)}`;
    expect(await chain().failure("eth_sendRawTransaction", raw)).to.deep.include({
      code: 3,
      message: `known transaction. transaction with hash ${shown} is already in the system`,
    });
    await chain().call("evm_mine");
    expect(await chain().receipt(hash)).to.include({ status: "0x1" });
    expect(await chain().balance(ACCOUNT)).to.equal("0x3");
  });

  it("mines waiting transactions when it becomes automatic again", async () => {
    await chain().call("evm_setAutomine", false);
    const hash = await chain().send();
    await chain().call("evm_setAutomine", true);
    expect(await chain().receipt(hash)).to.include({ status: "0x1" });
  });

  it("mines by itself at an interval", async () => {
    await chain().call("evm_setIntervalMining", 1);
    const hash = await chain().send();
    expect(await chain().receipt(hash)).to.equal(null);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(await chain().receipt(hash)).to.include({ status: "0x1" });
  });

  it("does not mine dropped transactions", async () => {
    await chain().call("evm_setAutomine", false);
    const hash = await chain().send();
    expect(await chain().call("anvil_dropTransaction", hash)).to.equal(hash);
    expect(await chain().call("anvil_dropTransaction", hash)).to.equal(null);
    await chain().send();
    await chain().call("anvil_removePoolTransactions", RICH);
    await chain().call("evm_mine");
    expect(await chain().balance(ACCOUNT)).to.equal("0x0");
  });

  it("never makes an invalid transaction wait: it is refused at once", async () => {
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

  it("mines at the base fee that was set", async () => {
    await chain().call("anvil_setNextBlockBaseFeePerGas", "0x5f5e100");
    expect(await chain().call("eth_gasPrice")).to.equal("0x5f5e100");
    expect(await chain().receipt(await chain().send())).to.include({ effectiveGasPrice: "0x5f5e100" });
  });
});
