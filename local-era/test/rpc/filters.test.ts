import { expect } from "chai";
import { counterInterface, deployCounter } from "./deployment.ts";
import { useFreshNode } from "./fresh-node.ts";

const encode = (name: string, ...args: unknown[]): string => counterInterface.encodeFunctionData(name, args);

describe("Filters", function () {
  this.timeout(30_000);
  const chain = useFreshNode();

  it("return new logs once", async () => {
    const counter = await deployCounter(chain().wallet);
    const id = await chain().call("eth_newFilter", { address: counter });
    expect(await chain().call("eth_getFilterChanges", id)).to.deep.equal([]);
    const hash = await chain().send({ to: counter, value: 0n, data: encode("add", 1n) });
    const [log, ...more] = await chain().call<{ transactionHash: string }[]>("eth_getFilterChanges", id);
    expect([log!.transactionHash, more]).to.deep.equal([hash, []]);
    expect(await chain().call("eth_getFilterChanges", id)).to.deep.equal([]);
    expect(await chain().call("eth_getFilterLogs", id)).to.deep.equal([log]);
    expect(
      await chain().call("eth_getLogs", { address: counter, fromBlock: "0x1", toBlock: "latest" }),
    ).to.deep.equal([log]);
  });

  it("return new blocks and new transactions", async () => {
    const blocks = await chain().call("eth_newBlockFilter");
    const transactions = await chain().call("eth_newPendingTransactionFilter");
    const hash = await chain().send();
    expect(await chain().call("eth_getFilterChanges", blocks)).to.have.length(2);
    expect(await chain().call("eth_getFilterChanges", transactions)).to.deep.equal([hash]);
  });

  it("are unknown once uninstalled", async () => {
    const id = await chain().call("eth_newBlockFilter");
    expect(await chain().call("eth_uninstallFilter", id)).to.equal(true);
    expect(await chain().call("eth_uninstallFilter", id)).to.equal(false);
    expect(await chain().failure("eth_getFilterChanges", id)).to.deep.equal({
      code: -32603,
      message: "invalid filter",
    });
  });
});
