import { expect } from "chai";
import * as fc from "fast-check";
import { concat as concatHex, Transaction, Wallet as EthersWallet } from "ethers";
import { EIP712Signer, utils } from "zksync-ethers";
import type { types } from "zksync-ethers";
import { packInitCode } from "../../src/bytecode/container.ts";
import { toHex } from "../../src/primitives/hex.ts";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { counterInterface, deployCounter, walletOn } from "./deployment.ts";
import { RunningNode } from "./running-node.ts";

const RECIPIENT = "0x00000000000000000000000000000000deadbeef";
const [RICH, OTHER] = DEFAULT_ACCOUNTS;
const POOR = new EthersWallet(`0x${"99".repeat(32)}`);
const BASE_FEE = 45_250_000n;

function raw2(key: string, fields: object = {}): string {
  const tx = Transaction.from({
    type: 2,
    chainId: 260n,
    to: RECIPIENT,
    nonce: 0,
    gasLimit: 200_000n,
    maxFeePerGas: BASE_FEE,
    maxPriorityFeePerGas: 0n,
    ...fields,
  });
  tx.signature = new EthersWallet(key).signingKey.sign(tx.unsignedHash);
  return tx.serialized;
}

function raw712(key: string, fields: object = {}, customData: types.Eip712Meta = {}): string {
  const wallet = new EthersWallet(key);
  const request = {
    type: utils.EIP712_TX_TYPE,
    chainId: 260n,
    from: wallet.address,
    to: RECIPIENT,
    nonce: 0,
    value: 0n,
    data: "0x",
    gasLimit: 2_000_000n,
    maxFeePerGas: BASE_FEE,
    maxPriorityFeePerGas: BASE_FEE,
    ...fields,
    customData: { gasPerPubdata: 50_000n, ...customData },
  };
  const signature = wallet.signingKey.sign(EIP712Signer.getSignedDigest(request)).serialized;
  return utils.serializeEip712({
    ...request,
    customData: { customSignature: signature, ...request.customData },
  });
}

/** Holds everything that a refused transaction must not change. */
async function chainState(node: RunningNode) {
  return {
    block: await node.call("eth_getBlockByNumber", "latest", true),
    time: await node.call("config_getCurrentTimestamp"),
    rich: await node.call("eth_getBalance", RICH!.address),
    nonce: await node.call("eth_getTransactionCount", RICH!.address),
    recipient: await node.call("eth_getBalance", RECIPIENT),
  };
}

