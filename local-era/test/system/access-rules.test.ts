import { expect } from "chai";
import { id, Interface } from "ethers";
import { fromHex } from "../../src/primitives/hex.ts";
import type { Address } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { LocalChain, OTHER, SENDER } from "../helpers/local-chain.ts";

const WORD = `0x${"07".repeat(32)}`;
const STRUCT =
  "(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256[4],bytes,bytes,bytes32[],bytes,bytes)";
const DEPLOYMENTS = "(bytes32,address,bool,uint256,bytes)[]";
const unsupported = [3, ...Array<number>(9).fill(0), [0, 0, 0, 0], "0x", "0x", [], "0x", "0x"];

/** Is a kernel address, whose calls count as system calls. */
const KERNEL = SystemAddress.ComplexUpgrader;
const USER = SENDER;

type Contract = keyof typeof SystemAddress;

/** Lists the errors for callers that a system contract does not serve, and for arguments that it does not accept. */
const refused: [contract: Contract, call: string, args: unknown[], from: Address, error: string][] = [
  [
    "AccountCodeStorage",
    "storeAccountConstructingCodeHash(address,bytes32)",
    [OTHER, WORD],
    USER,
    "Unauthorized(address)",
  ],
  [
    "AccountCodeStorage",
    "storeAccountConstructedCodeHash(address,bytes32)",
    [OTHER, WORD],
    USER,
    "Unauthorized(address)",
  ],
  [
    "AccountCodeStorage",
    "markAccountCodeHashAsConstructed(address)",
    [OTHER],
    KERNEL,
    "Unauthorized(address)",
  ],
  ["KnownCodesStorage", "markFactoryDeps(bool,bytes32[])", [false, []], USER, "CallerMustBeBootloader()"],
  ["KnownCodesStorage", "markBytecodeAsPublished(bytes32)", [WORD], USER, "Unauthorized(address)"],
  [
    "ImmutableSimulator",
    "setImmutables(address,(uint256,bytes32)[])",
    [OTHER, []],
    USER,
    "Unauthorized(address)",
  ],
  [
    "L1Messenger",
    "sendL2ToL1Log(bool,bytes32,bytes32)",
    [true, WORD, WORD],
    USER,
    "CallerMustBeSystemContract()",
  ],
  ["L1Messenger", "requestBytecodeL1Publication(bytes32)", [WORD], USER, "Unauthorized(address)"],
  ["L2BaseToken", "mint(address,uint256)", [USER, 1], USER, "CallerMustBeBootloader()"],
  ["L2BaseToken", "transferFromTo(address,address,uint256)", [USER, OTHER, 1], USER, "Unauthorized(address)"],
  [
    "L2BaseToken",
    "transferFromTo(address,address,uint256)",
    [OTHER, USER, 1],
    SystemAddress.Bootloader,
    "InsufficientFunds(uint256,uint256)",
  ] as [Contract, string, unknown[], Address, string],
  ["MsgValueSimulator", "anything()", [], USER, "SystemCallFlagRequired()"],
  ["MsgValueSimulator", "anything()", [], KERNEL, "InvalidCall()"],
  ["NonceHolder", "incrementMinNonceIfEquals(uint256)", [0], USER, "SystemCallFlagRequired()"],
  ["NonceHolder", "incrementMinNonceIfEquals(uint256)", [9], KERNEL, "ValueMismatch(uint256,uint256)"],
  ["NonceHolder", "incrementMinNonceIfEquals(uint256)", [1n << 64n], KERNEL, "InvalidNonceKey(uint192)"],
  [
    "NonceHolder",
    "incrementMinNonceIfEqualsKeyed(uint256)",
    [(1n << 64n) + 5n],
    KERNEL,
    "ValueMismatch(uint256,uint256)",
  ],
  ["NonceHolder", "increaseMinNonce(uint256)", [0], KERNEL, "NonceIncreaseError(uint256,uint256,uint256)"],
  [
    "NonceHolder",
    "increaseMinNonce(uint256)",
    [(1n << 32n) + 1n],
    KERNEL,
    "NonceIncreaseError(uint256,uint256,uint256)",
  ],
  ["NonceHolder", "incrementDeploymentNonce(address)", [USER], KERNEL, "Unauthorized(address)"],
  ["ContractDeployer", "updateAccountVersion(uint8)", [1], USER, "SystemCallFlagRequired()"],
  ["ContractDeployer", "updateNonceOrdering(uint8)", [1], USER, "SystemCallFlagRequired()"],
  ["ContractDeployer", "updateNonceOrdering(uint8)", [1], KERNEL, "InvalidNonceOrderingChange()"],
  ["ContractDeployer", "createEVM(bytes)", ["0x00"], KERNEL, "EVMEmulationNotSupported()"],
  ["ContractDeployer", "create2EVM(bytes32,bytes)", [WORD, "0x00"], KERNEL, "EVMEmulationNotSupported()"],
  ["ContractDeployer", `forceDeployOnAddresses(${DEPLOYMENTS})`, [[]], USER, "Unauthorized(address)"],
  ["ContractDeployer", "setAllowedBytecodeTypesToDeploy(uint8)", [1], USER, "Unauthorized(address)"],
  ["SystemContext", "setChainId(uint256)", [1], USER, "Unauthorized(address)"],
  ["SystemContext", "setTxOrigin(address)", [OTHER], USER, "CallerMustBeBootloader()"],
  ["SystemContext", "setGasPrice(uint256)", [1], USER, "CallerMustBeBootloader()"],
  ["SystemContext", "incrementTxNumberInBatch()", [], USER, "CallerMustBeBootloader()"],
  [
    "BootloaderUtilities",
    `getTransactionHashes(${STRUCT})`,
    [unsupported],
    USER,
    "UnsupportedTxType(uint256)",
  ],
];

