import { expect } from "chai";
import { getAddress } from "ethers";
import { L1Signer, L1VoidSigner, L2VoidSigner, Signer } from "zksync-ethers";
import type { Wallet } from "zksync-ethers";
import { walletOn } from "../../rpc/deployment.ts";
import { RICH, STRANGER } from "../lab.ts";
import type { Lab } from "../lab.ts";
import { methodsOf, staticMethodsOf } from "../methods-of.ts";
import { cannotServe, clientOnly, describeClient, serves } from "../table.ts";
import type { Table } from "../table.ts";
import { browserProvider } from "./browser-wallet.ts";
import { l1Rows } from "./l1-rows.ts";
import { readingRows, sendingRows, signingRows } from "./l2-rows.ts";

const NO_KEYS = "a node that keeps keys";
const CANNOT_SIGN = /VoidSigner cannot sign/;

/** Creates a page's signer, whose wallet signs and whose provider is the node's. */
async function pageSigner({ node }: Lab): Promise<Signer> {
  const page = await browserProvider(node, RICH!.privateKey).getSigner();
  return Signer.from(page as never, 260, walletOn(node, RICH!.privateKey).provider);
}

async function l1Signer({ node }: Lab): Promise<L1Signer> {
  const { provider } = walletOn(node, RICH!.privateKey);
  return L1Signer.from((await provider.getSigner(RICH!.address)) as never, provider);
}

/** Covers what JsonRpcSigner adds to any signer. */
const jsonRpcRows: Table<Signer> = {
  connect: cannotServe("ethers to allow it", /cannot reconnect JsonRpcSigner/, (signer) =>
    signer.connect(null as never),
  ),
  sendUncheckedTransaction: serves(
    "returns the hash when the node sends for the account",
    async (signer, { node }) => {
      await node.call("hardhat_impersonateAccount", RICH!.address);
      const hash = await signer.sendUncheckedTransaction({ to: STRANGER, value: 2n, gasLimit: 300_000n });
      expect(await node.call("eth_getTransactionReceipt", hash)).to.include({ status: "0x1" });
    },
  ),
  signTransaction: cannotServe(NO_KEYS, /Method not found: eth_signTransaction/, (signer) =>
    signer.signTransaction({ to: STRANGER, gasLimit: 1n }),
  ),
  unlock: cannotServe(NO_KEYS, /Method not found: personal_unlockAccount/, (signer) =>
    signer.unlock("secret"),
  ),
  authorize: cannotServe("a wallet that signs EIP-7702", /not implemented/, (signer) =>
    signer.authorize({ address: STRANGER }),
  ),
  populateTransaction: serves("fills in the sender and leaves the rest to the wallet", async (signer) => {
    const filled = await signer.populateTransaction({ to: STRANGER, value: 1n });
    expect(filled).to.deep.equal({ to: STRANGER, value: 1n, from: getAddress(RICH!.address) });
  }),
  populateAuthorization: serves("fills in nonce and chain (EIP-7702)", async (signer) => {
    const filled = await signer.populateAuthorization({ address: STRANGER });
    expect(filled).to.include({ chainId: 260n, nonce: await signer.getNonce() });
  }),
};

const bridges = cannotServe<Signer>("bridges", /could not decode result data/, (signer) =>
  signer.getL2BridgeContracts(),
);

const rows: Table<Signer> = {
  ...(sendingRows as unknown as Table<Signer>),
  ...(signingRows as unknown as Table<Signer>),
  ...jsonRpcRows,
  getL2BridgeContracts: bridges,
  populateFeeData: clientOnly("protected; sendTransaction uses it"),
  populateTransaction: jsonRpcRows.populateTransaction!,
};

describeClient("zksync-ethers Signer", methodsOf(Signer), rows, pageSigner, (signer) =>
  signer.provider.destroy(),
);

const from: Table<typeof Signer> = { from: clientOnly("used by the suite above") };
describeClient("zksync-ethers Signer's class", staticMethodsOf(Signer), from, () => Signer);

const l1SignerRows: Table<L1Signer> = {
  ...(l1Rows as unknown as Table<L1Signer>),
  ...Object.fromEntries(
    ["getNonce", "populateCall", "estimateGas", "call", "resolveName", "getAddress"].map((name) => [
      name,
      (readingRows as unknown as Table<L1Signer>)[name],
    ]),
  ),
  ...(jsonRpcRows as unknown as Table<L1Signer>),
  connectToL2: serves("changes the other provider", (signer, { node }) => {
    const { provider } = walletOn(node, RICH!.privateKey);
    expect(signer.connectToL2(provider)._providerL2()).to.equal(provider);
  }),
  sendTransaction: serves("sends for an impersonated account", async (signer, { node }) => {
    await node.call("hardhat_impersonateAccount", RICH!.address);
    const sent = await signer.sendTransaction({ to: STRANGER, value: 2n, gasLimit: 300_000n });
    expect(await sent.wait()).to.include({ status: 1 });
  }),
  signMessage: cannotServe(NO_KEYS, /Method not found: personal_sign/, (signer) =>
    signer.signMessage("probe"),
  ),
  signTypedData: cannotServe(NO_KEYS, /Method not found: eth_signTypedData_v4/, (signer) =>
    signer.signTypedData({}, { Probe: [{ name: "value", type: "uint256" }] }, { value: 1n }),
  ),
};

