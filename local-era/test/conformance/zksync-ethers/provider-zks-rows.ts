import { expect } from "chai";
import { getAddress, hexlify, ZeroHash } from "ethers";
import { types, utils } from "zksync-ethers";
import type { Provider } from "zksync-ethers";
import { artifact } from "../../rpc/counter.ts";
import { counterInterface, walletOn } from "../../rpc/deployment.ts";
import { BASE_FEE, ETHER, RICH, SECOND, STRANGER, TOKENS } from "../lab.ts";
import { cannotServe, failureOf, serves } from "../table.ts";
import type { Row, Table } from "../table.ts";

const SENDER = getAddress(RICH!.address);
const NO_BRIDGE = /could not decode result data/;
const ADD = counterInterface.encodeFunctionData("add", [2n]);
/** Is what L1 charges the smallest transaction: computation, 88 bytes at 800 gas, and the share of the batch. */
const L1_LEAST_GAS = 173_484n + 88n * 800n + 10_000n;
const BRIDGE = "the bridge contracts of a chain with an L1";

/** Covers a method whose JSON-RPC method requires an L1. */
function needs(
  what: string,
  rpcMethod: string,
  attempt: (provider: Provider) => Promise<unknown>,
): Row<Provider> {
  return cannotServe(what, new RegExp(`Method not found: ${rpcMethod}`), attempt);
}

