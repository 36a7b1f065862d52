import { expect } from "chai";
import { createClient, http, walletActions } from "viem";
import { zksyncInMemoryNode } from "viem/chains";
import {
  deployContract,
  eip712WalletActions,
  getApprovalBasedPaymasterInput,
  getGeneralPaymasterInput,
  l2BaseTokenAddress,
  parseEip712Transaction,
  toMultisigSmartAccount,
  toSinglesigSmartAccount,
  toSmartAccount,
  walletActionsL1,
  walletActionsL2,
} from "viem/zksync";
import { utils } from "zksync-ethers";
import { artifact } from "../../rpc/counter.ts";
import { COUNT, RICH, SECOND, STRANGER, TOKENS } from "../lab.ts";
import type { Lab } from "../lab.ts";
import { actionsOf } from "../methods-of.ts";
import { cannotServe, describeClient, serves } from "../table.ts";
import type { Table } from "../table.ts";
import { account, counterAbi, plainWalletClient, publicClient, typedAbi, walletClient } from "./clients.ts";
import type { WalletClient } from "./clients.ts";
import { addCall, receiptOf, walletRows } from "./wallet-rows.ts";

const reflected = createClient({ account, chain: zksyncInMemoryNode, transport: http("http://127.0.0.1:1") });

describeClient("viem wallet actions", actionsOf(walletActions(reflected)), walletRows, plainWalletClient);

const countOf = (lab: Lab, address = lab.counter) =>
  publicClient(lab).readContract({ address, abi: typedAbi, functionName: "count" });

const eip712Rows: Table<WalletClient> = {
  sendTransaction: serves("sends a 0x71 when the request has fields of Era's", async (client, lab) => {
    const { paymaster } = lab;
    const paymasterInput = getGeneralPaymasterInput({ innerInput: "0x" });
    const before = await publicClient(lab).getBalance(account);
    const hash = await client.sendTransaction({ to: STRANGER, value: 4n, paymaster, paymasterInput });
    expect((await receiptOf(lab, hash)).status).to.equal("success");
    expect(await publicClient(lab).getTransaction({ hash })).to.include({ type: "eip712" });
    expect(await publicClient(lab).getBalance(account)).to.equal(before - 4n);
  }),
  signTransaction: serves(
    "signs a 0x71 that the node accepts, with the client's hash",
    async (client, { node }) => {
      const request = {
        to: STRANGER,
        value: 2n,
        nonce: 6,
        gas: 300_000n,
        maxFeePerGas: 45_250_000n,
      } as const;
      const era = { from: account.address, maxPriorityFeePerGas: 0n, gasPerPubdata: 50_000n };
      const raw = await client.signTransaction({ ...request, ...era } as never);
      expect(parseEip712Transaction(raw as `0x${string}`)).to.include({ nonce: 6, value: 2n });
      const hash = await node.call<string>("eth_sendRawTransaction", raw);
      expect(await node.call("eth_getTransactionReceipt", hash)).to.include({ status: "0x1", type: "0x71" });
    },
  ),
  deployContract: serves("deploys with every deployment type", async (client, lab) => {
    for (const deploymentType of ["create", "createAccount", "create2", "create2Account"] as const) {
      const snapshot = await lab.node.call("evm_snapshot");
      const { bytecode } = artifact("Counter");
      const salt = `0x${"05".repeat(32)}` as const;
      const hash = await deployContract(client, {
        account,
        chain: client.chain,
        abi: counterAbi,
        bytecode,
        args: [9n],
        deploymentType,
        salt,
      });
      const { contractAddress } = await receiptOf(lab, hash);
      expect(await countOf(lab, contractAddress!)).to.equal(9n);
      await lab.node.call("evm_revert", snapshot);
    }
  }),
  writeContract: serves("lets a paymaster pay the fee in tokens", async (client, lab) => {
    const { paymaster, token } = lab;
    const paymasterInput = getApprovalBasedPaymasterInput({ innerInput: "0x", token, minAllowance: 5n });
    const request = { address: lab.counter, abi: typedAbi, functionName: "add", args: [3n] } as const;
    const hash = await client.writeContract({ ...request, paymaster, paymasterInput } as never);
    expect((await receiptOf(lab, hash)).status).to.equal("success");
    expect(await countOf(lab)).to.equal(COUNT + 3n);
    const { amount } = await publicClient(lab).token.getBalance({ account: account.address, token });
    expect(amount).to.equal(TOKENS - 5n);
  }),
};