describeClient("zksync-ethers L1Signer", methodsOf(L1Signer), l1SignerRows, l1Signer);

const fromL1: Table<typeof L1Signer> = { from: clientOnly("used by the suite above") };
describeClient("zksync-ethers L1Signer's class", staticMethodsOf(L1Signer), fromL1, () => L1Signer);

/** Covers what ethers' VoidSigner cannot do with an address and no key. */
function voidRows<
  Client extends Pick<Wallet, "signTransaction" | "signMessage" | "signTypedData" | "authorize">,
>() {
  return {
    signTransaction: cannotServe<Client>("a key", CANNOT_SIGN, (signer) =>
      signer.signTransaction({ to: STRANGER }),
    ),
    signMessage: cannotServe<Client>("a key", CANNOT_SIGN, (signer) => signer.signMessage("probe")),
    signTypedData: cannotServe<Client>("a key", CANNOT_SIGN, (signer) => signer.signTypedData({}, {}, {})),
    authorize: cannotServe<Client>("a key", /not implemented/, (signer) =>
      signer.authorize({ address: STRANGER }),
    ),
  };
}

const l2VoidRows: Table<L2VoidSigner> = {
  ...(readingRows as unknown as Table<L2VoidSigner>),
  ...voidRows<L2VoidSigner>(),
  getL2BridgeContracts: bridges as unknown as Table<L2VoidSigner>[string],
  connect: serves("keeps the address", async (signer, { node }) => {
    const { provider } = walletOn(node, RICH!.privateKey);
    expect(await signer.connect(provider).getNonce()).to.equal(await signer.getNonce());
  }),
  populateAuthorization: jsonRpcRows.populateAuthorization as unknown as Table<L2VoidSigner>[string],
  sendTransaction: cannotServe("a key", CANNOT_SIGN, (signer) => signer.sendTransaction({ to: STRANGER })),
  transfer: cannotServe("a key", CANNOT_SIGN, (signer) => signer.transfer({ to: STRANGER, amount: 1n })),
  withdraw: cannotServe("a key", CANNOT_SIGN, (signer) =>
    signer.withdraw({ token: "0x000000000000000000000000000000000000800a", amount: 1n }),
  ),
};

describeClient("zksync-ethers L2VoidSigner", methodsOf(L2VoidSigner), l2VoidRows, ({ node }) => {
  return new L2VoidSigner(getAddress(RICH!.address), walletOn(node, RICH!.privateKey).provider);
});

const l1VoidRows: Table<L1VoidSigner> = {
  ...(l1Rows as unknown as Table<L1VoidSigner>),
  ...Object.fromEntries(
    ["getNonce", "populateCall", "estimateGas", "call", "resolveName", "getAddress"].map((name) => [
      name,
      (readingRows as unknown as Table<L1VoidSigner>)[name],
    ]),
  ),
  ...voidRows<L1VoidSigner>(),
  getBalance: serves("queries the given L1", async (signer, { node }) => {
    expect(await signer.getBalance()).to.equal(
      BigInt(await node.call<string>("eth_getBalance", RICH!.address)),
    );
  }),
  populateAuthorization: jsonRpcRows.populateAuthorization as unknown as Table<L1VoidSigner>[string],
  connect: serves("keeps the address", async (signer, { node }) => {
    const { provider } = walletOn(node, RICH!.privateKey);
    expect(await signer.connect(provider).getNonce()).to.equal(await signer.getNonce());
  }),
  connectToL2: serves("changes the other provider", (signer, { node }) => {
    const { provider } = walletOn(node, RICH!.privateKey);
    expect(signer.connectToL2(provider)._providerL2()).to.equal(provider);
  }),
  populateTransaction: serves("fills in nonce and chain", async (signer) => {
    const filled = await signer.populateTransaction({ to: STRANGER, value: 1n });
    expect(filled).to.include({ chainId: 260n, nonce: await signer.getNonce() });
  }),
  sendTransaction: cannotServe("a key", CANNOT_SIGN, (signer) => signer.sendTransaction({ to: STRANGER })),
};

describeClient("zksync-ethers L1VoidSigner", methodsOf(L1VoidSigner), l1VoidRows, ({ node }) => {
  const { provider } = walletOn(node, RICH!.privateKey);
  return new L1VoidSigner(getAddress(RICH!.address), provider, provider);
});
