import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { getAddress, id } from "ethers";
import { Contract, ContractFactory, EIP712Signer, utils } from "zksync-ethers";
import type { types } from "zksync-ethers";
import { artifact } from "../../rpc/counter.ts";
import { counterInterface, walletOn } from "../../rpc/deployment.ts";
import { keepDoing } from "../keep-doing.ts";
import { COUNT, RICH, STRANGER } from "../lab.ts";
import type { Lab } from "../lab.ts";
import { methodsOf, staticMethodsOf } from "../methods-of.ts";
import { cannotServe, clientOnly, describeClient, serves } from "../table.ts";
import type { Table } from "../table.ts";

const counter = artifact("Counter");

/** Adds to the counter until a listener is called; returns the count that it received. */
function firstCount(contract: Contract, listen: (listener: (by: string, count: bigint) => void) => unknown) {
  const first = new Promise<bigint>((resolve) => void listen((_by, count) => resolve(count)));
  return keepDoing(() => add(contract), first);
}

const add = async (contract: Contract) => (await contract.add!(1n)).wait();

const contractRows: Table<Contract> = {
  connect: serves("changes the caller", async (contract, { node }) => {
    const connected = contract.connect(walletOn(node, RICH!.privateKey).provider) as Contract;
    expect(await connected.count!()).to.equal(COUNT);
  }),
  attach: serves("returns the same interface at another address", async (contract, { token }) => {
    expect(await contract.attach(token).getAddress()).to.equal(getAddress(token));
  }),
  getAddress: serves("returns the address of the deployment", async (contract, lab) => {
    expect(await contract.getAddress()).to.equal(getAddress(lab.counter));
  }),
  getDeployedCode: serves("returns the bytecode", async (contract) => {
    expect(await contract.getDeployedCode()).to.equal(counter.bytecode);
    expect(await contract.attach(STRANGER).getDeployedCode()).to.equal(null);
  }),
  waitForDeployment: serves("resolves once there is code", async (contract) => {
    expect(await contract.waitForDeployment()).to.equal(contract);
  }),
  deploymentTransaction: serves("returns null for a contract that already existed", (contract) => {
    expect(contract.deploymentTransaction()).to.equal(null);
  }),
  getFunction: serves("returns a function that calls, simulates, estimates and sends", async (contract) => {
    const add = contract.getFunction("add");
    expect(await add.staticCall(3n)).to.equal(COUNT + 3n);
    expect((await add.estimateGas(3n)) > 24_070n).to.equal(true);
    expect((await (await add(3n)).wait()).status).to.equal(1);
    expect(await contract.count!()).to.equal(COUNT + 3n);
  }),
  getEvent: serves("returns the topic that the node logs", async (contract, { node, addHash }) => {
    const { logs } = await node.call<{ logs: { topics: string[] }[] }>("eth_getTransactionReceipt", addHash);
    const topic = contract.getEvent("Counted").fragment.topicHash;
    expect(topic).to.equal(id("Counted(address,uint256)"));
    expect(logs.some(({ topics }) => topics[0] === topic)).to.equal(true);
  }),
  queryFilter: serves("finds and decodes events", async (contract, { addHash }) => {
    const [event] = await contract.queryFilter("Counted", 0);
    expect(event!.transactionHash).to.equal(addHash);
    expect("args" in event! && event.args.count).to.equal(COUNT);
  }),
  queryTransaction: cannotServe("ethers to implement it", /@TODO/, (contract, { addHash }) =>
    contract.queryTransaction(addHash),
  ),
  on: serves("reports events", async (contract) => {
    const count = await firstCount(contract, (listener) => contract.on("Counted", listener));
    expect(count > COUNT && count <= (await contract.count!())).to.equal(true);
  }),
  addListener: serves("is on", async (contract) => {
    const count = await firstCount(contract, (listener) => contract.addListener("Counted", listener));
    expect(count > COUNT && count <= (await contract.count!())).to.equal(true);
  }),
  once: serves("reports one event", async (contract) => {
    let calls = 0;
    await firstCount(contract, (listener) =>
      contract.once("Counted", (by, count) => {
        calls += 1;
        listener(by, count);
      }),
    );
    await add(contract);
    await setTimeout(100);
    expect(calls).to.equal(1);
  }),
  emit: clientOnly("calls its own listeners"),
  listenerCount: clientOnly("counts its own listeners"),
  listeners: clientOnly("its own listeners"),
  off: clientOnly("its own listeners"),
  removeListener: clientOnly("its own listeners"),
  removeAllListeners: clientOnly("its own listeners"),
};

