import { expect } from "chai";
import { AbiCoder, Contract, hexlify, randomBytes, type Interface } from "ethers";
import hre from "hardhat";
import { utils, type types } from "zksync-ethers";
import {
  Endowed__factory,
  IContractDeployer__factory,
  TestExecutor__factory,
} from "../../../typechain-types";
import { eventsOf } from "../../helpers/accounts/account-events";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { expectError } from "../../helpers/accounts/account-refusal";
import { encodeBatch, encodeMode, encodeSingle } from "../../helpers/accounts/execution-mode";

const coder = AbiCoder.defaultAbiCoder();
const deployerAbi = IContractDeployer__factory.createInterface();
const to = utils.CONTRACT_DEPLOYER_ADDRESS;
const NO_SALT = `0x${"00".repeat(32)}`;

describe("ERC7579Account: contracts it deploys", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let bytecode: string;
  let hash: string;

  before(async () => {
    stage = await accountStage();
    account = await ownedAccount(stage);
    ({ bytecode } = await hre.artifacts.readArtifact("Endowed"));
    hash = hexlify(utils.hashBytecode(bytecode));
  });

  const argument = (number: bigint) => coder.encode(["uint256"], [number]);
  const creation = (number: bigint) =>
    deployerAbi.encodeFunctionData("create", [NO_SALT, hash, argument(number)]);

  /** Returns the code at the one address where a contract was deployed. */
  const deployedBy = async (receipt: Parameters<typeof eventsOf>[0]) => {
    const events = eventsOf(receipt, deployerAbi, "ContractDeployed");
    expect(events).to.have.length(1);
    const address = events[0]!.contractAddress as string;
    const contract = Endowed__factory.connect(address, stage.deployer);
    return {
      address,
      founder: await contract.founder(),
      number: await contract.number(),
      balance: await account.provider.getBalance(address),
    };
  };

  const deploymentNonce = async (): Promise<bigint> =>
    new Contract(utils.NONCE_HOLDER_ADDRESS, utils.NONCE_HOLDER_ABI, account.provider).getDeploymentNonce!(
      account.address,
    ) as Promise<bigint>;

  it("get from create the addresses that an EOA's would, by its deployment nonce", async () => {
    for (const number of [1n, 2n]) {
      const address = utils.createAddress(account.address, await deploymentNonce());
      const receipt = await account.send({ to, data: creation(number), factoryDeps: [bytecode] });
      expect((await deployedBy(receipt)).address).to.equal(address);
    }
  });

  it("get their constructor arguments and ETH from both create and create2", async () => {
    const salt = hexlify(randomBytes(32));
    const second = deployerAbi.encodeFunctionData("create2", [salt, hash, argument(4n)]);
    const expected = { founder: account.address, balance: 6n };
    const receipts = [
      await account.send({ to, value: 6n, data: creation(3n), factoryDeps: [bytecode] }),
      await account.send({ to, value: 6n, data: second, factoryDeps: [bytecode] }),
    ];
    expect(await deployedBy(receipts[0]!)).to.include({ ...expected, number: 3n });
    expect(await deployedBy(receipts[1]!)).to.include({
      ...expected,
      number: 4n,
      address: utils.create2Address(account.address, hash, salt, argument(4n)),
    });
  });

  it("are deployed by every way of executing, as by a plain transaction", async () => {
    await account.send({ to, data: creation(9n), factoryDeps: [bytecode] });
    const address = await stage.deploy("TestExecutor");
    await account.sendSelf("installModule", [2n, address, "0x"]);
    const executor = TestExecutor__factory.connect(address, stage.deployer);
    const call = (number: bigint) => ({ target: to, value: 1n, callData: creation(number) });
    const run = async (mode: string, calldata: string) =>
      (await (await executor.run(account.address, mode, calldata)).wait())!;
    const ways: Record<string, (number: bigint) => Promise<Parameters<typeof eventsOf>[0]>> = {
      batchCall: (number) => account.sendSelf("batchCall", [[{ ...call(number), allowFailure: false }]], 1n),
      single: (number) => account.sendSelf("execute", [encodeMode("single"), encodeSingle(call(number))]),
      batch: (number) => account.sendSelf("execute", [encodeMode("batch"), encodeBatch([call(number)])]),
      executorSingle: (number) => run(encodeMode("single"), encodeSingle(call(number))),
      executorBatch: (number) => run(encodeMode("batch", "try"), encodeBatch([call(number)])),
    };
    for (const [i, way] of Object.keys(ways).entries()) {
      const number = BigInt(i) + 10n;
      const deployed = await deployedBy(await ways[way]!(number));
      expect(deployed, way).to.include({ founder: account.address, number, balance: 1n });
    }
  });

  it("are reported to an executor by their address", async () => {
    await account.send({ to, data: creation(20n), factoryDeps: [bytecode] });
    const address = await stage.deploy("TestExecutor");
    await account.sendSelf("installModule", [2n, address, "0x"]);
    const executor = TestExecutor__factory.connect(address, stage.deployer);
    const call = encodeSingle({ target: to, callData: creation(21n) });
    const [returned] = await executor.run.staticCall(account.address, encodeMode("single"), call);
    const expected = utils.createAddress(account.address, await deploymentNonce());
    expect(coder.decode(["address"], returned!)[0]).to.equal(expected);
  });

  it("pass on the revert reason of a failing constructor", async () => {
    const abi: Interface = Endowed__factory.createInterface();
    const sent: Promise<types.TransactionReceipt> = account.send({
      to,
      data: creation(0n),
      factoryDeps: [bytecode],
    });
    await expectError(sent, abi, "NoNumber");
  });
});
