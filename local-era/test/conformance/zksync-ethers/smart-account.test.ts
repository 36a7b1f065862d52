import { expect } from "chai";
import { ECDSASmartAccount, MultisigECDSASmartAccount, SmartAccount, utils } from "zksync-ethers";
import { walletOn } from "../../rpc/deployment.ts";
import { RICH, SECOND, STRANGER } from "../lab.ts";
import type { Lab } from "../lab.ts";
import { methodsOf, staticMethodsOf } from "../methods-of.ts";
import { cannotServe, clientOnly, describeClient, serves } from "../table.ts";
import type { Table } from "../table.ts";
import { erc1271Rows, sendingRows, signingRows } from "./l2-rows.ts";

const rows: Table<SmartAccount> = {
  ...(sendingRows as unknown as Table<SmartAccount>),
  connect: serves("keeps address and keys, and changes the provider", async (account, { node }) => {
    const { provider } = walletOn(node, RICH!.privateKey);
    const sent = await account.connect(provider).sendTransaction({ to: STRANGER, value: 2n });
    expect((await sent.wait()).status).to.equal(1);
  }),
  signTransaction: serves("signs a transaction that the node accepts", async (account, { node }) => {
    const raw = await account.signTransaction({ to: STRANGER, value: 2n });
    const hash = await node.call<string>("eth_sendRawTransaction", raw);
    expect(utils.parseEip712(raw).hash).to.equal(hash);
    expect(await node.call("eth_getTransactionReceipt", hash)).to.include({ status: "0x1" });
  }),
  populateAuthorization: serves("fills in nonce and chain (EIP-7702)", async (account) => {
    const filled = await account.populateAuthorization({ address: STRANGER });
    expect(filled).to.include({ chainId: 260n, nonce: await account.getNonce() });
  }),
  authorize: cannotServe("ethers to implement it", /not implemented/, (account) =>
    account.authorize({ address: STRANGER }),
  ),
};

const providerOf = ({ node }: Lab) => walletOn(node, RICH!.privateKey).provider;

const oneKey: Table<SmartAccount> = { ...rows, ...(signingRows as unknown as Table<SmartAccount>) };
describeClient("zksync-ethers SmartAccount with one key (an EOA)", methodsOf(SmartAccount), oneKey, (lab) =>
  ECDSASmartAccount.create(walletOn(lab.node, RICH!.privateKey).address, RICH!.privateKey, providerOf(lab)),
);

const twoKeys: Table<SmartAccount> = { ...rows, ...(erc1271Rows as unknown as Table<SmartAccount>) };
describeClient(
  "zksync-ethers SmartAccount with two keys (a contract)",
  methodsOf(SmartAccount),
  twoKeys,
  (lab) => {
    const secret = [RICH!.privateKey, SECOND!.privateKey];
    const payloadSigner = utils.signPayloadWithMultipleECDSA;
    const transactionBuilder = utils.populateTransactionMultisigECDSA;
    return new SmartAccount(
      { address: lab.account, secret, payloadSigner, transactionBuilder },
      providerOf(lab),
    );
  },
);

describeClient(
  "zksync-ethers ECDSASmartAccount's class",
  staticMethodsOf(ECDSASmartAccount),
  { create: clientOnly("used by the suite above") },
  () => ECDSASmartAccount,
);

const multisig: Table<typeof MultisigECDSASmartAccount> = {
  create: serves("creates an account that sends with the gas estimated for it", async (type, lab) => {
    const account = type.create(lab.account, [RICH!.privateKey, SECOND!.privateKey], providerOf(lab));
    const sent = await account.sendTransaction({ to: STRANGER, value: 2n });
    expect((await sent.wait()).status).to.equal(1);
  }),
};
describeClient(
  "zksync-ethers MultisigECDSASmartAccount's class",
  staticMethodsOf(MultisigECDSASmartAccount),
  multisig,
  () => MultisigECDSASmartAccount,
);
