import { expect } from "chai";
import { Interface, ZeroHash as ZERO_HASH } from "ethers";
import type { Address } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { compile } from "../helpers/compile.ts";
import { LocalChain, OTHER, SENDER } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";

const SOURCE = `
pragma solidity ^0.8.24;
contract Delegator {
    function delegate(address target, bytes calldata data) external returns (bool ok, bytes memory answer) {
        (ok, answer) = target.delegatecall(data);
    }
}`;

describe("Delegate calls of system contracts", () => {
  let chain: LocalChain;
  let delegator: Deployed;

  before(async function () {
    this.timeout(30_000);
    compile(SOURCE);
  });

  beforeEach(async () => {
    chain = new LocalChain();
    delegator = await chain.deploy(compile(SOURCE).get("Delegator")!);
  });

  /** Delegates in a contract that `from` calls; returns success and answer of the delegate call. */
  async function delegated(target: Address, signature: string, args: unknown[], from: Address) {
    const data = new Interface([`function ${signature}`]).encodeFunctionData(signature.split("(")[0]!, args);
    const { returnData } = await chain.transact(delegator, "delegate", [target, data], { from });
    return delegator.abi.decodeFunctionResult("delegate", returnData).toArray();
  }

  const { Bootloader, ContractDeployer, Create2Factory, L1Messenger, L2BaseToken, NonceHolder } =
    SystemAddress;
  const FAILED = [false, "0x"];

  it("move no ETH, also for a contract that the bootloader calls", async () => {
    const [before, mine] = [chain.world.balance(OTHER), chain.world.balance(SENDER)];
    expect(await delegated(L2BaseToken, "mint(address,uint256)", [OTHER, 5n], Bootloader)).to.deep.equal(
      FAILED,
    );
    const transfer = "transferFromTo(address,address,uint256)";
    expect(await delegated(L2BaseToken, transfer, [SENDER, OTHER, 5n], Bootloader)).to.deep.equal(FAILED);
    expect([chain.world.balance(OTHER), chain.world.balance(SENDER)]).to.deep.equal([before, mine]);
  });

  it("use nobody's nonce and read none", async () => {
    const increase = await delegated(NonceHolder, "increaseMinNonce(uint256)", [5n], Bootloader);
    expect(increase).to.deep.equal(FAILED);
    expect(await delegated(NonceHolder, "getMinNonce(address)", [SENDER], SENDER)).to.deep.equal(FAILED);
  });

  it("deploy nothing in the name of the bootloader or the factory", async () => {
    const hash = chain.world.codeHash(delegator.address);
    const create2 = "create2(bytes32,bytes32,bytes)";
    for (const target of [ContractDeployer, Create2Factory]) {
      expect(await delegated(target, create2, [ZERO_HASH, hash, "0x"], Bootloader)).to.deep.equal(FAILED);
    }
  });

  it("send no message to L1", async () => {
    expect(await delegated(L1Messenger, "sendToL1(bytes)", ["0x12"], SENDER)).to.deep.equal(FAILED);
  });

  it("reach contracts that keep nothing", async () => {
    const assertion = "assertTimestampInRange(uint256,uint256)";
    const asserted = await delegated(SystemAddress.TimestampAsserter, assertion, [0n, 5_000n], SENDER);
    expect(asserted).to.deep.equal([true, "0x"]);
    expect(await delegated(Bootloader, "anything()", [], SENDER)).to.deep.equal([true, "0x"]);
  });
});
