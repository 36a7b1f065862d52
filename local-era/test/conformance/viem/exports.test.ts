import { expect } from "chai";
import { getAddress, isHash } from "viem";
import * as library from "viem/zksync";
import { parseAccount } from "viem/utils";
import { utils } from "zksync-ethers";
import { SystemAddress } from "../../../src/primitives/system-addresses.ts";
import { artifact } from "../../rpc/counter.ts";
import { RICH, STRANGER } from "../lab.ts";
import { clientOnly, describeClient, serves } from "../table.ts";
import type { Row, Table } from "../table.ts";
import { account, counterAbi, publicClient, walletClient } from "./clients.ts";

type Library = typeof library;

const ITS_OWN_SUITE = clientOnly("covered by other suites, as an action or an account");
const FOR_L1 = clientOnly("reads or computes something for L1");
const A_CHAIN = clientOnly("a chain definition of another network");

const listed = (row: Row<Library>, names: string): Table<Library> =>
  Object.fromEntries(names.split(" ").map((name) => [name, row]));

const decorators = "publicActionsL1 publicActionsL2 walletActionsL1 walletActionsL2 eip712WalletActions";
const accounts = "toSmartAccount toSinglesigSmartAccount toMultisigSmartAccount";
const actions =
  "claimFailedDeposit deployContract deposit estimateFee finalizeWithdrawal getAllBalances getBlockDetails " +
  "getBridgehubContractAddress getDefaultBridgeAddresses getGasPerPubdata getL1Allowance getL1Balance " +
  "getL1BatchBlockRange getL1BatchDetails getL1BatchNumber getL1ChainId getL1TokenAddress getL1TokenBalance " +
  "getL2TokenAddress getLogProof getMainContractAddress getRawBlockTransactions getTestnetPaymasterAddress " +
  "getTransactionDetails isWithdrawalFinalized requestExecute sendTransaction signTransaction withdraw " +
  "getApprovalBasedPaymasterInput getGeneralPaymasterInput parseEip712Transaction";

const rows: Table<Library> = {
  ...listed(ITS_OWN_SUITE, `${decorators} ${accounts} ${actions}`),
  ...listed(
    FOR_L1,
    "getL2HashFromPriorityOp getWithdrawalL2ToL1Log getWithdrawalLog undoL1ToL2Alias legacyEthAddress",
  ),
  ...listed(
    A_CHAIN,
    "zkSync zksync zkSyncSepoliaTestnet zksyncSepoliaTestnet zkSyncLocalNode zksyncLocalNode",
  ),
  ...listed(A_CHAIN, "zksyncLocalCustomHyperchain zksyncLocalHyperchain zksyncLocalHyperchainL1"),
  chainConfig: clientOnly("formatters and serializers, used by every suite's client"),
  zkSyncInMemoryNode: clientOnly("zksyncInMemoryNode by its old name"),
  zksyncInMemoryNode: serves("has the node's chain id and port", async (chains, { node }) => {
    expect(BigInt(await node.call<string>("eth_chainId"))).to.equal(BigInt(chains.zksyncInMemoryNode.id));
    expect(chains.zksyncInMemoryNode.rpcUrls.default.http).to.deep.equal(["http://localhost:8011"]);
  }),
  l2BaseTokenAddress: serves("is the address at which the node stores balances", (chains) => {
    expect(chains.l2BaseTokenAddress.toLowerCase()).to.equal(SystemAddress.L2BaseToken);
  }),
  hashBytecode: clientOnly("compared with the node's in vectors.test.ts"),
  encodeDeployData: serves(
    "encodes a call of ContractDeployer that the node runs",
    async (chains, { node }) => {
      const { bytecode } = artifact("Counter");
      const request = { abi: counterAbi, bytecode, args: [1n], deploymentType: "create" } as const;
      const data = chains.encodeDeployData(request as never);
      const eip712Meta = { gasPerPubdata: "0xc350", factoryDeps: [bytecode] };
      const call = { from: RICH!.address, to: utils.CONTRACT_DEPLOYER_ADDRESS, data, eip712Meta };
      const address = getAddress(`0x${(await node.call<string>("eth_call", call)).slice(26, 66)}`);
      expect(address).to.equal(utils.createAddress(RICH!.address, 5));
    },
  ),
  serializeTransaction: serves("writes a transaction that the node reads", async (chains, lab) => {
    const transaction = await sendSigned(chains, lab);
    expect(transaction).to.include({ type: "eip712", value: 2n });
  }),
  sendEip712Transaction: serves("is mined", async (chains, lab) => {
    const wallet = walletClient(lab);
    const request = { account, to: STRANGER, value: 2n, gasPerPubdata: 50_000n };
    const hash = await chains.sendEip712Transaction(wallet, request as never);
    const receipt = await publicClient(lab).waitForTransactionReceipt({ hash });
    expect(receipt.status).to.equal("success");
  }),
  signEip712Transaction: serves("signs a transaction that the node accepts", async (chains, lab) => {
    expect(isHash((await sendSigned(chains, lab)).hash)).to.equal(true);
  }),
};

/** Signs a 0x71 with viem, lets viem parse and serialize it again, and sends the result. */
async function sendSigned(chains: Library, lab: Parameters<typeof publicClient>[0]) {
  const era = { from: account.address, gasPerPubdata: 50_000n };
  const fee = { gas: 300_000n, maxFeePerGas: 45_250_000n, maxPriorityFeePerGas: 0n };
  const request = { account: parseAccount(account), to: STRANGER, value: 2n, nonce: 6, ...fee, ...era };
  const signed = await chains.signEip712Transaction(walletClient(lab), request as never);
  const again = chains.serializeTransaction({ ...chains.parseEip712Transaction(signed as `0x${string}`) });
  const client = publicClient(lab);
  const hash = await client.sendRawTransaction({ serializedTransaction: again });
  await client.waitForTransactionReceipt({ hash });
  return client.getTransaction({ hash });
}

describeClient("viem/zksync exports", Object.keys(library), rows, () => library);
