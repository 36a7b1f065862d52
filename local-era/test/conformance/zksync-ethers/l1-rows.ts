import { expect } from "chai";
import { utils } from "zksync-ethers";
import type { Wallet } from "zksync-ethers";
import { walletOn } from "../../rpc/deployment.ts";
import { RICH, STRANGER } from "../lab.ts";
import { cannotServe, serves } from "../table.ts";
import type { Row, Table } from "../table.ts";

/** Matches the errors of methods for L1: the node stands in for L1, without Era's contracts or an address of one. */
const NO_L1 = /Method not found: zks_|could not decode result data|network does not support|is not iterable/;

/** Covers the L1 half of Wallet, which L1Signer and L1VoidSigner have, too. */
export type L1Client = Wallet;

function needsL1(attempt: (client: L1Client) => Promise<unknown>): Row<L1Client> {
  return cannotServe("Era's contracts on L1", NO_L1, attempt);
}

/** Covers a method for an account that has withdrawn and needs the proof for L1. */
function needsProof(attempt: (client: L1Client, withdrawal: string) => Promise<unknown>): Row<L1Client> {
  const error = /Method not found: zks_getL2ToL1LogProof/;
  return cannotServe("batches that are proven on L1", error, async (client, { node }) => {
    const wallet = walletOn(node, RICH!.privateKey);
    const sent = await wallet.withdraw({ token: utils.L2_BASE_TOKEN_ADDRESS, amount: 5n });
    await sent.wait();
    return attempt(client, sent.hash);
  });
}

const deposit = { token: STRANGER, amount: 1n };
const execution = { contractAddress: STRANGER, calldata: "0x", l2GasLimit: 1n };

/** Covers deposits, the second halves of withdrawals, and calls from L1. */
export const l1Rows: Table<L1Client> = {
  getBalanceL1: serves(
    "only queries the other chain, which here is the same node",
    async (client, { node }) => {
      const [balance, expected] = [
        await client.getBalanceL1(),
        await node.call<string>("eth_getBalance", RICH!.address),
      ];
      expect(balance).to.equal(BigInt(expected));
    },
  ),
  getDefaultBridgeAddresses: needsL1((client) => client.getDefaultBridgeAddresses()),
  getMainContractAddress: needsL1((client) => client.getMainContractAddress()),
  getMainContract: needsL1((client) => client.getMainContract()),
  getBridgehubContract: needsL1((client) => client.getBridgehubContract()),
  getL1BridgeContracts: needsL1((client) => client.getL1BridgeContracts()),
  getL1AssetRouter: needsL1((client) => client.getL1AssetRouter()),
  getL1NativeTokenVault: needsL1((client) => client.getL1NativeTokenVault()),
  getL1Nullifier: needsL1((client) => client.getL1Nullifier()),
  getL1NullifierAddress: needsL1((client) => client.getL1NullifierAddress()),
  getNativeTokenVaultL1: needsL1((client) => client.getNativeTokenVaultL1()),
  getBaseToken: needsL1((client) => client.getBaseToken()),
  isETHBasedChain: needsL1((client) => client.isETHBasedChain()),
  getAllowanceL1: needsL1((client) => client.getAllowanceL1(STRANGER)),
  l2TokenAddress: needsL1((client) => client.l2TokenAddress(STRANGER)),
  l1TokenAddress: needsL1((client) => client.l1TokenAddress(STRANGER)),
  approveERC20: needsL1((client) => client.approveERC20(STRANGER, 1n)),
  getBaseCost: needsL1((client) => client.getBaseCost({ gasLimit: 1n })),
  getDepositAllowanceParams: needsL1((client) => client.getDepositAllowanceParams(STRANGER, 1n)),
  deposit: needsL1((client) => client.deposit(deposit)),
  estimateGasDeposit: needsL1((client) => client.estimateGasDeposit(deposit)),
  getDepositTx: needsL1((client) => client.getDepositTx(deposit)),
  getFullRequiredDepositFee: needsL1((client) => client.getFullRequiredDepositFee({ token: STRANGER })),
  getPriorityOpConfirmation: cannotServe("Era's contracts on L1", NO_L1, (client, { addHash }) =>
    client.getPriorityOpConfirmation(addHash),
  ),
  finalizeWithdrawalParams: needsProof((client, hash) => client.finalizeWithdrawalParams(hash)),
  getFinalizeWithdrawalParams: needsProof((client, hash) => client.getFinalizeWithdrawalParams(hash)),
  getFinalizeDepositParams: needsProof((client, hash) => client.getFinalizeDepositParams(hash)),
  finalizeWithdrawal: needsProof((client, hash) => client.finalizeWithdrawal(hash)),
  isWithdrawalFinalized: needsProof((client, hash) => client.isWithdrawalFinalized(hash)),
  claimFailedDeposit: cannotServe("a deposit", /Cannot read properties of undefined/, (client, { addHash }) =>
    client.claimFailedDeposit(addHash),
  ),
  requestExecute: needsL1((client) => client.requestExecute(execution)),
  estimateGasRequestExecute: needsL1((client) => client.estimateGasRequestExecute(execution)),
  getRequestExecuteAllowanceParams: needsL1((client) => client.getRequestExecuteAllowanceParams(execution)),
  getRequestExecuteTx: needsL1((client) => client.getRequestExecuteTx(execution)),
  getL2TransactionFromPriorityOp: cannotServe("a transaction from L1", NO_L1, async (client, { addHash }) =>
    client.getL2TransactionFromPriorityOp((await client._providerL1().getTransaction(addHash))!),
  ),
  getPriorityOpResponse: cannotServe("a transaction from L1", NO_L1, async (client, { addHash }) => {
    const sent = await client.getPriorityOpResponse((await client._providerL1().getTransaction(addHash))!);
    return sent.wait();
  }),
};
