import { expect } from "chai";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { counterInterface, deployCounter } from "./deployment.ts";
import { ACCOUNT, useFreshNode } from "./fresh-node.ts";

const { address: RICH } = DEFAULT_ACCOUNTS[0]!;
const bare = (hex: string): string => hex.slice(2);

describe("Hexadecimal texts without their 0x", function () {
  this.timeout(30_000);
  const chain = useFreshNode();

  it("name a block by its number in hexadecimal digits, while JSON numbers are decimal", async () => {
    await chain().call("hardhat_mine", 32);
    const numberOf = async (value: unknown) =>
      (await chain().call<{ number: string }>("eth_getBlockByNumber", value, false)).number;
    expect([
      await numberOf("15"),
      await numberOf("1f"),
      await numberOf("0x15"),
      await numberOf(15),
    ]).to.deep.equal(["0x15", "0x1f", "0x15", "0xf"]);
  });

  it("are quantities in requests and in calls for tests", async () => {
    await chain().call("hardhat_setBalance", ACCOUNT, "100");
    expect(await chain().balance(ACCOUNT)).to.equal("0x100");
    await chain().call("hardhat_setBalance", ACCOUNT, 100);
    expect(await chain().balance(ACCOUNT)).to.equal("0x64");
    const request = { from: RICH, to: ACCOUNT, value: "10" };
    const prefixed = await chain().call("eth_estimateGas", { ...request, value: "0x10" });
    expect(await chain().call("eth_estimateGas", request)).to.equal(prefixed);
  });

  it("are addresses, hashes and topics", async () => {
    const counter = await deployCounter(chain().wallet);
    const data = counterInterface.encodeFunctionData("add", [1n]);
    const hash = await chain().send({ to: counter, value: 0n, data });
    expect(await chain().balance(bare(RICH))).to.equal(await chain().balance(RICH));
    expect(await chain().receipt(bare(hash))).to.deep.equal(await chain().receipt(hash));
    const topic = counterInterface.getEvent("Counted")!.topicHash;
    const logs = await chain().call<object[]>("eth_getLogs", { address: counter, topics: [topic] });
    expect(logs).to.have.length(1);
    const asked = {
      address: bare(counter),
      topics: [[bare(topic).toUpperCase()]],
      fromBlock: "1",
      toBlock: "ff",
    };
    expect(await chain().call("eth_getLogs", asked)).to.deep.equal(logs);
  });

  it("are no bytes: what begins without 0x may be text", async () => {
    expect((await chain().failure("eth_sendRawTransaction", "02f8")).message).to.contain("must be bytes");
  });
});
