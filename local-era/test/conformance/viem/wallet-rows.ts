import { expect } from "chai";
import { encodeFunctionData, recoverMessageAddress, recoverTypedDataAddress } from "viem";
import { recoverAuthorizationAddress } from "viem/utils";
import { COUNT, RICH, STRANGER, TOKENS } from "../lab.ts";
import type { Lab } from "../lab.ts";
import { cannotServe, clientOnly, serves } from "../table.ts";
import type { Row, Table } from "../table.ts";
import { account, counterAbi, publicClient, typedAbi } from "./clients.ts";
import type { PlainWalletClient } from "./clients.ts";

const typedData = {
  domain: { name: "Probe", version: "1", chainId: 260 },
  types: { Probe: [{ name: "value", type: "uint256" }] },
  primaryType: "Probe",
  message: { value: 7n },
} as const;

function needsWallet(
  rpcMethod: string,
  attempt: (client: PlainWalletClient) => Promise<unknown>,
): Row<PlainWalletClient> {
  return cannotServe("a wallet extension", new RegExp(rpcMethod), attempt);
}

export async function receiptOf(lab: Lab, hash: `0x${string}`) {
  return publicClient(lab).waitForTransactionReceipt({ hash });
}

async function balanceOf(lab: Lab, holder: `0x${string}`): Promise<bigint> {
  return (await publicClient(lab).token.getBalance({ account: holder, token: lab.token })).amount;
}

