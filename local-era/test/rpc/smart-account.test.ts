import { expect } from "chai";
import { concat, Interface, keccak256 } from "ethers";
import { ContractFactory, EIP712Signer, utils } from "zksync-ethers";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { toHex } from "../../src/primitives/hex.ts";
import { compile } from "../helpers/compile.ts";
import { walletOn } from "./deployment.ts";
import { RunningNode } from "./running-node.ts";

const RECIPIENT = "0x00000000000000000000000000000000deadbeef";
const ETHER = 10n ** 18n;
const SYSTEM_CONTEXT = "0x000000000000000000000000000000000000800b";
/** Is the selector of origin(). */
const ORIGIN = "0x938b5f32";
const REASON = "no entry";
const INVALID_MAGIC =
  "Account validation returned invalid magic value. Most often this means that the signature is incorrect";

/**
 * Is an account whose signature tells it what to do in its validation: 1 accept, 2 read the clock, 3 revert, 5 and 6
 * make an endless call.
 */
const SOURCE = `
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;
import {Transaction, TransactionHelper} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/TransactionHelper.sol";
import {SystemContractsCaller} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractsCaller.sol";
import {INonceHolder} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/INonceHolder.sol";
import {NONCE_HOLDER_SYSTEM_CONTRACT} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";

contract SignatureAccount {
    using TransactionHelper for Transaction;
    error Refused(bytes32 txHash, bytes32 signedHash);

    receive() external payable {}

    function validateTransaction(bytes32 txHash, bytes32 signedHash, Transaction calldata transaction)
        external payable returns (bytes4)
    {
        SystemContractsCaller.systemCallWithPropagatedRevert(uint32(gasleft()), address(NONCE_HOLDER_SYSTEM_CONTRACT), 0,
            abi.encodeCall(INonceHolder.incrementMinNonceIfEquals, (transaction.nonce)));
        uint8 wish = uint8(transaction.signature[0]);
        if (wish == 3) revert("${REASON}");
        if (wish == 5) this.spin();
        if (wish == 6) this.spin{gas: 5000}();
        if (wish == 4) revert Refused(txHash, signedHash);
        bool agreed = wish == 1 || (wish == 2 && block.timestamp > 0);
        return agreed ? this.validateTransaction.selector : bytes4(0);
    }

    function spin() external pure { while (true) {} }

    function executeTransaction(bytes32, bytes32, Transaction calldata transaction) external payable {
        (bool ok,) = address(uint160(transaction.to)).call{value: transaction.value}(transaction.data);
        require(ok);
    }

    function payForTransaction(bytes32, bytes32, Transaction calldata transaction) external payable {
        require(transaction.payToTheBootloader());
    }
}`;

const account = compile(SOURCE).get("SignatureAccount")!;
const abi = new Interface(JSON.stringify(account.abi));

/** Deploys the account and sends it one ether. */
async function deployAccount(node: RunningNode): Promise<string> {
  const wallet = walletOn(node, DEFAULT_ACCOUNTS[0]!.privateKey);
  const factory = new ContractFactory(
    JSON.stringify(account.abi),
    toHex(account.bytecode),
    wallet,
    "createAccount",
  );
  const contract = await factory.deploy();
  await contract.waitForDeployment();
  const address = await contract.getAddress();
  await node.call("hardhat_setBalance", address, `0x${ETHER.toString(16)}`);
  return address;
}

function transaction(from: string, wish: number, gasLimit = 1_000_000n) {
  return {
    type: utils.EIP712_TX_TYPE,
    chainId: 260n,
    from,
    to: RECIPIENT,
    value: 7n,
    data: "0x",
    nonce: 0,
    gasLimit,
    maxFeePerGas: 45_250_000n,
    maxPriorityFeePerGas: 45_250_000n,
    customData: { gasPerPubdata: 50_000n, customSignature: toHex(Uint8Array.of(wish, 0xff)) },
  };
}

