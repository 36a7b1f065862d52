import { expect } from "chai";
import { concat, getAddress, getBytes, hexlify, keccak256, toUtf8Bytes } from "ethers";
import * as zksync from "zksync-ethers";
import { SystemAddress } from "../../../src/primitives/system-addresses.ts";
import { artifact } from "../../rpc/counter.ts";
import { counterInterface, walletOn } from "../../rpc/deployment.ts";
import { BASE_FEE, COUNT, RICH, STRANGER } from "../lab.ts";
import type { Lab } from "../lab.ts";
import { cannotServe, clientOnly, describeClient, serves } from "../table.ts";
import type { Row, Table } from "../table.ts";

const { utils } = zksync;
type Library = typeof zksync;
type Utilities = typeof utils;

const ITS_OWN_SUITE = clientOnly("a class with a suite of its own");
const FOR_L1 = clientOnly("a value for contracts on L1");
const FOR_GATEWAY = clientOnly("talks to L1 and a gateway, never only to this chain");

const modules: Table<Library> = {
  ...Object.fromEntries(
    ["BrowserProvider", "Contract", "ContractFactory", "ECDSASmartAccount", "EIP712Signer", "L1Signer"].map(
      (name) => [name, ITS_OWN_SUITE],
    ),
  ),
  ...Object.fromEntries(
    [
      "L1VoidSigner",
      "L2VoidSigner",
      "MultisigECDSASmartAccount",
      "Provider",
      "Signer",
      "SmartAccount",
      "Wallet",
    ].map((name) => [name, ITS_OWN_SUITE]),
  ),
  ...Object.fromEntries(
    ["AbstractBridge", "USDCBridge", "InteropClient", "GATEWAY_PRESETS", "findInteropLogIndex"].map(
      (name) => [name, FOR_GATEWAY],
    ),
  ),
  ...Object.fromEntries(
    ["getGatewayProof", "getGwBlockForBatch", "resolveGateway", "waitForGatewayInteropRoot"].map((name) => [
      name,
      FOR_GATEWAY,
    ]),
  ),
  types: clientOnly("types"),
  utils: clientOnly("covered by the suite below"),
  default: clientOnly("the entire library"),
};

describeClient("zksync-ethers exports", names(zksync), modules, () => zksync);

/** Checks that a system contract's address is the node's. */
function isAt(name: keyof typeof SystemAddress, pick: (library: Utilities) => string): Row<Utilities> {
  return serves("is the node's address", (library) => {
    expect(pick(library).toLowerCase()).to.equal(SystemAddress[name]);
  });
}

/** Checks that the node's contract understands an ABI: it answers a call encoded with it. */
function understood(
  address: string,
  encode: (library: Utilities, lab: Lab) => string,
  expected: (answer: string) => void,
): Row<Utilities> {
  return serves("encodes calls that the node's contract understands", async (library, lab) => {
    expected(await lab.node.call("eth_call", { to: address, data: encode(library, lab) }));
  });
}