describe("The node's checks of transactions", function () {
  this.timeout(30_000);
  let node: RunningNode;

  before(async () => {
    node = await RunningNode.start();
  });

  after(() => node.stop());

  afterEach(() => {
    expect(node.isAlive).to.equal(true);
  });

  const eraVm = new Uint8Array(96).fill(1);
  const create = `${utils.CONTRACT_DEPLOYER.getFunction("create")!.selector}`;
  const unknownHash = utils.hashBytecode(packInitCode(Uint8Array.of(0xfe, 1, 2)));
  const deployUnknown = utils.CONTRACT_DEPLOYER.encodeFunctionData("create", [
    `0x${"00".repeat(32)}`,
    unknownHash,
    "0x",
  ]);

  const cases: [what: string, raw: () => string, message: string | RegExp][] = [
    ["no bytes", () => "0x", "Failed to serialize transaction: decodeRlpError RlpIsTooShort"],
    ["noise", () => "0x71c0de", /^Failed to serialize transaction: decodeRlpError /],
    ["type 1", () => "0x01c0", "Failed to serialize transaction: access lists are not supported"],
    [
      "another chain",
      () => raw2(RICH!.privateKey, { chainId: 1n }),
      "Failed to serialize transaction: wrong chain id 1",
    ],
    [
      "EraVM bytecode",
      () => raw712(RICH!.privateKey, {}, { factoryDeps: [eraVm] }),
      /^Failed to serialize transaction: factory dependency #0 is invalid: .*local-era.*zksolc\.$/s,
    ],
    [
      "a nonce that is too high",
      () => raw2(RICH!.privateKey, { nonce: 9 }),
      "nonce too high. allowed nonce range: 0 - 0, actual: 9",
    ],
    [
      "a fee below the base fee",
      () => raw2(RICH!.privateKey, { maxFeePerGas: 1n }),
      "max fee per gas less than block base fee",
    ],
    [
      "a tip above the fee",
      () => raw712(RICH!.privateKey, { maxPriorityFeePerGas: BASE_FEE + 1n }),
      "max priority fee per gas higher than max fee per gas",
    ],
    ["almost no gas", () => raw2(RICH!.privateKey, { gasLimit: 20_000n }), "intrinsic gas too low"],
    [
      "more gas than a block's limit",
      () => raw2(RICH!.privateKey, { gasLimit: 2n ** 51n }),
      "exceeds block gas limit",
    ],
    [
      "too little ETH for the fee",
      () => raw2(POOR.privateKey),
      `insufficient funds for gas + value. balance: 0, fee: ${200_000n * BASE_FEE}, value: 0`,
    ],
    [
      "too little ETH for the value",
      () => raw2(RICH!.privateKey, { value: 10n ** 24n }),
      /^insufficient funds for gas \+ value\. balance: 10000000000000000000000, fee: \d+, value: 10{24}$/,
    ],
    [
      "another sender's signature",
      () => raw712(OTHER!.privateKey, { from: RICH!.address }),
      "failed to validate the transaction. reason: Validation revert: Account validation error: " +
        "Account validation returned invalid magic value. Most often this means that the signature is incorrect",
    ],
    [
      "a signature of 64 bytes",
      () => raw712(RICH!.privateKey, {}, { customSignature: `0x${"11".repeat(64)}` }),
      /^failed to validate the transaction\. reason: Validation revert: Account validation error: .*0x90f049c9.* \(InvalidSig: field 0, actual 64\)$/,
    ],
    [
      "a system contract as sender",
      () =>
        raw712(
          RICH!.privateKey,
          { from: utils.CONTRACT_DEPLOYER_ADDRESS, gasLimit: 100_000n },
          {
            paymasterParams: { paymaster: RECIPIENT, paymasterInput: "0x" },
          },
        ),
      "failed to validate the transaction. reason: Validation revert: Sender is not an account",
    ],
    [
      "a pubdata price below the block's",
      () => raw712(RICH!.privateKey, {}, { gasPerPubdata: 1n }),
      /The operator included transaction with an unacceptable gas price/,
    ],
  ];
  for (const [what, raw, message] of cases) {
    it(`refuse a transaction with ${what}`, async () => {
      const before = await chainState(node);
      const error = await node.failure("eth_sendRawTransaction", raw());
      expect(error.code).to.equal(3);
      if (typeof message === "string") expect(error.message).to.equal(message);
      else expect(error.message).to.match(message);
      expect(await chainState(node)).to.deep.equal(before);
    });
  }

  it("refuse a transaction with a nonce that was used", async () => {
    await node.call("eth_sendRawTransaction", raw2(OTHER!.privateKey, { value: 1n }));
    const error = await node.failure("eth_sendRawTransaction", raw2(OTHER!.privateKey, { value: 2n }));
    expect(error).to.include({ code: 3, message: "nonce too low. allowed nonce range: 1 - 1, actual: 0" });
  });

  it("include the deployment of an unknown bytecode as a failed transaction, as Era does", async () => {
    expect(deployUnknown.startsWith(create)).to.equal(true);
    const wallet = walletOn(node, RICH!.privateKey);
    const request = { to: utils.CONTRACT_DEPLOYER_ADDRESS, data: deployUnknown };
    const error = await node.failure("eth_estimateGas", { from: RICH!.address, ...request });
    expect(error.code).to.equal(3);
    expect(error.data).to.equal(concatHex(["0x3e5efef9", unknownHash]));
    const sent = await wallet.sendTransaction({ ...request, gasLimit: 1_000_000n });
    const receipt = await node.call<{ status: string; contractAddress: unknown }>(
      "eth_getTransactionReceipt",
      sent.hash,
    );
    expect(receipt).to.include({ status: "0x0", contractAddress: null });
  });

  it("distinguish estimates that revert with a string, with a custom error and with nothing", async () => {
    const counter = await deployCounter(walletOn(node, RICH!.privateKey));
    const estimate = (n: bigint) =>
      node.failure("eth_estimateGas", {
        from: RICH!.address,
        to: counter,
        data: counterInterface.encodeFunctionData("add", [n]),
      });
    const head =
      "[anvil_zksync-node-11] Gas estimation failed:\n[anvil_zksync-gas_estim-21] Gas estimation is impossible: " +
      "execution reverted when the transaction is executed with maximum gas. Unspent gas is returned. \n";
    expect((await estimate(0n)).message).to.equal(
      `${head}[anvil_zksync-revert-1] Execution reverted with message: nothing to add`,
    );
    const data = counterInterface.encodeErrorResult("TooMany", [200n, 100n]);
    expect(await estimate(200n)).to.deep.equal({
      code: 3,
      message:
        `${head}[anvil_zksync-revert-4] Unknown VM revert reason: ` +
        `function_selector=Error with function selector: ${data.slice(0, 10)}, data=${data.slice(2)}`,
      data,
    });
    const nothing = await node.failure("eth_estimateGas", {
      from: RICH!.address,
      to: counter,
      data: "0x01020304",
    });
    expect(nothing).to.include({ data: "0x", code: 3 });
    expect(nothing.message).to.contain("function_selector=Error: no function selector available, data=");
  });

  it("explain why a transaction to a codeless address reserved for the system fails", async () => {
    const to = "0x000000000000000000000000000000000000dead";
    const error = await node.failure("eth_estimateGas", { from: RICH!.address, to, value: "0x1" });
    expect(error).to.include({ code: 3, data: "0x" });
    expect(error.message).to.match(/function_selector=Error: no function selector available, data= \(/);
    expect(error.message).to.contain(
      `(no code in kernel space: addresses below 0x10000 are the system's, and ${to} has no code)`,
    );
    const beyond = { from: RICH!.address, to: "0x000000000000000000000000000000000001dead", value: "0x1" };
    expect(await node.call("eth_estimateGas", beyond)).to.match(/^0x/);
  });

  it("name the error and its arguments when an EOA sends more than it has", async () => {
    const request = { from: POOR.address.toLowerCase(), to: RECIPIENT, value: "0x5" };
    const error = await node.failure("eth_estimateGas", request);
    expect(error.message).to.match(
      /Account validation error: Error with function selector: 0x03eb8b54: 0x03eb8b54[0-9a-f]{128} \(InsufficientFunds: required \d+, actual \d+\)$/,
    );
    expect(error.data).to.equal("0x");
  });

  it("name what is beyond a transaction's limits in calls and estimates, too", async () => {
    const from = RICH!.address;
    const beyond: [request: object, reason: string][] = [
      [{ data: `0x${"00".repeat(1_200_000)}` }, "oversized data. max: 1200000; actual: 1200800"],
      [{ nonce: "0x100000000" }, "nonce has max value"],
      [{ maxFeePerGas: "0x10000000000000000" }, "max fee per gas higher than 2^64-1"],
    ];
    for (const [fields, reason] of beyond) {
      const request = { from, to: RECIPIENT, ...fields };
      expect(await node.failure("eth_call", request)).to.deep.include({
        code: 3,
        message: `Failed to serialize transaction: ${reason}`,
      });
      for (const method of ["eth_estimateGas", "zks_estimateFee"]) {
        const { code, message } = await node.failure(method, request);
        expect([code, message.endsWith(`: ${reason}.`)], message).to.deep.equal([3, true]);
      }
    }
  });

  it("return code 3 and the revert data for calls that revert", async () => {
    const counter = await deployCounter(walletOn(node, RICH!.privateKey));
    const call = (n: bigint) =>
      node.failure("eth_call", { to: counter, data: counterInterface.encodeFunctionData("add", [n]) });
    expect(await call(0n)).to.include({ code: 3, message: "execution reverted: nothing to add" });
    expect(await call(200n)).to.deep.equal({
      code: 3,
      message: "execution reverted",
      data: counterInterface.encodeErrorResult("TooMany", [200n, 100n]),
    });
  });

  it("leave the state unchanged, whatever bytes are sent", async () => {
    const before = await chainState(node);
    const first = fc.constantFrom("0x71", "0x02", "0xf8", "0x");
    const rest = fc.uint8Array({ maxLength: 120 }).map((bytes) => toHex(bytes).slice(2));
    await fc.assert(
      fc.asyncProperty(first, rest, async (head, tail) => {
        const error = await node.failure("eth_sendRawTransaction", head + tail);
        expect(error.code).to.equal(3);
        expect(error.message).to.match(/^Failed to serialize transaction: /);
      }),
      { numRuns: 100 },
    );
    expect(await chainState(node)).to.deep.equal(before);
  });
});

describe("Transactions that the node drops with --anvil-send", function () {
  this.timeout(30_000);

  it("have a hash, never a receipt, and leave the chain unchanged", () =>
    RunningNode.with(["--anvil-send"], async (node) => {
      const before = await chainState(node);
      const hash = await node.call<string>(
        "eth_sendRawTransaction",
        raw712(OTHER!.privateKey, { from: RICH!.address }),
      );
      expect(hash).to.match(/^0x[0-9a-f]{64}$/);
      await receiptOf(node, await node.call<string>("eth_sendRawTransaction", raw2(OTHER!.privateKey)));
      expect(await node.call("eth_getTransactionReceipt", hash)).to.equal(null);
      expect(await node.call("eth_getBlockTransactionCountByNumber", "0x1")).to.equal("0x1");
      expect(await chainState(node)).to.deep.include({ rich: before.rich, nonce: before.nonce });
    }));

  async function receiptOf(node: RunningNode, hash: string): Promise<unknown> {
    for (;;) {
      const receipt = await node.call("eth_getTransactionReceipt", hash);
      if (receipt !== null) return receipt;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
});
