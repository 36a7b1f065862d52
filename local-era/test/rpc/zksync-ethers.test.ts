import { expect } from "chai";
import {
  Contract as EthersContract,
  Interface,
  parseEther,
  Wallet as EthersWallet,
  JsonRpcProvider,
} from "ethers";
import { Contract, ContractFactory, Provider, utils, Wallet } from "zksync-ethers";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { artifact } from "./counter.ts";
import { RunningNode } from "./running-node.ts";

const RECIPIENT = "0x00000000000000000000000000000000DeaDBeef";
const [RICH, OTHER] = DEFAULT_ACCOUNTS;
const counter = artifact("Counter");
const counterAbi = new Interface(counter.abi);

describe("zksync-ethers against the node", function () {
  this.timeout(30_000);
  let node: RunningNode;
  let provider: Provider;
  let wallet: Wallet;

  before(async () => {
    node = await RunningNode.start();
    provider = new Provider(node.url, undefined, { cacheTimeout: -1 });
    provider.pollingInterval = 20;
    wallet = new Wallet(RICH!.privateKey, provider);
  });

  after(() => node.stop());

  beforeEach(() => node.call("anvil_reset"));

  async function deployCounter(start = 5n): Promise<Contract> {
    const contract = await new ContractFactory(counter.abi, counter.bytecode, wallet).deploy(start);
    await contract.waitForDeployment();
    return contract as Contract;
  }

  it("sends ETH, pays gasUsed at the base fee and finds the same in the receipt", async () => {
    const before = await wallet.getBalance();
    const sent = await wallet.sendTransaction({ to: RECIPIENT, value: parseEther("1") });
    const receipt = await sent.wait();
    expect(receipt.status).to.equal(1);
    expect(await provider.getBalance(RECIPIENT)).to.equal(parseEther("1"));
    expect(before - (await wallet.getBalance())).to.equal(
      parseEther("1") + receipt.gasUsed * receipt.gasPrice,
    );
    expect(receipt.gasPrice).to.equal(45_250_000n);
    const [charged, paid, refunded] = receipt.logs;
    expect(receipt.logs.every(({ address }) => address.endsWith("800A"))).to.equal(true);
    expect(BigInt(paid!.data)).to.equal(parseEther("1"));
    expect(BigInt(charged!.data) - BigInt(refunded!.data)).to.equal(receipt.gasUsed * receipt.gasPrice);
  });

  it("sends transactions of every accepted type, with the hash that the client computes", async () => {
    for (const type of [0, 2, utils.EIP712_TX_TYPE]) {
      const sent = await wallet.sendTransaction({ to: RECIPIENT, value: 1n, type });
      const receipt = await sent.wait();
      expect(receipt).to.include({ type, hash: sent.hash, status: 1 });
      expect(await provider.getTransaction(sent.hash)).to.deep.include({
        hash: sent.hash,
        type,
        nonce: sent.nonce,
      });
    }
  });

  it("also works with plain ethers", async () => {
    const plain = new EthersWallet(OTHER!.privateKey, new JsonRpcProvider(node.url));
    const sent = await plain.sendTransaction({ to: RECIPIENT, value: 3n });
    await sent.wait();
    expect(await provider.getBalance(RECIPIENT)).to.equal(3n);
  });

  it("deploys with create, at the address that the client computes", async () => {
    const nonce = await wallet.getDeploymentNonce();
    const contract = await deployCounter(7n);
    expect(await contract.getAddress()).to.equal(utils.createAddress(wallet.address, nonce));
    expect(await contract.count!()).to.equal(7n);
    expect(await wallet.getDeploymentNonce()).to.equal(nonce + 1n);
    expect(await provider.getCode(await contract.getAddress())).to.equal(counter.bytecode);
  });

  it("deploys with create2, at the address that the client computes", async () => {
    const salt = `0x${"07".repeat(32)}`;
    const factory = new ContractFactory(counter.abi, counter.bytecode, wallet, "create2");
    const contract = await factory.deploy(9n, { customData: { salt } });
    await contract.waitForDeployment();
    const input = counterAbi.encodeDeploy([9n]);
    const bytecodeHash = utils.hashBytecode(counter.bytecode);
    const expected = utils.create2Address(
      "0x0000000000000000000000000000000000010000",
      bytecodeHash,
      salt,
      input,
    );
    expect(await contract.getAddress()).to.equal(expected);
    expect(await (contract as Contract).count!()).to.equal(9n);
  });

  it("deploys contracts that deploy contracts, when their bytecode is attached", async () => {
    const { abi, bytecode } = artifact("Factory");
    const factory = (await new ContractFactory(abi, bytecode, wallet).deploy({
      customData: { factoryDeps: [counter.bytecode] },
    })) as Contract;
    await factory.waitForDeployment();
    const sent = await factory.make!(3n);
    const receipt = await sent.wait();
    const made = new Contract(await factory.last!(), counter.abi, provider);
    expect(await made.count!()).to.equal(3n);
    expect(receipt.contractAddress).to.equal(await made.getAddress());
  });

  it("calls contracts and finds their events", async () => {
    const contract = await deployCounter();
    const receipt = await (await contract.add!(4n)).wait();
    expect(await contract.count!()).to.equal(9n);
    expect(await contract.origin!()).to.equal(wallet.address);
    const filter = contract.filters.Counted!(wallet.address);
    const [found] = await contract.queryFilter(filter);
    expect(found).to.include({ transactionHash: receipt.hash, blockNumber: receipt.blockNumber });
    expect(await contract.queryFilter(contract.filters.Counted!(RECIPIENT))).to.deep.equal([]);
  });

  it("reports why a call reverts", async () => {
    const contract = await deployCounter();
    const plain = new EthersContract(await contract.getAddress(), counterAbi, new JsonRpcProvider(node.url));
    const custom = await plain.add!.staticCall(101n).catch((error: unknown) => error);
    expect(custom).to.include({ code: "CALL_EXCEPTION" });
    expect((custom as { revert: { name: string } }).revert.name).to.equal("TooMany");
    const text = await plain.add!.staticCall(0n).catch((error: unknown) => error);
    expect(text).to.include({ code: "CALL_EXCEPTION", reason: "nothing to add" });
    const asClient = await contract.add!.staticCall(101n).catch((error: unknown) => error);
    expect((asClient as { error: { data: string } }).error.data).to.equal(
      counterAbi.encodeErrorResult("TooMany", [101n, 100n]),
    );
  });

  it("includes a transaction that reverts, and keeps its fee and nonce", async () => {
    const contract = await deployCounter();
    const before = await wallet.getBalance();
    const nonce = await wallet.getNonce();
    const sent = await contract.add!(0n, { gasLimit: 1_000_000n });
    const receipt = await provider.getTransactionReceipt(sent.hash);
    expect(receipt?.status).to.equal(0);
    expect(before - (await wallet.getBalance())).to.equal(receipt!.gasUsed * receipt!.gasPrice);
    expect(await wallet.getNonce()).to.equal(nonce + 1);
    expect(await contract.count!()).to.equal(5n);
  });

  it("estimates enough gas for what it then sends", async () => {
    const contract = await deployCounter();
    const gasLimit = await contract.add!.estimateGas(1n);
    const receipt = await (await contract.add!(1n, { gasLimit })).wait();
    expect(receipt.status).to.equal(1);
    const fee = await provider.estimateFee({ from: wallet.address, to: RECIPIENT, value: 1n });
    expect(fee).to.include({ maxFeePerGas: 45_250_000n, gasPerPubdataLimit: 168n });
  });

  it("reads block and transaction details", async () => {
    const receipt = await (await wallet.sendTransaction({ to: RECIPIENT, value: 1n })).wait();
    const block = await provider.getBlockDetails(receipt.blockNumber);
    expect(block).to.deep.include({ number: 1, l2TxCount: 1, rootHash: receipt.blockHash, timestamp: 1001 });
    const details = await provider.getTransactionDetails(receipt.hash);
    expect(details).to.include({ status: "included", isL1Originated: false });
    expect((await provider.getBlock(1, true))?.prefetchedTransactions[0]!.hash).to.equal(receipt.hash);
  });

  it("finds bytecodes by their hashes", async () => {
    await deployCounter();
    const hash = Array.from(utils.hashBytecode(counter.bytecode), (b) =>
      b.toString(16).padStart(2, "0"),
    ).join("");
    const found = await node.call<number[]>("zks_getBytecodeByHash", `0x${hash}`);
    expect(Buffer.from(found).toString("hex")).to.equal(counter.bytecode.slice(2));
    expect(await node.call("zks_getBytecodeByHash", `0x${"00".repeat(32)}`)).to.equal(null);
  });

  it("watches events", async () => {
    const contract = await deployCounter();
    const watched = new EthersContract(await contract.getAddress(), counterAbi, provider);
    const seen = new Promise<bigint>((resolve) =>
      watched.once("Counted", (_by, count: bigint) => resolve(count)),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    await contract.add!(2n);
    expect(await seen).to.equal(7n);
    await watched.removeAllListeners();
    // ethers uninstalls the filter without waiting for it; this request follows that one.
    await provider.send("eth_blockNumber", []);
  });
});
