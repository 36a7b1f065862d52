import { expect } from "chai";
import {
  createPublicClient,
  createTestClient,
  createWalletClient,
  http,
  parseAbi,
  parseEther,
  publicActions,
  walletActions,
} from "viem";
import type { Abi, Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { zksyncInMemoryNode } from "viem/chains";
import { deployContract, eip712WalletActions, getGeneralPaymasterInput, publicActionsL2 } from "viem/zksync";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { artifact } from "./counter.ts";
import { RunningNode } from "./running-node.ts";

const RECIPIENT = "0x00000000000000000000000000000000DeaDBeef";
const account = privateKeyToAccount(DEFAULT_ACCOUNTS[0]!.privateKey);
const { bytecode, abi } = artifact("Counter");
const counterAbi = JSON.parse(abi) as Abi;
const readAbi = parseAbi([
  "function count() view returns (uint256)",
  "event Counted(address indexed by, uint256 count)",
]);

describe("viem against the node", function () {
  this.timeout(30_000);
  let node: RunningNode;

  before(async () => {
    node = await RunningNode.start();
  });

  after(() => node.stop());

  beforeEach(() => node.call("anvil_reset"));

  const settings = () => ({ chain: zksyncInMemoryNode, transport: http(node.url), pollingInterval: 20 });
  const publicClient = () => createPublicClient(settings()).extend(publicActionsL2());
  const walletClient = () => createWalletClient({ ...settings(), account }).extend(eip712WalletActions());
  const testClient = () =>
    createTestClient({ ...settings(), mode: "anvil" })
      .extend(publicActions)
      .extend(walletActions);

  async function deployCounter(): Promise<Hex> {
    const hash = await deployContract(walletClient(), {
      account,
      chain: zksyncInMemoryNode,
      abi: counterAbi,
      bytecode,
      args: [5n],
      deploymentType: "create",
    });
    const receipt = await publicClient().waitForTransactionReceipt({ hash });
    expect(receipt.status).to.equal("success");
    return receipt.contractAddress!;
  }

  it("sends ETH", async () => {
    const hash = await walletClient().sendTransaction({ to: RECIPIENT, value: parseEther("2") });
    const receipt = await publicClient().waitForTransactionReceipt({ hash });
    expect(receipt).to.include({ status: "success", transactionHash: hash, effectiveGasPrice: 45_250_000n });
    expect(await publicClient().getBalance({ address: RECIPIENT })).to.equal(parseEther("2"));
  });

  it("sends an EIP-712 transaction and reads it back", async () => {
    const hash = await walletClient().sendTransaction({ to: RECIPIENT, value: 1n, gasPerPubdata: 50_000n });
    const transaction = await publicClient().getTransaction({ hash });
    expect(transaction).to.deep.include({ hash, type: "eip712", value: 1n, nonce: 0 });
  });

  it("deploys, calls and finds events", async () => {
    const address = await deployCounter();
    const hash = await walletClient().writeContract({
      address,
      abi: counterAbi,
      functionName: "add",
      args: [2n],
    });
    const receipt = await publicClient().waitForTransactionReceipt({ hash });
    expect(await publicClient().readContract({ address, abi: readAbi, functionName: "count" })).to.equal(7n);
    const logs = await publicClient().getContractEvents({
      address,
      abi: readAbi,
      eventName: "Counted",
      fromBlock: 0n,
    });
    expect(logs.map(({ args }) => args)).to.deep.equal([{ by: account.address, count: 7n }]);
    expect(logs[0]!.transactionHash).to.equal(receipt.transactionHash);
  });

  it("decodes custom errors of simulations", async () => {
    const address = await deployCounter();
    const simulation = publicClient().simulateContract({
      address,
      abi: counterAbi,
      functionName: "add",
      args: [101n],
    });
    const error = await simulation.catch((reason: unknown) => reason);
    expect(error)
      .to.be.instanceOf(Error)
      .with.property("message")
      .that.contains("TooMany(uint256 asked, uint256 allowed)");
  });

  it("decodes the reason why a transaction would revert", async () => {
    const address = await deployCounter();
    const writing = walletClient().writeContract({
      address,
      abi: counterAbi,
      functionName: "add",
      args: [0n],
    });
    const error = await writing.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error).with.property("message").that.contains("nothing to add");
  });

  it("estimates fees with zks_estimateFee", async () => {
    const fee = await publicClient().estimateFee({ account, to: RECIPIENT, value: 1n });
    expect(fee).to.include({ maxFeePerGas: 45_250_000n, maxPriorityFeePerGas: 0n });
    expect(await publicClient().estimateGas({ account, to: RECIPIENT, value: 1n })).to.equal(fee.gasLimit);
  });

  it("reports a paymaster without code in the refusal", async () => {
    const sending = walletClient().sendTransaction({
      to: RECIPIENT,
      value: 1n,
      paymaster: RECIPIENT,
      paymasterInput: getGeneralPaymasterInput({ innerInput: "0x" }),
    });
    const error = await sending.catch((reason: unknown) => reason);
    expect(error)
      .to.be.instanceOf(Error)
      .with.property("message")
      .that.matches(/paymaster/i);
  });

  it("controls the node with the test actions", async () => {
    const client = testClient();
    const id = await client.snapshot();
    await client.setBalance({ address: RECIPIENT, value: 77n });
    await client.mine({ blocks: 3, interval: 1 });
    expect(await client.getBlockNumber()).to.equal(3n);
    await client.increaseTime({ seconds: 100 });
    await client.mine({ blocks: 1 });
    expect((await client.getBlock()).timestamp).to.equal(1104n);
    await client.impersonateAccount({ address: RECIPIENT });
    const hash = await client.sendTransaction({ account: RECIPIENT, to: account.address, value: 7n });
    expect((await client.getTransactionReceipt({ hash })).status).to.equal("success");
    expect(await client.getBalance({ address: RECIPIENT })).to.equal(70n);
    await client.revert({ id });
    expect(await client.getBalance({ address: RECIPIENT })).to.equal(0n);
    expect(await client.getBlockNumber({ cacheTime: 0 })).to.equal(0n);
  });
});
