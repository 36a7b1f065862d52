import { expect } from "chai";
import { Interface, keccak256 } from "ethers";
import { utils } from "zksync-ethers";
import { fromHex, toHex } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { compile } from "../helpers/compile.ts";
import { abiCoder, LocalChain, SENDER } from "../helpers/local-chain.ts";

const SOURCE = `
pragma solidity ^0.8.24;
contract Child {
    uint256 public immutable number;
    address public creator = msg.sender;
    error TooLarge(uint256 number);
    constructor(uint256 n) payable { if (n > 100) revert TooLarge(n); number = n; }
}
contract Parent {
    event Made(address child, uint256 codeSize, bytes32 codeHash);
    function make(uint256 n) external payable returns (address child) {
        child = address(new Child{value: msg.value}(n));
        emit Made(child, child.code.length, child.codehash);
    }
    function make2(uint256 n, bytes32 salt) external returns (address) { return address(new Child{salt: salt}(n)); }
    function relay(bytes calldata data) external returns (bool ok, bytes memory reason) {
        (ok, reason) = address(0x8006).call(data);
    }
    function tryMake(uint256 n) external returns (bool, bytes memory reason) {
        try new Child(n) { return (true, ""); } catch (bytes memory data) { return (false, data); }
    }
}
contract Observer {
    uint256 public sizeInConstructor = 1;
    bool public callable;
    constructor() {
        address self = address(this);
        uint256 size;
        assembly { size := extcodesize(self) }
        sizeInConstructor = size;
        (callable, ) = self.call("");
    }
}`;

const deployer = new Interface([
  "function create(bytes32,bytes32,bytes) payable returns (address)",
  "function create2(bytes32,bytes32,bytes) payable returns (address)",
  "function createAccount(bytes32,bytes32,bytes,uint8) payable returns (address)",
  "function create2Account(bytes32,bytes32,bytes,uint8) payable returns (address)",
  "function createEVM(bytes) payable returns (uint256,address)",
  "function updateAccountVersion(uint8)",
  "function updateNonceOrdering(uint8)",
  "function getAccountInfo(address) view returns (uint8,uint8)",
  "function extendedAccountVersion(address) view returns (uint8)",
  "function getNewAddressCreate(address,uint256) view returns (address)",
  "function getNewAddressCreate2(address,bytes32,bytes32,bytes) view returns (address)",
  "event ContractDeployed(address indexed deployer, bytes32 indexed bytecodeHash, address indexed contractAddress)",
  "error UnknownCodeHash(bytes32)",
  "error EmptyBytes32()",
  "error EVMBytecodeHash()",
  "error HashIsNonZero(bytes32)",
  "error SystemCallFlagRequired()",
  "error EVMEmulationNotSupported()",
  "error InvalidNonceOrderingChange()",
  "error NonEmptyAccount()",
]);
const SALT = `0x${"5a".repeat(32)}`;
const ZERO_HASH = `0x${"00".repeat(32)}`;

