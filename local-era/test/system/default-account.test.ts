import { expect } from "chai";
import { Interface } from "ethers";
import { utils } from "zksync-ethers";
import { fromHex, toHex } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { AccountSelector } from "../../src/transactions/account-interface.ts";
import { Halt } from "../../src/transactions/halt.ts";
import { compile } from "../helpers/compile.ts";
import { LocalChain, OTHER, SENDER } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";
import { eoaAddress, signedByEoa, withCustomSignature } from "../helpers/signed-transaction.ts";

const SOURCE = `
pragma solidity ^0.8.24;
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";

contract Coin is ERC20("Coin", "C") {
    event Approved(uint256 amount);
    constructor(address holder) { _mint(holder, 1000); }
    function _approve(address owner, address spender, uint256 amount, bool emitEvent) internal override {
        super._approve(owner, spender, amount, emitEvent);
        emit Approved(amount);
    }
}
contract DumbCoin {
    function allowance(address, address) external pure returns (uint256) { return 0; }
    function approve(address, uint256) external pure returns (bool) { return false; }
}
contract TokenPaymaster {
    constructor() payable {}
    function validateAndPayForPaymasterTransaction(bytes32, bytes32, Transaction calldata transaction) external payable returns (bytes4, bytes memory) {
        (bool paid,) = msg.sender.call{value: transaction.maxFeePerGas * transaction.gasLimit}("");
        require(paid);
        return (this.validateAndPayForPaymasterTransaction.selector, "");
    }
    function postTransaction(bytes calldata, Transaction calldata, bytes32, bytes32, uint8, uint256) external payable {}
}
contract Delegator {
    function run(address code, bytes calldata data) external returns (bool ok, bytes memory result) { (ok, result) = code.delegatecall(data); }
}`;

const ETHER = 10n ** 18n;
const errors = new Interface([
  "error InvalidInput()",
  "error UnsupportedPaymasterFlow()",
  "error InvalidSig(uint8,uint256)",
  "error SafeERC20FailedOperation(address)",
]);

describe("DefaultAccount", () => {
  let chain: LocalChain;
  let coin: Deployed;
  let dumbCoin: Deployed;
  let paymaster: Deployed;

  beforeEach(async () => {
    chain = new LocalChain();
    const contracts = compile(SOURCE);
    coin = await chain.deploy(contracts.get("Coin")!, [eoaAddress]);
    dumbCoin = await chain.deploy(contracts.get("DumbCoin")!);
    paymaster = await chain.deploy(contracts.get("TokenPaymaster")!);
    for (const address of [eoaAddress, paymaster.address]) chain.world.setBalance(address, ETHER);
  });

  function sponsored(paymasterInput: string) {
    return signedByEoa({
      to: OTHER,
      customData: { paymasterParams: { paymaster: paymaster.address, paymasterInput } },
    });
  }

  function approval(token: string, minimalAllowance: bigint): string {
    const params = { type: "ApprovalBased", token, minimalAllowance, innerInput: "0x" } as const;
    return String(utils.getPaymasterParams(paymaster.address, params).paymasterInput);
  }

  async function errorOf(running: Promise<unknown>): Promise<string> {
    try {
      await running;
    } catch (error) {
      if (!(error instanceof Halt)) throw error;
      return (error.data === "0x" ? undefined : errors.parseError(error.data)?.name) ?? error.data;
    }
    return "included";
  }

  it("approves what an approval-based paymaster asks for, resetting the allowance to zero first", async () => {
    const { logs } = await chain.bootloader.run(sponsored(approval(coin.address, 50n)), chain.block);
    const approved = logs
      .filter(({ address }) => address === coin.address)
      .map((log) => coin.abi.parseLog({ topics: [...log.topics], data: toHex(log.data) }))
      .filter((event) => event?.name === "Approved")
      .map((event) => event?.args.amount);
    expect(approved).to.deep.equal([0n, 50n]);
    expect(await chain.read(coin, "allowance", [eoaAddress, paymaster.address])).to.deep.equal([50n]);
  });

  it("approves nothing when the allowance is sufficient", async () => {
    await chain.transact(coin, "approve", [paymaster.address, 60n], { from: eoaAddress });
    const nonce = Number(chain.world.minNonce(eoaAddress));
    const customData = {
      paymasterParams: { paymaster: paymaster.address, paymasterInput: approval(coin.address, 50n) },
    };
    const { logs } = await chain.bootloader.run(signedByEoa({ to: OTHER, nonce, customData }), chain.block);
    expect(logs.filter(({ address }) => address === coin.address)).to.have.length(0);
  });

  it("refuses a token that returns false", async () => {
    expect(
      await errorOf(chain.bootloader.run(sponsored(approval(dumbCoin.address, 1n)), chain.block)),
    ).to.equal("0x");
  });

  for (const [name, input, error] of [
    ["input too short for a selector", "0x8c5a34", "InvalidInput"],
    ["an unknown flow", "0xdeadbeef", "UnsupportedPaymasterFlow"],
  ] as const) {
    it(`refuses ${name}`, async () => {
      expect(await errorOf(chain.bootloader.run(sponsored(input), chain.block))).to.equal(error);
    });
  }

  for (const [name, signature] of [
    ["64 bytes", `0x${"01".repeat(64)}`],
    ["a v of 29", `0x${"01".repeat(64)}1d`],
    ["a high s", `0x${"01".repeat(32)}${"ff".repeat(32)}1b`],
  ]) {
    it(`refuses a signature of ${name} with InvalidSig`, async () => {
      expect(
        await errorOf(chain.bootloader.run(withCustomSignature({ to: OTHER }, signature!), chain.block)),
      ).to.equal("InvalidSig");
    });
  }

  it("ignores calls of its own functions from anyone but the bootloader", async () => {
    const { success, returnData } = await chain.bootloader.call(
      chain.request({ from: SENDER, to: eoaAddress, data: fromHex(AccountSelector.executeTransaction) }),
      chain.block,
    );
    expect([success, returnData.length]).to.deep.equal([true, 0]);
  });

  it("does nothing in a delegate call", async () => {
    const delegator = await chain.deploy(compile(SOURCE).get("Delegator")!);
    const [ok, result] = await chain.read(delegator, "run", [OTHER, AccountSelector.validateTransaction]);
    expect([ok, result]).to.deep.equal([true, "0x"]);
  });

  it("deploys with the system flag, and only deploys", async () => {
    const deployer = new Interface(["function updateAccountVersion(uint8)"]);
    const outcome = await chain.bootloader.run(
      signedByEoa({
        to: SystemAddress.ContractDeployer,
        data: deployer.encodeFunctionData("updateAccountVersion", [1]),
      }),
      chain.block,
    );
    expect([outcome.status, toHex(outcome.returnData)]).to.deep.equal([0, "0x71c3da01"]);
  });
});