/** Covers viem's ordinary wallet actions: Ethereum's transactions, which Era accepts too. */
export const walletRows: Table<PlainWalletClient> = {
  addChain: needsWallet("wallet_addEthereumChain", (client) => client.addChain({ chain: client.chain })),
  deployContract: cannotServe("a recipient, because Era deploys through calls", /toAddressIsNull/, (client) =>
    client.deployContract({ abi: counterAbi, bytecode: "0x00", args: [1n] }),
  ),
  fillTransaction: cannotServe("eth_fillTransaction, as on Era", /eth_fillTransaction/, (client) =>
    client.fillTransaction({ to: STRANGER }),
  ),
  getAddresses: serves("returns the client's own account", async (client) => {
    expect(await client.getAddresses()).to.deep.equal([account.address]);
  }),
  requestAddresses: needsWallet("eth_requestAccounts", (client) => client.requestAddresses()),
  getChainId: serves("is 260", async (client) => {
    expect(await client.getChainId()).to.equal(260);
  }),
  prepareTransactionRequest: serves("fills in nonce, gas and fees", async (client) => {
    const request = await client.prepareTransactionRequest({ to: STRANGER, value: 1n });
    expect(request).to.include({ nonce: 6, type: "eip1559" });
    expect(request.gas > 24_070n).to.equal(true);
  }),
  sendTransaction: serves("sends transactions of every type that Era accepts", async (client, lab) => {
    for (const type of ["legacy", "eip1559"] as const) {
      const hash = await client.sendTransaction({ to: STRANGER, value: 2n, type } as never);
      expect(await receiptOf(lab, hash)).to.include({ status: "success", type });
    }
    expect(await publicClient(lab).getBalance({ address: STRANGER })).to.equal(4n);
  }),
  sendTransactionSync: cannotServe("eth_sendRawTransactionSync", /eth_sendRawTransactionSync/, (client) =>
    client.sendTransactionSync({ to: STRANGER, value: 1n }),
  ),
  sendRawTransaction: serves("returns the hash that the client computes", async (client, lab) => {
    const request = await client.prepareTransactionRequest({ to: STRANGER, value: 2n });
    const serializedTransaction = await client.signTransaction(request as never);
    const hash = await client.sendRawTransaction({ serializedTransaction });
    expect((await receiptOf(lab, hash)).transactionHash).to.equal(hash);
  }),
  sendRawTransactionSync: cannotServe("eth_sendRawTransactionSync", /eth_sendRawTransactionSync/, (client) =>
    client.sendRawTransactionSync({ serializedTransaction: "0x02" }),
  ),
  signTransaction: serves("signs a transaction that the node accepts", async (client, { node }) => {
    const request = await client.prepareTransactionRequest({ to: STRANGER, value: 2n });
    const hash = await node.call("eth_sendRawTransaction", await client.signTransaction(request as never));
    expect(await node.call("eth_getTransactionReceipt", hash)).to.include({ status: "0x1" });
  }),
  signMessage: serves("returns a signature that recovers to the signer", async (client) => {
    const signature = await client.signMessage({ message: "probe" });
    expect(await recoverMessageAddress({ message: "probe", signature })).to.equal(account.address);
  }),
  signTypedData: serves("returns a signature that recovers to the signer", async (client) => {
    const signature = await client.signTypedData(typedData);
    expect(await recoverTypedDataAddress({ ...typedData, signature })).to.equal(account.address);
  }),
  prepareAuthorization: serves("fills in nonce and chain (EIP-7702)", async (client) => {
    const authorization = await client.prepareAuthorization({ contractAddress: STRANGER });
    expect(authorization).to.include({ chainId: 260, nonce: 6 });
  }),
  signAuthorization: serves(
    "returns an authorization that recovers to the signer (EIP-7702)",
    async (client) => {
      const authorization = await client.signAuthorization({ contractAddress: STRANGER });
      expect(await recoverAuthorizationAddress({ authorization })).to.equal(account.address);
    },
  ),
  writeContract: serves("is mined", async (client, lab) => {
    const request = { address: lab.counter, abi: typedAbi, functionName: "add", args: [3n] } as const;
    expect((await receiptOf(lab, await client.writeContract(request))).status).to.equal("success");
    const count = await publicClient(lab).readContract({ ...request, functionName: "count", args: [] });
    expect(count).to.equal(COUNT + 3n);
  }),
  writeContractSync: cannotServe(
    "eth_sendRawTransactionSync",
    /eth_sendRawTransactionSync/,
    (client, { counter }) =>
      client.writeContractSync({ address: counter, abi: typedAbi, functionName: "add", args: [3n] }),
  ),

  getCallsStatus: needsWallet("wallet_getCallsStatus", (client) => client.getCallsStatus({ id: "0x01" })),
  waitForCallsStatus: needsWallet("wallet_getCallsStatus", (client) =>
    client.waitForCallsStatus({ id: "0x01", retryCount: 0, throwOnFailure: true }),
  ),
  getCapabilities: needsWallet("wallet_getCapabilities", (client) => client.getCapabilities()),
  getPermissions: needsWallet("wallet_getPermissions", (client) => client.getPermissions()),
  requestPermissions: needsWallet("wallet_requestPermissions", (client) =>
    client.requestPermissions({ eth_accounts: {} }),
  ),
  sendCalls: needsWallet("wallet_sendCalls", (client) => client.sendCalls({ calls: [{ to: STRANGER }] })),
  sendCallsSync: needsWallet("wallet_sendCalls", (client) =>
    client.sendCallsSync({ calls: [{ to: STRANGER }] }),
  ),
  showCallsStatus: needsWallet("wallet_showCallsStatus", (client) => client.showCallsStatus({ id: "0x01" })),
  switchChain: needsWallet("wallet_switchEthereumChain", (client) => client.switchChain({ id: 1 })),
  watchAsset: needsWallet("wallet_watchAsset", (client) =>
    client.watchAsset({ type: "ERC20", options: { address: STRANGER, decimals: 18, symbol: "TKN" } }),
  ),

  "token.transfer": serves("moves tokens", async (client, lab) => {
    const hash = await client.token.transfer({ token: lab.token, to: STRANGER, amount: 7n });
    expect((await receiptOf(lab, hash)).status).to.equal("success");
    expect([await balanceOf(lab, STRANGER), await balanceOf(lab, RICH!.address)]).to.deep.equal([
      7n,
      TOKENS - 7n,
    ]);
  }),
  "token.approve": serves("sets an allowance", async (client, lab) => {
    const hash = await client.token.approve({ token: lab.token, spender: STRANGER, amount: 7n });
    await receiptOf(lab, hash);
    const allowance = await publicClient(lab).token.getAllowance({
      account: account.address,
      spender: STRANGER,
      token: lab.token,
    });
    expect(allowance.amount).to.equal(7n);
  }),
  "token.transfer.estimateGas": serves(
    "returns the same as estimateGas of the call",
    async (client, { token }) => {
      expect(
        (await client.token.transfer.estimateGas({ token, to: STRANGER, amount: 7n })) > 24_070n,
      ).to.equal(true);
    },
  ),
  "token.approve.estimateGas": serves(
    "returns the same as estimateGas of the call",
    async (client, { token }) => {
      expect(
        (await client.token.approve.estimateGas({ token, spender: STRANGER, amount: 7n })) > 24_070n,
      ).to.equal(true);
    },
  ),
  "token.transfer.simulate": serves("returns true when it would succeed", async (client, { token }) => {
    expect((await client.token.transfer.simulate({ token, to: STRANGER, amount: 7n })).result).to.equal(true);
  }),
  "token.approve.simulate": serves("returns true when it would succeed", async (client, { token }) => {
    expect((await client.token.approve.simulate({ token, spender: STRANGER, amount: 7n })).result).to.equal(
      true,
    );
  }),
  "token.transfer.extractEvent": serves("finds Transfer in the node's logs", async (client, lab) => {
    const hash = await client.token.transfer({ token: lab.token, to: STRANGER, amount: 7n });
    const logs = (await receiptOf(lab, hash)).logs.filter(
      ({ address }) => address === lab.token.toLowerCase(),
    );
    expect(client.token.transfer.extractEvent(logs).args).to.include({ to: STRANGER, value: 7n });
  }),
  "token.approve.extractEvent": serves("finds Approval in the node's logs", async (client, lab) => {
    const hash = await client.token.approve({ token: lab.token, spender: STRANGER, amount: 7n });
    const { logs } = await receiptOf(lab, hash);
    expect(client.token.approve.extractEvent(logs).args).to.include({ spender: STRANGER, value: 7n });
  }),
  "token.transferSync": cannotServe(
    "eth_sendRawTransactionSync",
    /eth_sendRawTransactionSync/,
    (client, { token }) => client.token.transferSync({ token, to: STRANGER, amount: 7n }),
  ),
  "token.approveSync": cannotServe(
    "eth_sendRawTransactionSync",
    /eth_sendRawTransactionSync/,
    (client, { token }) => client.token.approveSync({ token, spender: STRANGER, amount: 7n }),
  ),
  "token.transfer.call": clientOnly("used by transfer"),
  "token.approve.call": clientOnly("used by approve"),
};

/** Encodes the calldata of `add(n)`. */
export const addCall = (n: bigint) => encodeFunctionData({ abi: typedAbi, functionName: "add", args: [n] });