describeClient(
  "zksync-ethers Contract",
  methodsOf(Contract),
  contractRows,
  (lab) => new Contract(lab.counter, counter.abi, walletOn(lab.node, RICH!.privateKey)),
  async (contract) => {
    await contract.removeAllListeners();
    await setTimeout(20);
  },
);

/** Deploys with a factory of some type; returns the address and the account version that the chain has for it. */
async function deployAs(type: ConstructorParameters<typeof ContractFactory>[3], { node }: Lab) {
  const wallet = walletOn(node, RICH!.privateKey);
  const factory = new ContractFactory(counter.abi, counter.bytecode, wallet, type);
  const contract = (await factory.deploy(9n, { customData: { salt: id("salt") } })) as Contract;
  await contract.waitForDeployment();
  expect(await contract.count!()).to.equal(9n);
  const address = await contract.getAddress();
  return { address, version: (await wallet.provider.getContractAccountInfo(address)).supportedAAVersion };
}

const factoryRows: Table<ContractFactory> = {
  deploy: serves(
    "deploys with create, create2, createAccount and create2Account, at the address that the client computes",
    async (_, lab) => {
      const nonce = await walletOn(lab.node, RICH!.privateKey).getDeploymentNonce();
      const [create, createAccount] = [await deployAs("create", lab), await deployAs("createAccount", lab)];
      expect(create).to.deep.equal({ address: utils.createAddress(RICH!.address, nonce), version: 0 });
      expect(createAccount).to.deep.equal({
        address: utils.createAddress(RICH!.address, nonce + 1n),
        version: 1,
      });
      const input = counterInterface.encodeDeploy([9n]);
      const hash = utils.hashBytecode(counter.bytecode);
      const address = utils.create2Address(utils.CONTRACT_2_FACTORY_ADDRESS, hash, id("salt"), input);
      const snapshot = await lab.node.call("evm_snapshot");
      expect(await deployAs("create2", lab)).to.deep.equal({ address, version: 0 });
      await lab.node.call("evm_revert", snapshot);
      expect(await deployAs("create2Account", lab)).to.deep.equal({ address, version: 1 });
    },
  ),
  getDeployTransaction: serves("returns a transaction that the node runs", async (factory, { node }) => {
    const transaction: types.TransactionRequest = await factory.getDeployTransaction(4n);
    expect(getAddress(String(transaction.to))).to.equal(utils.CONTRACT_DEPLOYER_ADDRESS);
    const sent = await walletOn(node, RICH!.privateKey).sendTransaction(transaction);
    expect((await sent.wait()).contractAddress).to.match(/^0x/);
  }),
  attach: serves("returns the interface at an address", async (factory, lab) => {
    expect(await (factory.attach(lab.counter) as Contract).count!()).to.equal(COUNT);
  }),
  connect: cannotServe(
    "zksync-ethers to return a factory of its own",
    /toAddressIsNull/,
    (factory, { node }) => factory.connect(walletOn(node, RICH!.privateKey)).deploy(1n),
  ),
  checkOverrides: clientOnly("private; deploy uses it"),
  encodeCalldata: clientOnly("private; deploy uses it"),
};

describeClient("zksync-ethers ContractFactory", methodsOf(ContractFactory), factoryRows, ({ node }) => {
  return new ContractFactory(counter.abi, counter.bytecode, walletOn(node, RICH!.privateKey));
});

const signerRows: Table<EIP712Signer> = {
  sign: serves("returns a signature that the node accepts", async (signer, { node }) => {
    const transaction = await walletOn(node, RICH!.privateKey).populateTransaction({
      to: STRANGER,
      value: 3n,
    });
    const customSignature = await signer.sign(transaction);
    const customData = { ...transaction.customData, customSignature };
    const raw = utils.serializeEip712({ ...transaction, customData });
    const hash = await node.call("eth_sendRawTransaction", raw);
    expect(await node.call("eth_getTransactionReceipt", hash)).to.include({ status: "0x1" });
  }),
  getDomain: serves("returns a domain with the node's chain id", async (signer, { node }) => {
    const { chainId } = await signer.getDomain();
    expect(BigInt(chainId!)).to.equal(BigInt(await node.call<string>("eth_chainId")));
  }),
};

describeClient("zksync-ethers EIP712Signer", methodsOf(EIP712Signer), signerRows, ({ node }) => {
  return new EIP712Signer(walletOn(node, RICH!.privateKey), 260);
});

const digests: Table<typeof EIP712Signer> = {
  getSignInput: clientOnly("the struct that getSignedDigest hashes"),
  getSignedDigest: clientOnly("compared with the node's in vectors.test.ts"),
};
describeClient(
  "zksync-ethers EIP712Signer's class",
  staticMethodsOf(EIP712Signer),
  digests,
  () => EIP712Signer,
);
