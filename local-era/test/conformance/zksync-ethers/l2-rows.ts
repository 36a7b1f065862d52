import { expect } from "chai";
import { getAddress, verifyMessage, verifyTypedData } from "ethers";
import { utils } from "zksync-ethers";
import type { types } from "zksync-ethers";
import { counterInterface, walletOn } from "../../rpc/deployment.ts";
import { COUNT, RICH, STRANGER, TOKENS } from "../lab.ts";
import { cannotServe, serves } from "../table.ts";
import type { Table } from "../table.ts";

/** Covers what every L2 signer of zksync-ethers has: Wallet, Signer, SmartAccount, L2VoidSigner. */
export interface L2Signer {
  getAddress(): Promise<string>;
  getNonce(blockTag?: string): Promise<number>;
  getBalance(token?: string): Promise<bigint>;
  getAllBalances(): Promise<types.BalancesMap>;
  getDeploymentNonce(): Promise<bigint>;
  populateCall(tx: types.TransactionRequest): Promise<object>;
  populateTransaction(tx: types.TransactionRequest): Promise<types.TransactionLike>;
  estimateGas(tx: types.TransactionRequest): Promise<bigint>;
  call(tx: types.TransactionRequest): Promise<string>;
  resolveName(name: string): Promise<string | null>;
}

export interface SendingSigner extends L2Signer {
  sendTransaction(tx: types.TransactionRequest): Promise<types.TransactionResponse>;
  transfer(wish: Transfer): Promise<types.TransactionResponse>;
  withdraw(wish: Omit<Transfer, "to"> & { token: string; to?: string }): Promise<types.TransactionResponse>;
  signMessage(message: string): Promise<string>;
  signTypedData(domain: object, types: Record<string, Field[]>, value: object): Promise<string>;
}

interface Transfer {
  to: string;
  amount: bigint;
  token?: string;
  paymasterParams?: types.PaymasterParams;
}

interface Field {
  name: string;
  type: string;
}

const domain = { name: "Probe", version: "1", chainId: 260n };
const probe = { Probe: [{ name: "value", type: "uint256" }] };

/** Covers reading, and filling in transactions. `money` is the signer's balance. */
export const readingRows: Table<L2Signer> = {
  getNonce: serves("is eth_getTransactionCount", async (signer, { node }) => {
    const count = await node.call<string>("eth_getTransactionCount", await signer.getAddress());
    expect(await signer.getNonce()).to.equal(Number(count));
  }),
  getBalance: serves("returns the balance of ETH and of a token", async (signer, { node, token }) => {
    const address = await signer.getAddress();
    expect(await signer.getBalance()).to.equal(BigInt(await node.call<string>("eth_getBalance", address)));
    const isRich = address === getAddress(RICH!.address);
    expect(await signer.getBalance(token)).to.equal(isRich ? TOKENS : 0n);
  }),
  getAllBalances: cannotServe(
    "the list of bridged tokens",
    /Method not found: zks_getAllAccountBalances/,
    (signer) => signer.getAllBalances(),
  ),
  getDeploymentNonce: serves("counts the account's deployments", async (signer) => {
    const isRich = (await signer.getAddress()) === getAddress(RICH!.address);
    expect(await signer.getDeploymentNonce()).to.equal(isRich ? 5n : 0n);
  }),
  populateCall: serves("fills in the sender", async (signer) => {
    expect(await signer.populateCall({ to: STRANGER })).to.include({
      to: STRANGER,
      from: await signer.getAddress(),
    });
  }),
  populateTransaction: serves("fills in nonce, chain, fee and gas", async (signer) => {
    const filled = await signer.populateTransaction({ to: STRANGER, value: 1n, type: 113 });
    expect(filled).to.include({ type: 113, chainId: 260n, nonce: await signer.getNonce() });
    expect(BigInt(filled.gasLimit!) > 24_070n).to.equal(true);
  }),
  estimateGas: serves("returns a positive amount of gas", async (signer) => {
    expect((await signer.estimateGas({ to: STRANGER, value: 1n })) > 24_070n).to.equal(true);
  }),
  call: serves("returns what the contract returns to this sender", async (signer, { counter }) => {
    const answer = await signer.call({ to: counter, data: counterInterface.encodeFunctionData("count") });
    expect(BigInt(answer)).to.equal(COUNT);
  }),
  resolveName: cannotServe("ENS", /does not support ENS/, (signer) => signer.resolveName("somebody.eth")),
  getAddress: serves("returns an address that the node knows", async (signer, { node }) => {
    expect(await node.call("eth_getBalance", await signer.getAddress())).to.match(/^0x[1-9a-f]/);
  }),
};

