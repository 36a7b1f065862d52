import { expect } from "chai";
import { getAddress, verifyAuthorization } from "ethers";
import { Provider, utils, Wallet } from "zksync-ethers";
import { walletOn } from "../../rpc/deployment.ts";
import { RICH, STRANGER, useLab } from "../lab.ts";
import type { Lab } from "../lab.ts";
import { methodsOf, staticMethodsOf } from "../methods-of.ts";
import { cannotServe, clientOnly, describeClient, serves } from "../table.ts";
import type { Table } from "../table.ts";
import { l1Rows } from "./l1-rows.ts";
import { sendingRows, signingRows } from "./l2-rows.ts";

const PHRASE = "test test test test test test test test test test test junk";
const AUTHORIZATION = { address: STRANGER, nonce: 0n, chainId: 260n };

async function expectAlive(wallet: Wallet): Promise<void> {
  expect(await wallet.getNonce()).to.equal(6);
}

const rows: Table<Wallet> = {
  ...l1Rows,
  ...(sendingRows as unknown as Table<Wallet>),
  ...(signingRows as unknown as Table<Wallet>),

  connect: serves("keeps the key, and changes the provider", async (wallet, { node }) => {
    const provider = new Provider(node.url);
    const connected = wallet.connect(provider);
    expect(connected.provider).to.equal(provider);
    await expectAlive(connected);
    provider.destroy();
  }),
  connectToL1: serves("keeps key and provider, and changes L1", async (wallet) => {
    expect(wallet.connectToL1(wallet._providerL1())._providerL1()).to.equal(wallet._providerL1());
    await expectAlive(wallet.connectToL1(wallet._providerL1()));
  }),
  ethWallet: serves("returns ethers' wallet, which also works with the node", async (wallet, { node }) => {
    const sent = await wallet.ethWallet().sendTransaction({ to: STRANGER, value: 3n });
    expect(await sent.wait()).to.include({ status: 1, type: 2 });
    expect(await node.call("eth_getBalance", STRANGER)).to.equal("0x3");
  }),
  signTransaction: serves(
    "signs transactions of every type that the node accepts",
    async (wallet, { node }) => {
      const nonce = await wallet.getNonce();
      for (const [index, type] of [0, 2, 113].entries()) {
        const raw = await wallet.signTransaction({ to: STRANGER, value: 1n, type, nonce: nonce + index });
        const hash = await node.call<string>("eth_sendRawTransaction", raw);
        const { type: mined } = await node.call<{ type: string }>("eth_getTransactionReceipt", hash);
        expect(Number(mined)).to.equal(type);
      }
    },
  ),
  getL2BridgeContracts: cannotServe("bridges", /could not decode result data/, (wallet) =>
    wallet.getL2BridgeContracts(),
  ),
  populateAuthorization: serves("fills in nonce and chain (EIP-7702)", async (wallet) => {
    const filled = await wallet.populateAuthorization({ address: STRANGER });
    expect(filled).to.include({ chainId: 260n, nonce: await wallet.getNonce() });
  }),
  authorize: serves("signs an authorization (EIP-7702)", async (wallet) => {
    const authorization = await wallet.authorize(AUTHORIZATION);
    expect(verifyAuthorization(AUTHORIZATION, authorization.signature)).to.equal(getAddress(RICH!.address));
  }),
  authorizeSync: clientOnly("authorize without the provider"),
  signMessageSync: clientOnly("signMessage without a promise"),
  signingKey: clientOnly("the key"),
  privateKey: clientOnly("the key"),
  encrypt: clientOnly("a key file"),
  encryptSync: clientOnly("a key file"),
};

function connect({ node }: Lab): Wallet {
  const wallet = walletOn(node, RICH!.privateKey);
  return new Wallet(RICH!.privateKey, wallet.provider, new Provider(node.url));
}

describeClient("zksync-ethers Wallet", methodsOf(Wallet), rows, connect, (wallet) => {
  wallet.provider.destroy();
  wallet._providerL1().destroy();
});

const statics: Table<typeof Wallet> = {
  fromMnemonic: serves("finds the node's first account", (type) => {
    expect(type.fromMnemonic(PHRASE).address).to.equal(getAddress(RICH!.address));
  }),
  fromEncryptedJson: clientOnly("a key file"),
  fromEncryptedJsonSync: clientOnly("a key file"),
};

describeClient("zksync-ethers Wallet's class", staticMethodsOf(Wallet), statics, () => Wallet);

describe("zksync-ethers' paymaster utilities", function () {
  this.timeout(30_000);
  const lab = useLab();

  it("let a paymaster be paid in tokens", async () => {
    const { node, paymaster, token } = lab();
    const wallet = walletOn(node, RICH!.privateKey);
    const before = [await wallet.getBalance(), await wallet.getBalance(token)];
    const approval = { type: "ApprovalBased", token, minimalAllowance: 5n, innerInput: "0x" } as const;
    const sent = await wallet.sendTransaction({
      to: STRANGER,
      customData: { paymasterParams: utils.getPaymasterParams(paymaster, approval) },
    });
    expect((await sent.wait()).status).to.equal(1);
    expect([await wallet.getBalance(), await wallet.getBalance(token)]).to.deep.equal([
      before[0],
      before[1]! - 5n,
    ]);
  });
});
