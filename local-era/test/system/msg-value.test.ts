import { expect } from "chai";
import { toHex } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { compile } from "../helpers/compile.ts";
import { LocalChain, OTHER } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";

const SOURCE = `
pragma solidity ^0.8.24;
contract Receiver {
    event Received(address from, uint256 value);
    receive() external payable { emit Received(msg.sender, msg.value); }
    function refuse() external payable { revert("no"); }
}
contract Sender {
    event Result(bool ok, bytes answer);
    receive() external payable {}
    function send(address to, uint256 value, bytes calldata data) external {
        (bool ok, bytes memory answer) = to.call{value: value}(data);
        emit Result(ok, answer);
    }
    function sendAndRevert(address to) external {
        try this.fail(to) {} catch {}
    }
    function fail(address to) external {
        (bool ok,) = to.call{value: 1}("");
        require(!ok);
    }
}`;

describe("ETH sent by a contract's call", () => {
  let chain: LocalChain;
  let sender: Deployed;
  let receiver: Deployed;

  beforeEach(async () => {
    chain = new LocalChain();
    const contracts = compile(SOURCE);
    [sender, receiver] = [
      await chain.deploy(contracts.get("Sender")!),
      await chain.deploy(contracts.get("Receiver")!),
    ];
    chain.world.setBalance(sender.address, 10n);
  });

  const send = (to: string, value: bigint, data = "0x") => chain.transact(sender, "send", [to, value, data]);
  const refuse = () => receiver.abi.encodeFunctionData("refuse");

  it("emits a Transfer event of 0x800a before the recipient's events, and the recipient sees the real sender", async () => {
    const { logs } = await send(receiver.address, 4n);
    expect(logs.map(({ address }) => address)).to.deep.equal([
      SystemAddress.L2BaseToken,
      receiver.address,
      sender.address,
    ]);
    const [, from, to] = logs[0]!.topics.map((topic) => `0x${topic.slice(26)}`);
    expect([from, to, BigInt(toHex(logs[0]!.data))]).to.deep.equal([sender.address, receiver.address, 4n]);
    const seen = receiver.abi.decodeEventLog("Received", logs[1]!.data);
    expect([seen[0].toLowerCase(), seen[1]]).to.deep.equal([sender.address, 4n]);
    expect([chain.world.balance(sender.address), chain.world.balance(receiver.address)]).to.deep.equal([
      6n,
      4n,
    ]);
  });

  it("emits a Transfer event for an account without code, too", async () => {
    const { logs } = await send(OTHER, 4n);
    expect(logs[0]!.address).to.equal(SystemAddress.L2BaseToken);
    expect(chain.world.balance(OTHER)).to.equal(4n);
  });

  it("emits no event when the value is zero", async () => {
    const { logs } = await send(OTHER, 0n);
    expect(logs.map(({ address }) => address)).to.deep.equal([sender.address]);
  });

  it("is returned, and its event removed, when the callee or the caller reverts", async () => {
    const { logs } = await send(receiver.address, 4n, refuse());
    expect(logs.map(({ address }) => address)).to.deep.equal([sender.address]);
    expect(sender.abi.decodeEventLog("Result", logs[0]!.data)[0]).to.equal(false);
    const { logs: none } = await chain.transact(sender, "sendAndRevert", [receiver.address]);
    expect(none).to.deep.equal([]);
    expect(chain.world.balance(sender.address)).to.equal(10n);
  });

  it("fails without data when the sender has too little", async () => {
    const { logs } = await send(receiver.address, 11n);
    expect(sender.abi.decodeEventLog("Result", logs[0]!.data).toArray()).to.deep.equal([false, "0x"]);
  });
});