/** Lists calls that fail without data, as on Era. */
const silent: [contract: Contract, call: string, args: unknown[], from: Address][] = [
  ["EventWriter", "anything()", [], USER],
  ["CodeOracle", "anything()", [], USER],
  ["NonceHolder", "setValueUnderNonce(uint256,uint256)", [1, 1], KERNEL],
  ["L2BaseToken", "approve(address,uint256)", [OTHER, 1], USER],
];

describe("The system contracts' access rules", () => {
  let chain: LocalChain;

  beforeEach(() => {
    chain = new LocalChain();
  });

  async function ask(contract: Contract, call: string, args: unknown[], from: Address) {
    const abi = new Interface([`function ${call}`]);
    const data = fromHex(abi.encodeFunctionData(call, args));
    return chain.bootloader.call(chain.request({ from, to: SystemAddress[contract], data }), chain.block);
  }

  for (const [contract, call, args, from, error] of refused) {
    const who = from === USER ? "a user" : "the system";
    const numbers = args.filter((arg) => typeof arg !== "string" && typeof arg !== "object").join();
    it(`refuse ${contract}'s ${call.split("(")[0]}(${numbers}) by ${who} with ${error}`, async () => {
      const { success, returnData } = await ask(contract, call, args, from);
      expect([success, Buffer.from(returnData.subarray(0, 4)).toString("hex")]).to.deep.equal([
        false,
        id(error).slice(2, 10),
      ]);
    });
  }

  for (const [contract, call, args, from] of silent) {
    it(`revert ${contract}'s ${call.split("(")[0]} without data`, async () => {
      const { success, returnData } = await ask(contract, call, args, from);
      expect([success, returnData.length]).to.deep.equal([false, 0]);
    });
  }

  it("let an account change its version, and emit the event", async () => {
    const abi = new Interface([
      "function updateAccountVersion(uint8)",
      "event AccountVersionUpdated(address indexed account, uint8 version)",
    ]);
    const data = fromHex(abi.encodeFunctionData("updateAccountVersion", [1]));
    const { logs, status } = await chain.send({ from: KERNEL, to: SystemAddress.ContractDeployer, data });
    expect(status).to.equal(1);
    const [log] = logs;
    expect(log!.address).to.equal(SystemAddress.ContractDeployer);
    const { version, account } = abi.decodeEventLog("AccountVersionUpdated", log!.data, log!.topics);
    expect([version, account.toLowerCase()]).to.deep.equal([1n, KERNEL]);
    expect(chain.world.accountVersion(KERNEL)).to.equal(1);
  });

  it("let EraVM bytecode be deployed, and no other", async () => {
    const { success, returnData } = await ask("ContractDeployer", "allowedBytecodeTypesToDeploy()", [], USER);
    expect([success, Buffer.from(returnData).toString("hex")]).to.deep.equal([true, "00".repeat(32)]);
  });

  it("answer the deprecated questions about the batch", async () => {
    chain.number = 5n;
    const info = await ask("SystemContext", "currentBlockInfo()", [], USER);
    expect(BigInt(`0x${Buffer.from(info.returnData).toString("hex")}`)).to.equal((5n << 128n) | 1_000n);
    const pair = await ask("SystemContext", "getBlockNumberAndTimestamp()", [], USER);
    const batch = await ask("SystemContext", "getBatchNumberAndTimestamp()", [], USER);
    expect(pair.returnData).to.deep.equal(batch.returnData);
  });
});
