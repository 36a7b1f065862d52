import { expect } from "chai";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { RuleViolation } from "../../src/validation-rules/rule-violation.ts";
import { compile } from "../helpers/compile.ts";
import { LocalChain, OTHER } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";
import { withCustomSignature } from "../helpers/signed-transaction.ts";

const SOURCE = `
pragma solidity ^0.8.24;
import {Transaction} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {SystemContractsCaller} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractsCaller.sol";
import {INonceHolder} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/INonceHolder.sol";
import {NONCE_HOLDER_SYSTEM_CONTRACT} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";

contract Module {
    uint256 internal constant ALL = type(uint256).max;
    uint256 internal immutable limit;
    uint256 internal immutable nothing;
    constructor(uint256 limit_, uint256 nothing_) { limit = limit_; nothing = nothing_; }
    function readLimit() external view returns (uint256) { return limit; }
    function readNothing() external view returns (uint256) { return nothing; }
    function readConstant() external pure returns (bytes32) { return keccak256("constant"); }
}

contract ImmutableAccount {
    uint256 internal immutable own;
    uint256 internal mode;
    Module internal module;
    address internal implementation;

    constructor(uint256 own_, Module module_, address implementation_) payable { own = own_; module = module_; implementation = implementation_; }
    receive() external payable {}
    function setMode(uint256 next) external { mode = next; }

    function readOwn() external view returns (uint256) { return own; }
    function validateTransaction(bytes32, bytes32, Transaction calldata transaction) external payable returns (bytes4) {
        SystemContractsCaller.systemCallWithPropagatedRevert(uint32(gasleft()), address(NONCE_HOLDER_SYSTEM_CONTRACT), 0,
            abi.encodeCall(INonceHolder.incrementMinNonceIfEquals, (transaction.nonce)));
        if (mode == 1) require(own == 7);
        if (mode == 2) require(module.readConstant() != 0);
        if (mode == 3) require(module.readLimit() == 9);
        if (mode == 4) require(module.readNothing() == 0);
        if (mode == 5) {
            (bool ok, bytes memory answer) = implementation.delegatecall(abi.encodeCall(this.readOwn, ()));
            require(ok && abi.decode(answer, (uint256)) == 8);
        }
        return this.validateTransaction.selector;
    }
    function payForTransaction(bytes32, bytes32, Transaction calldata transaction) external payable {
        (bool paid,) = msg.sender.call{value: transaction.maxFeePerGas * transaction.gasLimit}("");
        require(paid);
    }
    function executeTransaction(bytes32, bytes32, Transaction calldata) external payable {
        require(module.readLimit() == 9);
    }
}`;

describe("Immutables, which are storage of ImmutableSimulator on Era,", () => {
  let chain: LocalChain;
  let module: Deployed;
  let implementation: Deployed;
  let account: Deployed;

  before(async function () {
    this.timeout(30_000);
    compile(SOURCE);
  });

  beforeEach(async () => {
    chain = new LocalChain();
    const contracts = compile(SOURCE);
    module = await chain.deploy(contracts.get("Module")!, [9n, 0n]);
    const code = contracts.get("ImmutableAccount")!;
    implementation = await chain.deploy(code, [8n, module.address, OTHER]);
    account = await chain.deploy(code, [7n, module.address, implementation.address]);
    chain.world.setAccountVersion(account.address, 1);
    chain.world.setBalance(account.address, 10n ** 18n);
  });

  /** Sends a transaction of the account's; returns its status, or the broken rule. */
  async function send(mode: number, enforceRules = true): Promise<number | string> {
    await chain.transact(account, "setMode", [mode]);
    const nonce = Number(chain.world.minNonce(account.address));
    const fields = { from: account.address, to: OTHER, nonce, gasLimit: 20_000_000n };
    try {
      return (await chain.bootloader.run(withCustomSignature(fields, "0x12"), chain.block, { enforceRules }))
        .status;
    } catch (error) {
      if (error instanceof RuleViolation) return error.message;
      throw error;
    }
  }

  it("may be an account's own while it is validated", async () => {
    expect(await send(1)).to.equal(1);
  });

  it("are no constants, which validation may use, and no matter of the execution", async () => {
    expect(await send(2)).to.equal(1);
  });

  it("may not be a module's", async () => {
    expect(await send(3)).to.contain(
      `Touched disallowed storage slots: address ${SystemAddress.ImmutableSimulator}`,
    );
  });

  it("may not be a module's where they are zero", async () => {
    expect(await send(4)).to.contain(
      `Touched disallowed storage slots: address ${SystemAddress.ImmutableSimulator}`,
    );
  });

  it("may not be those of an implementation that the account delegates to", async () => {
    expect(await send(5)).to.contain(
      `Touched disallowed storage slots: address ${SystemAddress.ImmutableSimulator}`,
    );
  });

  it("may be anybody's where the rules are off", async () => {
    for (const mode of [3, 4, 5]) expect(await send(mode, false)).to.equal(1);
  });
});