const utilities: Table<Utilities> = {
  ...Object.fromEntries(
    [
      "ZKSYNC_MAIN_ABI",
      "BRIDGEHUB_ABI",
      "L1_BRIDGE_ABI",
      "L2_BRIDGE_ABI",
      "L1_TO_L2_ALIAS_OFFSET",
      "ETH_ADDRESS",
      "LEGACY_ETH_ADDRESS",
      "L2_MESSAGE_VERIFICATION_ABI",
      "L2_INTEROP_ROOT_STORAGE_ABI",
      "L2_ASSET_ROUTER_ADDRESS",
      "L2_NATIVE_TOKEN_VAULT_ADDRESS",
      "L2_MESSAGE_VERIFICATION_ADDRESS",
      "L2_INTEROP_ROOT_STORAGE_ADDRESS",
      "PRIORITY_OPERATION_L2_TX_TYPE",
      "L1_FEE_ESTIMATION_COEF_NUMERATOR",
      "L1_FEE_ESTIMATION_COEF_DENOMINATOR",
      "L1_RECOMMENDED_MIN_ERC20_DEPOSIT_GAS_LIMIT",
      "L1_RECOMMENDED_MIN_ETH_DEPOSIT_GAS_LIMIT",
      "layer1TxDefaults",
      "REQUIRED_L1_TO_L2_GAS_PER_PUBDATA_LIMIT",
      "checkBaseCost",
      "getL2HashFromPriorityOp",
      "applyL1ToL2Alias",
      "undoL1ToL2Alias",
      "getERC20DefaultBridgeData",
      "getERC20BridgeCalldata",
      "encodeNativeTokenVaultAssetId",
      "resolveAssetId",
      "encodeNativeTokenVaultTransferData",
      "encodeSecondBridgeDataV1",
      "encodeNTVAssetId",
      "ethAssetId",
      "encodeNTVTransferData",
      "ETH_ADDRESS_IN_CONTRACTS",
    ].map((name) => [name, FOR_L1]),
  ),
  ...Object.fromEntries(
    [
      "isETH",
      "sleep",
      "scaleGasLimit",
      "toJSON",
      "isAddressEq",
      "EIP712_TYPES",
      "EIP1271_MAGIC_VALUE",
      "IERC1271",
    ].map((name) => [name, clientOnly("a value or a conversion")]),
  ),
  estimateDefaultBridgeDepositL2Gas: cannotServe(
    "bridges",
    /could not decode result data/,
    (library, { node }) => {
      const { provider } = walletOn(node, RICH!.privateKey);
      return library.estimateDefaultBridgeDepositL2Gas(provider, provider, STRANGER, 1n, STRANGER);
    },
  ),
  estimateCustomBridgeDepositL2Gas: serves(
    "returns the same as the provider's method",
    async (library, lab) => {
      const { provider } = walletOn(lab.node, RICH!.privateKey);
      const to = STRANGER;
      const gas = await library.estimateCustomBridgeDepositL2Gas(provider, to, to, to, 1n, to, "0x", to);
      const expected = await provider.estimateCustomBridgeDepositL2Gas(to, to, to, 1n, to, "0x", to);
      expect(gas).to.equal(expected);
    },
  ),

  BOOTLOADER_FORMAL_ADDRESS: isAt("Bootloader", (library) => library.BOOTLOADER_FORMAL_ADDRESS),
  CONTRACT_DEPLOYER_ADDRESS: isAt("ContractDeployer", (library) => library.CONTRACT_DEPLOYER_ADDRESS),
  CONTRACT_2_FACTORY_ADDRESS: isAt("Create2Factory", (library) => library.CONTRACT_2_FACTORY_ADDRESS),
  L1_MESSENGER_ADDRESS: isAt("L1Messenger", (library) => library.L1_MESSENGER_ADDRESS),
  L2_ETH_TOKEN_ADDRESS: isAt("L2BaseToken", (library) => library.L2_ETH_TOKEN_ADDRESS),
  L2_BASE_TOKEN_ADDRESS: isAt("L2BaseToken", (library) => library.L2_BASE_TOKEN_ADDRESS),
  NONCE_HOLDER_ADDRESS: isAt("NonceHolder", (library) => library.NONCE_HOLDER_ADDRESS),

  NONCE_HOLDER_ABI: understood(
    SystemAddress.NonceHolder,
    (library) => library.NONCE_HOLDER_ABI.encodeFunctionData("getMinNonce", [RICH!.address]),
    (answer) => expect(BigInt(answer)).to.equal(6n),
  ),
  CONTRACT_DEPLOYER: understood(
    SystemAddress.ContractDeployer,
    (library) => library.CONTRACT_DEPLOYER.encodeFunctionData("getNewAddressCreate", [RICH!.address, 3n]),
    (answer) => expect(getAddress(`0x${answer.slice(26)}`)).to.equal(utils.createAddress(RICH!.address, 3n)),
  ),
  CONTRACT_2_FACTORY: understood(
    SystemAddress.Create2Factory,
    (library) => {
      const hash = library.hashBytecode(artifact("Counter").bytecode);
      return library.CONTRACT_2_FACTORY.encodeFunctionData("create2", [
        hash,
        hash,
        counterInterface.encodeDeploy([1n]),
      ]);
    },
    (answer) => {
      const hash = utils.hashBytecode(artifact("Counter").bytecode);
      const input = counterInterface.encodeDeploy([1n]);
      const address = utils.create2Address(SystemAddress.Create2Factory, hash, hash, input);
      expect(getAddress(`0x${answer.slice(26, 66)}`)).to.equal(address);
    },
  ),
  L1_MESSENGER: understood(
    SystemAddress.L1Messenger,
    (library) => library.L1_MESSENGER.encodeFunctionData("sendToL1", ["0x1234"]),
    (answer) => expect(answer).to.equal(keccak256("0x1234")),
  ),
  IERC20: serves("encodes calls that a token understands", async (library, { node, token }) => {
    const data = library.IERC20.encodeFunctionData("balanceOf", [STRANGER]);
    expect(BigInt(await node.call<string>("eth_call", { to: token, data }))).to.equal(0n);
  }),
  getHashedL2ToL1Msg: serves(
    "hashes the log that the node emits for a message",
    async (library, { node }) => {
      const wallet = walletOn(node, RICH!.privateKey);
      const message = toUtf8Bytes("to L1");
      const data = library.L1_MESSENGER.encodeFunctionData("sendToL1", [message]);
      const { l2ToL1Logs } = await (
        await wallet.sendTransaction({ to: library.L1_MESSENGER_ADDRESS, data })
      ).wait();
      const { shardId, isService, transactionIndex, sender, key, value } = l2ToL1Logs[0]!;
      const flags = Uint8Array.of(Number(shardId), Number(isService), 0, transactionIndex);
      const leaf = keccak256(concat([flags, sender, key, value]));
      expect(library.getHashedL2ToL1Msg(wallet.address, message, transactionIndex)).to.equal(leaf);
    },
  ),
  getDeployedContracts: serves("finds a deployment in the node's receipt", async (library, { node }) => {
    const wallet = walletOn(node, RICH!.privateKey);
    const { abi, bytecode } = artifact("Counter");
    const contract = await new zksync.ContractFactory(abi, bytecode, wallet).deploy(1n);
    const receipt = await wallet.provider.getTransactionReceipt(contract.deploymentTransaction()!.hash);
    const [found] = library.getDeployedContracts(receipt as never);
    expect(found!.deployedAddress).to.equal(await contract.getAddress());
    expect(found!.bytecodeHash).to.equal(hexlify(library.hashBytecode(bytecode)));
  }),
  createAddress: clientOnly("compared with the node's in vectors.test.ts"),
  create2Address: clientOnly("compared with the node's in vectors.test.ts"),
  hashBytecode: clientOnly("compared with the node's in vectors.test.ts"),
  serializeEip712: clientOnly("used by every suite; fuzzed in vectors.test.ts"),
  eip712TxHash: clientOnly("compared with the node's in vectors.test.ts"),
  parseEip712: serves("parses what the node returns", async (library, { node, addHash, counter }) => {
    const raw = await node.call<string>("debug_getRawTransaction", addHash);
    expect(library.parseEip712(raw)).to.include({ hash: addHash, to: counter });
  }),
  MAX_BYTECODE_LEN_BYTES: serves("is the node's limit", async (library, { node }) => {
    const code = `0x${"00".repeat(library.MAX_BYTECODE_LEN_BYTES + 64)}`;
    const meta = { gasPerPubdata: "0xc350", factoryDeps: [code] };
    const { message } = await node.failure("eth_call", { to: STRANGER, eip712Meta: meta });
    expect(message).to.contain(`Bytecode too long: ${library.MAX_BYTECODE_LEN_BYTES + 64} bytes`);
  }),
  EIP712_TX_TYPE: serves("is the type that the node returns", async (library, { node, addHash }) => {
    const { type } = await node.call<{ type: string }>("eth_getTransactionReceipt", addHash);
    expect(Number(type)).to.equal(library.EIP712_TX_TYPE);
  }),
  DEFAULT_GAS_PER_PUBDATA_LIMIT: serves("is enough for the node", (library) => {
    expect(library.DEFAULT_GAS_PER_PUBDATA_LIMIT >= 168).to.equal(true);
  }),
  resolveFeeData: serves("requests gas and price from the node", async (library, { node, counter }) => {
    const { provider } = walletOn(node, RICH!.privateKey);
    const data = counterInterface.encodeFunctionData("add", [1n]);
    const fee = await library.resolveFeeData({ from: RICH!.address, to: counter, data, type: 113 }, provider);
    expect(BigInt(fee.gasPrice)).to.equal(BASE_FEE);
    expect(BigInt(fee.gasLimit) > 24_070n).to.equal(true);
  }),
  isMessageSignatureCorrect: clientOnly("asks the account; SmartAccount's signMessage has the test"),
  isTypedDataSignatureCorrect: clientOnly("asks the account; SmartAccount's signTypedData has the test"),

  PAYMASTER_FLOW_ABI: clientOnly("used by the three below"),
  getPaymasterParams: clientOnly("tested in wallet.test.ts, with transactions that a paymaster pays for"),
  getGeneralPaymasterInput: serves("encodes input that a paymaster accepts", (library, lab) =>
    payWith(lab, library.getGeneralPaymasterInput({ type: "General", innerInput: "0x" })),
  ),
  getApprovalBasedPaymasterInput: serves("encodes input that a paymaster accepts", (library, lab) => {
    const wish = { type: "ApprovalBased", token: lab.token, minimalAllowance: 5n, innerInput: "0x" } as const;
    return payWith(lab, library.getApprovalBasedPaymasterInput(wish));
  }),

  signPayloadWithECDSA: clientOnly("SmartAccount's own; smart-account.test.ts"),
  signPayloadWithMultipleECDSA: clientOnly("SmartAccount's own; smart-account.test.ts"),
  populateTransactionECDSA: clientOnly("SmartAccount's own; smart-account.test.ts"),
  populateTransactionMultisigECDSA: clientOnly("SmartAccount's own; smart-account.test.ts"),
};

async function payWith(
  { node, counter, paymaster }: Lab,
  paymasterInput: Uint8Array | string,
): Promise<void> {
  const wallet = walletOn(node, RICH!.privateKey);
  const before = await wallet.getBalance();
  const data = counterInterface.encodeFunctionData("add", [1n]);
  const paymasterParams = { paymaster, paymasterInput: getBytes(paymasterInput) };
  await (await wallet.sendTransaction({ to: counter, data, customData: { paymasterParams } })).wait();
  expect(await wallet.getBalance()).to.equal(before);
  const count = counterInterface.encodeFunctionData("count");
  expect(BigInt(await node.call<string>("eth_call", { to: counter, data: count }))).to.equal(COUNT + 1n);
}

describeClient("zksync-ethers utils", names(utils), utilities, () => utils);

function names(exported: object): string[] {
  return Object.keys(exported).filter((name) => name !== "__esModule" && name !== "module.exports");
}
