import { expect } from "chai";
import { createClient, http, publicActions } from "viem";
import { zksyncInMemoryNode } from "viem/chains";
import { publicActionsL1, publicActionsL2 } from "viem/zksync";
import { BASE_FEE, STRANGER, TOKENS } from "../lab.ts";
import { actionsOf } from "../methods-of.ts";
import { cannotServe, describeClient, serves } from "../table.ts";
import type { Row, Table } from "../table.ts";
import { account, publicClient } from "./clients.ts";
import type { PublicClient } from "./clients.ts";
import { publicChainRows } from "./public-chain-rows.ts";
import { publicStateRows } from "./public-state-rows.ts";

/** Is a client for reflection only; it sends no requests. */
const reflected = createClient({ chain: zksyncInMemoryNode, transport: http("http://127.0.0.1:1") });

describeClient(
  "viem public actions",
  actionsOf(publicActions(reflected)),
  { ...publicStateRows, ...publicChainRows },
  publicClient,
);

function needs(
  what: string,
  rpcMethod: string,
  attempt: (client: PublicClient) => Promise<unknown>,
): Row<PublicClient> {
  return cannotServe(what, new RegExp(`Method not found: ${rpcMethod}`), attempt);
}

const NO_BRIDGE = /The contract function "l[12]TokenAddress"/;

const l2Rows: Table<PublicClient> = {
  estimateGasL1ToL2: serves("returns at least what L1 charges any transaction", async (client) => {
    const gas = BigInt(await client.estimateGasL1ToL2({ account, to: STRANGER, value: 1n }));
    expect(gas >= 173_484n + 88n * 800n + 10_000n).to.equal(true);
  }),
  getDefaultBridgeAddresses: serves("has none", async (client) => {
    const bridges = await client.getDefaultBridgeAddresses();
    expect(Object.values(bridges).filter((address) => address)).to.deep.equal([]);
  }),
  getTestnetPaymasterAddress: needs("a testnet", "zks_getTestnetPaymaster", (client) =>
    client.getTestnetPaymasterAddress(),
  ),
  getL1ChainId: needs("an L1", "zks_L1ChainId", (client) => client.getL1ChainId()),
  getMainContractAddress: needs("a contract on L1", "zks_getMainContract", (client) =>
    client.getMainContractAddress(),
  ),
  getAllBalances: needs("the list of bridged tokens", "zks_getAllAccountBalances", (client) =>
    client.getAllBalances({ account }),
  ),
  getRawBlockTransaction: serves(
    "returns the fields of the account's request",
    async (client, { addBlock, counter }) => {
      const [{ execute } = expect.fail("no transaction")] = await client.getRawBlockTransaction({
        number: addBlock,
      });
      expect(execute.contractAddress).to.equal(counter.toLowerCase());
    },
  ),
  getBlockDetails: serves("counts the block's transactions", async (client, { addBlock }) => {
    const details = await client.getBlockDetails({ number: addBlock });
    expect(details).to.include({ number: addBlock, l2TxCount: 1, status: "verified" });
  }),
  getL1BatchDetails: needs("batches that are committed to L1", "zks_getL1BatchDetails", (client) =>
    client.getL1BatchDetails({ number: 1 }),
  ),
  getL1BatchBlockRange: needs("batches that are committed to L1", "zks_getL1BatchBlockRange", (client) =>
    client.getL1BatchBlockRange({ l1BatchNumber: 1 }),
  ),
  getL1BatchNumber: needs("batches that are committed to L1", "zks_L1BatchNumber", (client) =>
    client.getL1BatchNumber(),
  ),
  getLogProof: needs("batches that are proven on L1", "zks_getL2ToL1LogProof", (client) =>
    client.getLogProof({ txHash: `0x${"00".repeat(32)}` }),
  ),
  getTransactionDetails: serves("returns the fee that was charged", async (client, { addHash }) => {
    const details = await client.getTransactionDetails({ txHash: addHash });
    const { gasUsed } = await client.getTransactionReceipt({ hash: addHash });
    expect(details).to.include({ isL1Originated: false, status: "included" });
    expect(BigInt(details.fee)).to.equal(gasUsed * BASE_FEE);
  }),
  estimateFee: serves("returns the same gas as estimateGas, with Era's other figures", async (client) => {
    const request = { account, to: STRANGER, value: 1n };
    const fee = await client.estimateFee(request);
    expect(fee).to.include({ maxFeePerGas: BASE_FEE, maxPriorityFeePerGas: 0n, gasPerPubdataLimit: 168n });
    expect(fee.gasLimit).to.equal(await client.estimateGas(request));
  }),
  getBridgehubContractAddress: needs("a contract on L1", "zks_getBridgehubContract", (client) =>
    client.getBridgehubContractAddress(),
  ),
  getBaseTokenL1Address: serves("returns the placeholder for ETH", async (client) => {
    expect(await client.getBaseTokenL1Address()).to.equal("0x0000000000000000000000000000000000000001");
  }),
  getL2TokenAddress: cannotServe("bridges", NO_BRIDGE, (client) =>
    client.getL2TokenAddress({ token: STRANGER }),
  ),
  getL1TokenAddress: cannotServe("bridges", NO_BRIDGE, (client) =>
    client.getL1TokenAddress({ token: STRANGER }),
  ),
  getGasPerPubdata: serves("returns what anvil-zksync suggests", async (client) => {
    expect(await client.getGasPerPubdata()).to.equal(168n);
  }),
};

describeClient(
  "viem/zksync public actions",
  actionsOf(publicActionsL2()(reflected as never)),
  l2Rows,
  publicClient,
);

type L1Client = PublicClient & ReturnType<ReturnType<typeof publicActionsL1>>;

const l1Rows: Table<L1Client> = {
  getL1Balance: serves("only queries the other chain, which here is the same node", async (client) => {
    expect(await client.getL1Balance({ account } as never)).to.equal(await client.getBalance(account));
  }),
  getL1TokenBalance: serves(
    "only queries the other chain, which here is the same node",
    async (client, { token }) => {
      expect(await client.getL1TokenBalance({ account, token } as never)).to.equal(TOKENS);
    },
  ),
  getL1Allowance: serves(
    "only queries the other chain, which here is the same node",
    async (client, { token }) => {
      expect(await client.getL1Allowance({ account, token, bridgeAddress: STRANGER } as never)).to.equal(0n);
    },
  ),
  isWithdrawalFinalized: cannotServe(
    "batches that are proven on L1",
    /not found|Log|undefined/,
    (client, lab) => client.isWithdrawalFinalized({ client: publicClient(lab), hash: lab.addHash } as never),
  ),
};

describeClient(
  "viem/zksync public actions of L1",
  actionsOf(publicActionsL1()(reflected as never)),
  l1Rows,
  (lab) => publicClient(lab).extend(publicActionsL1() as never) as L1Client,
);