describe("ContractDeployer", () => {
  let chain: LocalChain;
  const contracts = () => compile(SOURCE);
  const child = () => contracts().get("Child")!;
  const childHash = () => toHex(utils.hashBytecode(child().bytecode));
  const encoded = (n: number) => abiCoder.encode(["uint256"], [n]);

  beforeEach(() => {
    chain = new LocalChain();
  });

  function deploy(name: string, args: unknown[], value = 0n) {
    return chain.send({
      to: SystemAddress.ContractDeployer,
      data: fromHex(deployer.encodeFunctionData(name, args)),
      factoryDeps: [child().bytecode],
      value,
    });
  }

  async function view(name: string, args: unknown[]) {
    const data = fromHex(deployer.encodeFunctionData(name, args));
    const { returnData } = await chain.bootloader.call(
      chain.request({ to: SystemAddress.ContractDeployer, data }),
      chain.block,
    );
    return deployer.decodeFunctionResult(name, returnData).toArray();
  }

  function refusal(returnData: Uint8Array): string | undefined {
    return deployer.parseError(returnData)?.name;
  }

  it("computes create addresses as zksync-ethers does, from the deployment nonce", async () => {
    for (const nonce of [0, 1, 2]) {
      const { contractAddress } = await deploy("create", [ZERO_HASH, childHash(), encoded(1)]);
      expect(contractAddress).to.equal(utils.createAddress(SENDER, nonce).toLowerCase());
    }
  });

  it("computes create2 addresses as zksync-ethers does", async () => {
    const { contractAddress } = await deploy("create2", [SALT, childHash(), encoded(2)]);
    const expected = utils.create2Address(SENDER, childHash(), SALT, encoded(2));
    expect(contractAddress).to.equal(expected.toLowerCase());
    expect(await view("getNewAddressCreate2", [SENDER, childHash(), SALT, encoded(2)])).to.deep.equal([
      expected,
    ]);
    expect(await view("getNewAddressCreate", [SENDER, 5])).to.deep.equal([utils.createAddress(SENDER, 5)]);
  });

  it("runs the constructor as a call from the deployer, with separate immutables per instance", async () => {
    const abi = new Interface([
      "function number() view returns (uint256)",
      "function creator() view returns (address)",
    ]);
    for (const n of [3, 4]) {
      const address = (await deploy("create", [ZERO_HASH, childHash(), encoded(n)])).contractAddress!;
      expect(await chain.read({ address, abi }, "number")).to.deep.equal([BigInt(n)]);
      expect(String(await chain.read({ address, abi }, "creator")).toLowerCase()).to.equal(SENDER);
    }
  });

  it("moves the value sender → deployer → contract, and emits ContractDeployed last", async () => {
    const { logs, contractAddress } = await deploy("create", [ZERO_HASH, childHash(), encoded(1)], 9n);
    const event = deployer.parseLog({ topics: [...logs.at(-1)!.topics], data: "0x" })!;
    expect(event.args.toArray().map((arg: string) => arg.toLowerCase())).to.deep.equal([
      SENDER,
      childHash(),
      contractAddress,
    ]);
    const senders = logs.slice(-3, -1).map(({ topics }) => `0x${topics[1]!.slice(26)}`);
    expect(senders).to.deep.equal([SENDER, SystemAddress.ContractDeployer]);
    expect(chain.world.balance(contractAddress!)).to.equal(9n);
  });

  it("passes on the constructor's revert data and undoes everything, including the deployment nonce", async () => {
    const outcome = await deploy("create", [ZERO_HASH, childHash(), encoded(101)]);
    expect(outcome.status).to.equal(0);
    expect(new Interface(["error TooLarge(uint256)"]).parseError(outcome.returnData)?.args[0]).to.equal(101n);
    expect(chain.world.deploymentNonce(SENDER)).to.equal(0n);
  });

  it("stores the account version of createAccount and create2Account", async () => {
    const first = (await deploy("createAccount", [ZERO_HASH, childHash(), encoded(1), 1])).contractAddress!;
    const second = (await deploy("create2Account", [SALT, childHash(), encoded(1), 1])).contractAddress!;
    for (const address of [first, second]) {
      expect(await view("getAccountInfo", [address])).to.deep.equal([1n, 0n]);
      expect(await view("extendedAccountVersion", [address])).to.deep.equal([1n]);
    }
  });

  it("treats any codeless address as a version 1 account, and a plain contract as none", async () => {
    const plain = (await deploy("create", [ZERO_HASH, childHash(), encoded(1)])).contractAddress!;
    expect(await view("extendedAccountVersion", [SENDER])).to.deep.equal([1n]);
    expect(await view("extendedAccountVersion", [plain])).to.deep.equal([0n]);
  });

  const refusals: [name: string, call: string, args: () => unknown[], error: string][] = [
    ["an unknown bytecode", "create", () => [ZERO_HASH, `0x0100${"07".repeat(30)}`, "0x"], "UnknownCodeHash"],
    ["no bytecode", "create", () => [ZERO_HASH, ZERO_HASH, "0x"], "EmptyBytes32"],
    ["an EVM bytecode hash", "create", () => [ZERO_HASH, `0x02${"00".repeat(31)}`, "0x"], "EVMBytecodeHash"],
    ["EVM deployments", "createEVM", () => ["0x00"], "SystemCallFlagRequired"],
    ["another nonce ordering", "updateNonceOrdering", () => [1], "SystemCallFlagRequired"],
  ];
  for (const [name, call, args, error] of refusals) {
    it(`refuses ${name} with ${error}`, async () => {
      expect(refusal((await deploy(call, args())).returnData)).to.equal(error);
    });
  }

  it("refuses to deploy to an address twice", async () => {
    await deploy("create2", [SALT, childHash(), encoded(1)]);
    const again = await deploy("create2", [SALT, childHash(), encoded(1)]);
    expect(refusal(again.returnData)).to.equal("HashIsNonZero");
  });

  it("requires the system flag of contracts, which plain calls cannot carry", async () => {
    const parent = await chain.deploy(contracts().get("Parent")!, [], [child()]);
    const creation = deployer.encodeFunctionData("create", [ZERO_HASH, childHash(), encoded(1)]);
    const [ok, reason] = await chain.read(parent, "relay", [creation]);
    expect([ok, refusal(fromHex(String(reason)))]).to.deep.equal([false, "SystemCallFlagRequired"]);
  });

  describe("called by Solidity's new", () => {
    it("deploys at the address of the contract's deployment nonce, with value", async () => {
      const parent = await chain.deploy(contracts().get("Parent")!, [], [child()]);
      const { logs, contractAddress } = await chain.transact(parent, "make", [5], { value: 11n });
      const [made, size, hash] = parent.abi.decodeEventLog("Made", logs.at(-1)!.data);
      expect(made.toLowerCase()).to.equal(contractAddress);
      expect(made).to.equal(utils.createAddress(parent.address, 0));
      expect([size, hash]).to.deep.equal([BigInt(child().bytecode.length), childHash()]);
      expect(chain.world.balance(contractAddress!)).to.equal(11n);
    });

    it("deploys with a salt at the create2 address", async () => {
      const parent = await chain.deploy(contracts().get("Parent")!, [], [child()]);
      const { contractAddress } = await chain.transact(parent, "make2", [6, SALT]);
      expect(contractAddress).to.equal(
        utils.create2Address(parent.address, childHash(), SALT, encoded(6)).toLowerCase(),
      );
    });

    it("passes the constructor's revert data to try/catch", async () => {
      const parent = await chain.deploy(contracts().get("Parent")!, [], [child()]);
      const [made, reason] = await chain.read(parent, "tryMake", [500]);
      expect([made, String(reason).slice(0, 10)]).to.deep.equal([
        false,
        new Interface(["error TooLarge(uint256)"]).getError("TooLarge")!.selector,
      ]);
    });

    it("fails with UnknownCodeHash when the child was never published", async () => {
      const parent = await chain.deploy(contracts().get("Parent")!);
      const { returnData } = await chain.call(parent, "make", [1]);
      expect(refusal(returnData)).to.equal("UnknownCodeHash");
    });
  });

  it("shows a contract under construction as one without code, which accepts any call", async () => {
    const observer = await chain.deploy(contracts().get("Observer")!);
    expect(await chain.read(observer, "sizeInConstructor")).to.deep.equal([0n]);
    expect(await chain.read(observer, "callable")).to.deep.equal([true]);
  });

  it("publishes factory dependencies once, each with its event", async () => {
    const marked = (logs: readonly { address: string }[]) =>
      logs.filter(({ address }) => address === SystemAddress.KnownCodesStorage).length;
    const first = await deploy("create", [ZERO_HASH, childHash(), encoded(1)]);
    const second = await deploy("create", [ZERO_HASH, childHash(), encoded(1)]);
    expect([marked(first.logs), marked(second.logs)]).to.deep.equal([1, 0]);
    expect(keccak256(chain.world.bytecode(childHash())!)).to.equal(keccak256(child().bytecode));
  });
});