/** Covers what zksync-ethers' Provider adds to ethers' or does differently. */
export const providerZksRows: Table<Provider> = {
  contractAddresses: serves("is empty, because no bridge was requested", (provider) => {
    expect(
      Object.values(provider.contractAddresses()).filter((address) => address !== undefined),
    ).to.deep.equal([]);
  }),

  setContractAddresses: serves("sets what contractAddresses returns", (provider) => {
    provider.setContractAddresses({ mainContract: STRANGER });
    expect(provider.contractAddresses().mainContract).to.equal(STRANGER);
  }),

  getTransactionReceipt: serves(
    "returns gas, batch and L2 to L1 logs",
    async (provider, { addHash, addBlock }) => {
      const receipt = (await provider.getTransactionReceipt(addHash))!;
      expect(receipt).to.include({ hash: addHash, blockNumber: addBlock, status: 1, from: SENDER });
      expect(receipt.gasPrice).to.equal(BASE_FEE);
      expect(receipt.l1BatchNumber).to.be.a("number");
      expect(receipt.l2ToL1Logs).to.deep.equal([]);
      expect(await provider.getTransactionReceipt(ZeroHash)).to.equal(null);
    },
  ),

  getTransaction: serves("returns what was signed", async (provider, { addHash, counter }) => {
    const data = counterInterface.encodeFunctionData("add", [2n]);
    const transaction = await provider.getTransaction(addHash);
    expect(transaction).to.include({ hash: addHash, to: counter, data, type: 113, from: SENDER });
  }),

  getBlock: serves("returns the transactions, or their hashes", async (provider, { addHash, addBlock }) => {
    expect((await provider.getBlock(addBlock)).transactions).to.deep.equal([addHash]);
    const block = await provider.getBlock(addBlock, true);
    expect(block.prefetchedTransactions.map(({ hash }) => hash)).to.deep.equal([addHash]);
    expect(block.baseFeePerGas).to.equal(BASE_FEE);
    expect((await provider.getBlock(block.hash!)).number).to.equal(addBlock);
    expect(block.l1BatchNumber).to.be.a("number");
  }),

  getLogs: serves("finds an event by address and topic", async (provider, { counter, addHash, addBlock }) => {
    const topics = counterInterface.encodeFilterTopics("Counted", [RICH!.address]);
    const [log, ...others] = await provider.getLogs({ address: counter, topics, fromBlock: 0 });
    expect(others).to.deep.equal([]);
    expect(log).to.include({ transactionHash: addHash, blockNumber: addBlock, address: counter });
    expect(log!.l1BatchNumber).to.be.a("number");
  }),

  getBalance: serves("returns the balance of ETH and of a token", async (provider, { paymaster, token }) => {
    expect(await provider.getBalance(paymaster)).to.equal(ETHER);
    expect(await provider.getBalance(RICH!.address, "latest", token)).to.equal(TOKENS);
  }),

  l2TokenAddress: cannotServe(BRIDGE, NO_BRIDGE, (provider) => provider.l2TokenAddress(SECOND!.address)),
  l1TokenAddress: cannotServe(BRIDGE, NO_BRIDGE, (provider, { token }) => provider.l1TokenAddress(token)),
  getProtocolVersion: needs("an L1 that upgrades the chain", "zks_getProtocolVersion", (provider) =>
    provider.getProtocolVersion(),
  ),
  estimateGasL1: serves("returns what L1 charges plus what the call uses", async (provider, { counter }) => {
    const [nothing, call] = [
      await provider.estimateGasL1({ to: STRANGER, from: RICH!.address }),
      await provider.estimateGasL1({ to: counter, from: RICH!.address, data: ADD }),
    ].map(BigInt);
    expect(nothing! >= L1_LEAST_GAS).to.equal(true);
    expect(call! > nothing! + 5_000n).to.equal(true);
  }),

  estimateFee: serves("returns enough for the transaction", async (provider, { node }) => {
    const request = { from: RICH!.address, to: STRANGER, value: 3n };
    const fee = await provider.estimateFee(request);
    expect(fee).to.include({ maxFeePerGas: BASE_FEE, maxPriorityFeePerGas: 0n });
    const wallet = walletOn(node, RICH!.privateKey);
    const sent = await wallet.sendTransaction({
      ...request,
      gasLimit: fee.gasLimit,
      maxFeePerGas: fee.maxFeePerGas,
    });
    expect((await sent.wait()).status).to.equal(1);
  }),

  getFeeParams: needs("an L1 on which pubdata is paid for", "zks_getFeeParams", (provider) =>
    provider.getFeeParams(),
  ),
  getGasPrice: serves("returns the base fee", async (provider) => {
    expect(await provider.getGasPrice()).to.equal(BASE_FEE);
  }),
  getGasPerPubdata: serves("returns what anvil-zksync suggests", async (provider) => {
    expect(BigInt(await provider.getGasPerPubdata())).to.equal(168n);
  }),

  getLogProof: needs("batches that are proven on L1", "zks_getL2ToL1LogProof", (provider) =>
    provider.getLogProof(ZeroHash),
  ),
  getL1BatchBlockRange: needs("batches that are committed to L1", "zks_getL1BatchBlockRange", (provider) =>
    provider.getL1BatchBlockRange(1),
  ),
  getBridgehubContractAddress: needs("a contract on L1", "zks_getBridgehubContract", (provider) =>
    provider.getBridgehubContractAddress(),
  ),
  getMainContractAddress: needs("a contract on L1", "zks_getMainContract", (provider) =>
    provider.getMainContractAddress(),
  ),
  getBaseTokenContractAddress: serves("returns the placeholder for ETH", async (provider) => {
    expect(await provider.getBaseTokenContractAddress()).to.equal(utils.ETH_ADDRESS_IN_CONTRACTS);
  }),
  isEthBasedChain: cannotServe(BRIDGE, NO_BRIDGE, (provider) => provider.isEthBasedChain()),
  isBaseToken: cannotServe(BRIDGE, NO_BRIDGE, (provider) => provider.isBaseToken(STRANGER)),
  getTestnetPaymasterAddress: needs("a testnet", "zks_getTestnetPaymaster", (provider) =>
    provider.getTestnetPaymasterAddress(),
  ),
  getDefaultBridgeAddresses: cannotServe(BRIDGE, NO_BRIDGE, (provider) =>
    provider.getDefaultBridgeAddresses(),
  ),
  connectL2Bridge: serves("returns an interface at the address", async (provider, { token }) => {
    expect((await provider.connectL2Bridge(token)).target).to.equal(token);
  }),
  connectL2NativeTokenVault: serves("returns an interface at the vault's address", async (provider) => {
    expect((await provider.connectL2NativeTokenVault()).target).to.equal(utils.L2_NATIVE_TOKEN_VAULT_ADDRESS);
  }),
  connectL2AssetRouter: serves("returns an interface at the router's address", async (provider) => {
    expect((await provider.connectL2AssetRouter()).target).to.equal(utils.L2_ASSET_ROUTER_ADDRESS);
  }),
  isL2BridgeLegacy: serves("returns true for anything but a shared bridge", async (provider, { token }) => {
    expect(await provider.isL2BridgeLegacy(token)).to.equal(true);
  }),
  getAllAccountBalances: needs("the list of bridged tokens", "zks_getAllAccountBalances", (provider) =>
    provider.getAllAccountBalances(RICH!.address),
  ),
  getConfirmedTokens: needs("the list of bridged tokens", "zks_getConfirmedTokens", (provider) =>
    provider.getConfirmedTokens(),
  ),
  l1ChainId: needs("an L1", "zks_L1ChainId", (provider) => provider.l1ChainId()),
  getL1ChainId: cannotServe(BRIDGE, NO_BRIDGE, (provider) => provider.getL1ChainId()),
  getL1BatchNumber: needs("batches that are committed to L1", "zks_L1BatchNumber", (provider) =>
    provider.getL1BatchNumber(),
  ),
  getL1BatchDetails: needs("batches that are committed to L1", "zks_getL1BatchDetails", (provider) =>
    provider.getL1BatchDetails(1),
  ),

  getBlockDetails: serves("counts the block's transactions", async (provider, { addBlock }) => {
    const details = await provider.getBlockDetails(addBlock);
    expect(details).to.include({ number: addBlock, status: "verified", l2TxCount: 1, l1TxCount: 0 });
    expect(details.rootHash).to.equal((await provider.getBlock(addBlock)).hash);
  }),
  getTransactionDetails: serves("returns the fee that was charged", async (provider, { addHash }) => {
    const details = await provider.getTransactionDetails(addHash);
    const { gasUsed } = (await provider.getTransactionReceipt(addHash))!;
    expect(details).to.include({ isL1Originated: false, status: "included" });
    expect(BigInt(details.fee)).to.equal(gasUsed * BASE_FEE);
    expect(details.initiatorAddress).to.equal(RICH!.address.toLowerCase());
  }),
  getBytecodeByHash: serves("returns published bytecode", async (provider) => {
    const { bytecode } = artifact("Counter");
    const answer = await provider.getBytecodeByHash(hexlify(utils.hashBytecode(bytecode)));
    expect(Buffer.from(answer).toString("hex")).to.equal(bytecode.slice(2));
  }),
  getRawBlockTransactions: serves(
    "returns the fields of the account's request",
    async (provider, { addBlock, counter }) => {
      const [transaction] = await provider.getRawBlockTransactions(addBlock);
      expect(transaction!.common_data.L2.initiatorAddress).to.equal(RICH!.address.toLowerCase());
      expect(transaction!.execute.contractAddress).to.equal(counter.toLowerCase());
    },
  ),
  getProof: needs("a Merkle tree of the state", "zks_getProof", (provider) =>
    provider.getProof(STRANGER, [], 1),
  ),
  sendRawTransactionWithDetailedOutput: needs(
    "a sequencer that keeps its storage logs",
    "zks_sendRawTransactionWithDetailedOutput",
    (provider) => provider.sendRawTransactionWithDetailedOutput("0x"),
  ),

  getWithdrawTx: serves("burns ETH at the base token", async (provider) => {
    const transaction = await provider.getWithdrawTx({
      token: utils.L2_BASE_TOKEN_ADDRESS,
      amount: 7n,
      from: RICH!.address,
    });
    expect(transaction).to.include({ to: utils.L2_BASE_TOKEN_ADDRESS, value: 7n });
    expect(await provider.call({ ...transaction, type: undefined })).to.equal("0x");
  }),
  estimateGasWithdraw: serves("returns a positive amount of gas", async (provider) => {
    const request = { token: utils.L2_BASE_TOKEN_ADDRESS, amount: 7n, from: RICH!.address };
    expect((await provider.estimateGasWithdraw(request)) > 24_070n).to.equal(true);
  }),
  getTransferTx: serves("transfers ETH or tokens", async (provider, { token }) => {
    const wish = { to: STRANGER, amount: 7n, from: RICH!.address };
    expect(await provider.getTransferTx(wish)).to.include({ to: STRANGER, value: 7n });
    const { data, to } = await provider.getTransferTx({ ...wish, token });
    expect(to).to.equal(token);
    expect(data).to.equal(utils.IERC20.encodeFunctionData("transfer", [STRANGER, 7n]));
  }),
  estimateGasTransfer: serves("returns enough gas for the transfer", async (provider, { node, token }) => {
    const wish = { to: STRANGER, amount: 7n, from: RICH!.address, token };
    const gasLimit = await provider.estimateGasTransfer(wish);
    const transaction = await provider.getTransferTx(wish);
    const sent = await walletOn(node, RICH!.privateKey).sendTransaction({ ...transaction, gasLimit });
    expect((await sent.wait()).status).to.equal(1);
    expect(await provider.getBalance(STRANGER, "latest", token)).to.equal(7n);
  }),

  newFilter: serves("finds later logs", async (provider, { counter, node }) => {
    const id = await provider.newFilter({ address: counter });
    const data = counterInterface.encodeFunctionData("add", [1n]);
    const sent = await walletOn(node, RICH!.privateKey).sendTransaction({ to: counter, data });
    await sent.wait();
    const [log] = (await provider.getFilterChanges(id)) as types.Log[];
    expect(log).to.include({ address: counter, transactionHash: sent.hash });
  }),
  newBlockFilter: serves("finds later blocks", async (provider, { node }) => {
    const id = await provider.newBlockFilter();
    await node.call("evm_mine");
    expect(await provider.getFilterChanges(id)).to.deep.equal([(await provider.getBlock("latest")).hash]);
  }),
  newPendingTransactionsFilter: serves("finds later transactions", async (provider, { node }) => {
    const id = await provider.newPendingTransactionsFilter();
    const sent = await walletOn(node, RICH!.privateKey).sendTransaction({ to: STRANGER, value: 1n });
    expect(await provider.getFilterChanges(id)).to.deep.equal([sent.hash]);
  }),
  getFilterChanges: serves("returns everything once", async (provider, { node }) => {
    const id = await provider.newBlockFilter();
    await node.call("hardhat_mine", "0x2");
    expect(await provider.getFilterChanges(id)).to.have.length(2);
    expect(await provider.getFilterChanges(id)).to.deep.equal([]);
  }),

  getTransactionStatus: serves("returns final at once, or not found", async (provider, { addHash }) => {
    expect(await provider.getTransactionStatus(addHash)).to.equal(types.TransactionStatus.Finalized);
    expect(await provider.getTransactionStatus(ZeroHash)).to.equal(types.TransactionStatus.NotFound);
  }),
  broadcastTransaction: serves("returns the hash that the client computed", async (provider, { node }) => {
    const wallet = walletOn(node, RICH!.privateKey);
    const raw = await wallet.signTransaction({ to: STRANGER, value: 3n });
    const sent = await provider.broadcastTransaction(raw);
    expect((await sent.wait()).hash).to.equal(utils.parseEip712(raw).hash);
    expect(await provider.getBalance(STRANGER)).to.equal(3n);
  }),
  getL2TransactionFromPriorityOp: needs("a transaction from L1", "zks_getMainContract", async (provider) =>
    provider.getL2TransactionFromPriorityOp(await anyTransaction(provider)),
  ),
  getPriorityOpResponse: needs("a transaction from L1", "zks_getMainContract", async (provider) =>
    (await provider.getPriorityOpResponse(await anyTransaction(provider))).wait(),
  ),
  getPriorityOpConfirmation: cannotServe(
    "a transaction from L1",
    /is not iterable/,
    (provider, { addHash }) => provider.getPriorityOpConfirmation(addHash),
  ),
  getContractAccountInfo: serves(
    "distinguishes accounts from contracts",
    async (provider, { account, counter }) => {
      expect(await provider.getContractAccountInfo(account)).to.deep.equal({
        supportedAAVersion: 1,
        nonceOrdering: 0,
      });
      expect(await provider.getContractAccountInfo(counter)).to.deep.equal({
        supportedAAVersion: 0,
        nonceOrdering: 0,
      });
    },
  ),

  estimateDefaultBridgeDepositL2Gas: cannotServe(BRIDGE, NO_BRIDGE, (provider) =>
    provider.estimateDefaultBridgeDepositL2Gas(provider, STRANGER, 1n, RICH!.address),
  ),
  estimateCustomBridgeDepositL2Gas: serves(
    "calls the bridge's L2 side as its L1 side does",
    async (provider) => {
      const to = STRANGER;
      const gas = await provider.estimateCustomBridgeDepositL2Gas(to, to, to, 1n, to, "0x", to);
      expect(BigInt(gas) >= L1_LEAST_GAS).to.equal(true);
    },
  ),
  estimateL1ToL2Execute: serves(
    "returns more when a byte costs more, and fails as the call does",
    async (provider, lab) => {
      const request = { contractAddress: lab.counter, calldata: ADD };
      const [usual, dear] = [
        await provider.estimateL1ToL2Execute(request),
        await provider.estimateL1ToL2Execute({ ...request, gasPerPubdataByte: 900 }),
      ].map(BigInt);
      expect(usual! >= L1_LEAST_GAS && dear! >= usual! + 8_800n).to.equal(true);
      const nothing = counterInterface.encodeFunctionData("add", [0n]);
      const error = await failureOf(() => provider.estimateL1ToL2Execute({ ...request, calldata: nothing }));
      expect(error.message).to.contain("nothing to add");
    },
  ),
  getRpcTransaction: serves(
    "writes eip712Meta in the form that the node reads",
    async (provider, { node }) => {
      const customData = { gasPerPubdata: 50_000n, customSignature: "0x0102" };
      const request = provider.getRpcTransaction({
        from: RICH!.address,
        to: STRANGER,
        type: 113,
        customData,
      });
      expect(request).to.deep.include({ eip712Meta: { gasPerPubdata: "0xc350", customSignature: [1, 2] } });
      expect(await node.call("eth_call", request)).to.equal("0x");
    },
  ),
};

/** Builds a transaction response for methods that expect one from L1. */
async function anyTransaction(provider: Provider): Promise<types.TransactionResponse> {
  const [hash] = (await provider.getBlock(1)).transactions;
  return provider.getTransaction(hash!);
}