describeClient(
  "viem/zksync wallet actions",
  actionsOf(eip712WalletActions()(reflected as never)),
  eip712Rows,
  walletClient,
);

const l2Rows: Table<WalletClient> = {
  withdraw: serves("burns the ETH and notifies L1", async (client, lab) => {
    const before = await publicClient(lab).getBalance(account);
    const hash = await client.withdraw({ token: l2BaseTokenAddress, amount: 6n });
    const { gasUsed, effectiveGasPrice, l2ToL1Logs } = await receiptOf(lab, hash);
    expect(l2ToL1Logs.map(({ sender }) => sender)).to.deep.equal([utils.L1_MESSENGER_ADDRESS.toLowerCase()]);
    expect(await publicClient(lab).getBalance(account)).to.equal(before - 6n - gasUsed * effectiveGasPrice);
  }),
};

describeClient(
  "viem/zksync wallet actions of L2",
  actionsOf(walletActionsL2()(reflected as never)),
  l2Rows,
  walletClient,
);

type L1Client = WalletClient & ReturnType<ReturnType<typeof walletActionsL1>>;
const NO_L1 =
  /Method not found: zks_|Log proof not found|Cannot claim successful deposit|The contract function "/;

const l1Rows: Table<L1Client> = {
  deposit: cannotServe("Era's contracts on L1", NO_L1, (client, lab) =>
    client.deposit({ client: publicClient(lab), token: STRANGER, amount: 1n, to: STRANGER } as never),
  ),
  requestExecute: cannotServe("Era's contracts on L1", NO_L1, (client, lab) =>
    client.requestExecute({ client: publicClient(lab), contractAddress: STRANGER, calldata: "0x" } as never),
  ),
  finalizeWithdrawal: cannotServe("batches that are proven on L1", NO_L1, async (client, lab) => {
    const hash = await client.withdraw({ token: l2BaseTokenAddress, amount: 6n });
    await receiptOf(lab, hash);
    return client.finalizeWithdrawal({ client: publicClient(lab), hash } as never);
  }),
  claimFailedDeposit: cannotServe("a deposit", NO_L1, (client, lab) =>
    client.claimFailedDeposit({ client: publicClient(lab), depositHash: lab.addHash } as never),
  ),
};

describeClient(
  "viem/zksync wallet actions of L1",
  actionsOf(walletActionsL1()(reflected as never)),
  l1Rows,
  (lab) => walletClient(lab).extend(walletActionsL1() as never) as unknown as L1Client,
);

const accounts = {
  toSinglesigSmartAccount: serves<WalletClient>(
    "creates an account that works on the node (here an EOA)",
    (client, lab) =>
      sendAs(
        client,
        lab,
        toSinglesigSmartAccount({ address: account.address, privateKey: RICH!.privateKey }),
      ),
  ),
  toMultisigSmartAccount: serves<WalletClient>("creates an account that works on the node", (client, lab) =>
    sendAs(
      client,
      lab,
      toMultisigSmartAccount({ address: lab.account, privateKeys: [RICH!.privateKey, SECOND!.privateKey] }),
    ),
  ),
  toSmartAccount: serves<WalletClient>(
    "creates an account that works on the node, with any signer",
    (client, lab) =>
      sendAs(
        client,
        lab,
        toSmartAccount({ address: account.address, sign: ({ hash }) => account.sign({ hash }) }),
      ),
  ),
} as const;

type SmartAccount = ReturnType<typeof toSmartAccount>;

/** Sends from the account with a given gas limit, and with one that the chain estimates. */
async function sendAs(client: WalletClient, lab: Lab, sender: SmartAccount): Promise<void> {
  const to = lab.counter;
  const hash = await client.sendTransaction({
    account: sender,
    to,
    data: addCall(2n),
    gasPerPubdata: 50_000n,
  } as never);
  const receipt = await receiptOf(lab, hash);
  expect(receipt).to.include({ status: "success", from: sender.address.toLowerCase() });
  expect(await countOf(lab)).to.equal(COUNT + 2n);
}

describeClient("viem/zksync accounts", Object.keys(accounts), accounts, walletClient);
