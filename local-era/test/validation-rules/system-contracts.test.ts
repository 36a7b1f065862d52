import { expect } from "chai";
import { Interface, toBeHex } from "ethers";
import type { Address } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { newAddressCreate } from "../../src/system/contract-deployer/new-address.ts";
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

contract Child { uint256 public one = 1; }

/// Calls what it was told to while it is validated.
contract CallingAccount {
    address internal target;
    uint256 internal value;
    bytes internal data;
    bool internal deploys;

    receive() external payable {}
    function prepare(address target_, uint256 value_, bytes calldata data_) external { target = target_; value = value_; data = data_; }
    function prepareDeployment() external { deploys = true; }

    function validateTransaction(bytes32, bytes32, Transaction calldata transaction) external payable returns (bytes4) {
        SystemContractsCaller.systemCallWithPropagatedRevert(uint32(gasleft()), address(NONCE_HOLDER_SYSTEM_CONTRACT), 0,
            abi.encodeCall(INonceHolder.incrementMinNonceIfEquals, (transaction.nonce)));
        if (deploys) new Child();
        else { (bool ok,) = target.call{value: value}(data); require(ok); }
        return this.validateTransaction.selector;
    }
    function payForTransaction(bytes32, bytes32, Transaction calldata transaction) external payable {
        (bool paid,) = msg.sender.call{value: transaction.maxFeePerGas * transaction.gasLimit}("");
        require(paid);
    }
    function executeTransaction(bytes32, bytes32, Transaction calldata) external payable {}
}`;

const ETHER = 10n ** 18n;

/** Is what the sequencer says of a slot, which `key` may leave open. */
function touched(contract: Address, key?: bigint): string {
  const text = `Violated validation rules: Touched disallowed storage slots: address ${contract}, key: `;
  return key === undefined ? text : text + toBeHex(key, 32);
}

describe("What system contracts read for an account that is validated", () => {
  let chain: LocalChain;
  let account: Deployed;

  before(async function () {
    this.timeout(30_000);
    compile(SOURCE);
  });

  beforeEach(async () => {
    chain = new LocalChain();
    const contracts = compile(SOURCE);
    account = await chain.deploy(contracts.get("CallingAccount")!, [], [contracts.get("Child")!]);
    chain.world.setAccountVersion(account.address, 1);
    chain.world.setBalance(account.address, ETHER);
  });

  async function outcome(): Promise<string> {
    const fields = { from: account.address, to: OTHER, gasLimit: 20_000_000n };
    const nonce = Number(chain.world.minNonce(account.address));
    try {
      const tx = withCustomSignature({ ...fields, nonce }, "0x12");
      await chain.bootloader.run(tx, chain.block, { enforceRules: true });
    } catch (error) {
      if (error instanceof RuleViolation) return error.message;
      throw error;
    }
    return "included";
  }

  async function afterCall(target: Address, data: string, value = 0n): Promise<string> {
    await chain.transact(account, "prepare", [target, value, data]);
    return outcome();
  }

  const { AccountCodeStorage, CodeOracle, ContractDeployer, KnownCodesStorage, L1Messenger, L2BaseToken } =
    SystemAddress;
  const reads: [what: string, target: Address, call: string, args: unknown[], text: string][] = [
    ["a message to L1", L1Messenger, "sendToL1(bytes)", ["0x12"], touched(L1Messenger, 0n)],
    ["ETH's total supply", L2BaseToken, "totalSupply()", [], touched(L2BaseToken, 1n)],
    [
      "the bytecodes that may be deployed",
      ContractDeployer,
      "allowedBytecodeTypesToDeploy()",
      [],
      touched(ContractDeployer, 1n),
    ],
    [
      "whether an address without code runs EVM code",
      AccountCodeStorage,
      "isAccountEVM(address)",
      [OTHER],
      touched(AccountCodeStorage, BigInt(OTHER)),
    ],
  ];
  for (const [what, target, call, args, text] of reads) {
    it(`is refused for ${what}`, async () => {
      const name = call.split("(")[0]!;
      const data = new Interface([`function ${call}`]).encodeFunctionData(name, args);
      expect(await afterCall(target, data)).to.equal(text);
    });
  }

  it("is refused for a withdrawal of ETH", async () => {
    const data = new Interface(["function withdraw(address)"]).encodeFunctionData("withdraw", [OTHER]);
    expect(await afterCall(L2BaseToken, data, 1n)).to.include(touched(L2BaseToken));
  });

  it("is refused for a published bytecode", async () => {
    expect(await afterCall(CodeOracle, chain.world.codeHash(account.address)!)).to.include(
      touched(KnownCodesStorage),
    );
  });

  it("is refused for a deployment, which looks whether there is code at the address", async () => {
    await chain.transact(account, "prepareDeployment");
    const nonce = chain.world.deploymentNonce(account.address);
    const address = newAddressCreate(account.address, nonce);
    expect(await outcome()).to.equal(touched(AccountCodeStorage, BigInt(address)));
  });
});