/** Covers sending and signing. */
export const sendingRows: Table<SendingSigner> = {
  ...(readingRows as Table<SendingSigner>),
  sendTransaction: serves(
    "sends a transaction that is mined with the hash that the client computed",
    async (signer, { node }) => {
      const sent = await signer.sendTransaction({ to: STRANGER, value: 4n });
      expect(await sent.wait()).to.include({ status: 1, hash: sent.hash, type: 113 });
      expect(await node.call("eth_getBalance", STRANGER)).to.equal("0x4");
    },
  ),
  transfer: serves("transfers ETH with a paymaster paying the fee", async (signer, { node, paymaster }) => {
    const paymasterParams = utils.getPaymasterParams(paymaster, { type: "General", innerInput: "0x" });
    const before = await signer.getBalance();
    const sent = await signer.transfer({ to: STRANGER, amount: 4n, paymasterParams });
    expect((await sent.wait()).status).to.equal(1);
    expect(await signer.getBalance()).to.equal(before - 4n);
    expect(await node.call("eth_getBalance", STRANGER)).to.equal("0x4");
  }),
  withdraw: serves("burns the ETH and notifies L1", async (signer) => {
    const before = await signer.getBalance();
    const sent = await signer.withdraw({ token: utils.L2_BASE_TOKEN_ADDRESS, amount: 6n });
    const { gasUsed, gasPrice, l2ToL1Logs, status } = await sent.wait();
    expect(status).to.equal(1);
    expect(l2ToL1Logs.map(({ sender }) => getAddress(sender))).to.deep.equal([utils.L1_MESSENGER_ADDRESS]);
    expect(await signer.getBalance()).to.equal(before - 6n - gasUsed * gasPrice);
  }),
};

/** Covers an EOA's signatures by its key. */
export const signingRows: Table<SendingSigner> = {
  signMessage: serves("returns a signature that recovers to the signer", async (signer) => {
    const signature = await signer.signMessage("probe");
    expect(verifyMessage("probe", signature)).to.equal(getAddress(RICH!.address));
  }),
  signTypedData: serves("returns a signature that recovers to the signer", async (signer) => {
    const signature = await signer.signTypedData(domain, probe, { value: 7n });
    expect(verifyTypedData(domain, probe, { value: 7n }, signature)).to.equal(getAddress(RICH!.address));
  }),
};

/** Covers both ways to ask a smart account about a signature. */
export const erc1271Rows: Table<SendingSigner> = {
  signMessage: serves("returns a signature that the account accepts (ERC-1271)", async (signer, { node }) => {
    const { provider } = walletOn(node, RICH!.privateKey);
    const [address, signature] = [await signer.getAddress(), await signer.signMessage("probe")];
    expect(await utils.isMessageSignatureCorrect(provider, address, "probe", signature)).to.equal(true);
    expect(await utils.isMessageSignatureCorrect(provider, address, "other", signature)).to.equal(false);
  }),
  signTypedData: serves(
    "returns a signature that the account accepts (ERC-1271)",
    async (signer, { node }) => {
      const { provider } = walletOn(node, RICH!.privateKey);
      const [address, signature] = [
        await signer.getAddress(),
        await signer.signTypedData(domain, probe, { value: 7n }),
      ];
      const accepts = (value: bigint) =>
        utils.isTypedDataSignatureCorrect(provider, address, domain, probe, { value }, signature);
      expect([await accepts(7n), await accepts(8n)]).to.deep.equal([true, false]);
    },
  ),
};