describe("Smart accounts on the node", function () {
  this.timeout(30_000);
  let node: RunningNode;
  let from: string;

  before(async () => {
    node = await RunningNode.start();
  });

  after(() => node.stop());

  beforeEach(async () => {
    await node.call("anvil_reset");
    from = await deployAccount(node);
  });

  const send = (wish: number) =>
    node.call<string>("eth_sendRawTransaction", utils.serializeEip712(transaction(from, wish)));
  const refusal = (wish: number, gasLimit?: bigint) =>
    node.failure("eth_sendRawTransaction", utils.serializeEip712(transaction(from, wish, gasLimit)));

  it("decide for themselves who may send for them, and pay", async () => {
    const hash = await send(1);
    const receipt = await node.call<{ status: string; gasUsed: string }>("eth_getTransactionReceipt", hash);
    expect(receipt).to.include({ status: "0x1", from: from.toLowerCase(), type: "0x71" });
    const left = BigInt(await node.call<string>("eth_getBalance", from));
    expect(ETHER - left).to.equal(7n + BigInt(receipt.gasUsed) * 45_250_000n);
    expect(await node.call("eth_getTransactionCount", from)).to.equal("0x1");
  });

  it("receive the hashes that clients compute", async () => {
    const error = await refusal(4);
    const [txHash, signedHash] = abi.decodeErrorResult("Refused", error.data as string);
    const digest = EIP712Signer.getSignedDigest(transaction(from, 4));
    expect(signedHash).to.equal(digest);
    expect(txHash).to.equal(keccak256(concat([digest as string, keccak256("0x04ff")])));
  });

  const refusals: [what: string, wish: number, reason: string, data: string][] = [
    ["the wrong magic value", 0, INVALID_MAGIC, "0x"],
    [
      "a revert with a reason",
      3,
      REASON,
      new Interface(["error Error(string)"]).encodeErrorResult("Error", [REASON]),
    ],
  ];
  for (const [what, wish, reason, data] of refusals) {
    it(`refuse by ${what}, and nothing is charged`, async () => {
      expect(await refusal(wish)).to.deep.equal({
        code: 3,
        message: `failed to validate the transaction. reason: Validation revert: Account validation error: ${reason}`,
        data,
      });
      expect(BigInt(await node.call<string>("eth_getBalance", from))).to.equal(ETHER);
      expect(await node.call("eth_getTransactionCount", from)).to.equal("0x0");
    });
  }

  it("report gas that ran out in their validation even if the revert itself says nothing", async () => {
    const empty = "Account validation error: Error function_selector = 0x, data = 0x";
    const { message } = await refusal(5, 120_000n);
    expect(message).to.equal(
      `failed to validate the transaction. reason: Validation revert: ${empty} ` +
        "(out of gas: the gas limit of 120000 was too small for the validation)",
    );
    expect((await refusal(6)).message.endsWith(empty)).to.equal(true);
  });

  it("have their gas estimated whatever magic value they return, but not when they revert", async () => {
    const request = (wish: number) => ({
      from,
      to: RECIPIENT,
      value: "0x7",
      type: "0x71",
      eip712Meta: { gasPerPubdata: "0xc350", customSignature: [wish, 255] },
    });
    const gas = BigInt(await node.call<string>("eth_estimateGas", request(0)));
    expect(gas > 20_000n && gas < 1_000_000n).to.equal(true);
    const fee = await node.call<{ gas_limit: string }>("zks_estimateFee", request(0));
    expect(BigInt(fee.gas_limit)).to.equal(gas);
    const error = await node.failure("eth_estimateGas", request(3));
    expect(error).to.include({ code: 3, data: "0x" });
    expect(error.message).to.contain(`[anvil_zksync-halt-1] Account validation error: ${REASON}: 0x08c379a0`);
  });

  it("are called like any contract, and call without a signature", async () => {
    const origin = (sender: string) =>
      node.call("eth_call", { from: sender, to: SYSTEM_CONTEXT, data: ORIGIN, type: "0x71" });
    const word = (address: string) => `0x${address.slice(2).toLowerCase().padStart(64, "0")}`;
    expect(await origin(from)).to.equal(word("0x0"));
    expect(await origin(DEFAULT_ACCOUNTS[0]!.address)).to.equal(word(DEFAULT_ACCOUNTS[0]!.address));
    const { customData, ...fields } = transaction(from, 3);
    const struct = [
      113,
      fields.from,
      fields.to,
      1,
      1,
      1,
      1,
      0,
      0,
      0,
      [0, 0, 0, 0],
      "0x",
      customData.customSignature,
      [],
      "0x",
      "0x",
    ];
    const word32 = `0x${"00".repeat(32)}`;
    const data = abi.encodeFunctionData("validateTransaction", [word32, word32, struct]);
    const error = await node.failure("eth_call", { to: from, data });
    expect(error).to.include({ code: 3, message: `execution reverted: ${REASON}` });
  });

  it("cannot read the clock in their validation, and the error names the slot", async () => {
    const failure = await node.failure("eth_sendRawTransaction", utils.serializeEip712(transaction(from, 2)));
    expect(failure.code).to.equal(3);
    expect(failure.message).to.match(
      /^failed to validate the transaction\. reason: Violated validation rules: Touched disallowed storage slots: address 0x0{36}800b, key: 0x0{61}10c$/,
    );
  });

  it("can read the clock with --no-validation-rules, as on anvil-zksync", () =>
    RunningNode.with(["--no-validation-rules"], async (lenient) => {
      const address = await deployAccount(lenient);
      const raw = utils.serializeEip712(transaction(address, 2));
      expect(await lenient.call("eth_sendRawTransaction", raw)).to.match(/^0x/);
    }));
});
