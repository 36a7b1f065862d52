import { expect } from "chai";
import {
  createClient,
  createWalletClient,
  custom,
  fromRlp,
  numberToHex,
  parseAbi,
  zeroHash,
  type Chain,
  type Client,
  type Hash,
  type Hex,
  type Transport,
} from "viem";
import { zksync } from "viem/chains";
import { accountActions } from "../../src/account-client/account-actions.js";
import { initRecovery } from "../../src/client/index.js";
import {
  TransactionReplacedError,
  TransactionRevertedError,
  UnreadableAnswerError,
} from "../../src/errors/index.js";
import { providerClient } from "../../src/provider/wallet-client.js";
import type { TransactionSigner } from "../../src/transaction/transaction-signer.js";
import { ACCOUNT, ALICE, BOB } from "../helpers/addresses.js";
import { rejection } from "../helpers/rejection.js";

const SENT: Hash = `0x${"11".repeat(32)}`;
const OTHER: Hash = `0x${"22".repeat(32)}`;
const POINT = [
  "0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
  "0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
] as const;

/** A wallet whose person has it send another transaction in place of the one that was asked for. */
function wallet(change: (sent: object) => object, status?: string) {
  return createWalletClient({
    account: ALICE,
    chain: zksync,
    pollingInterval: 5,
    transport: custom({ request: requestOf(change, status) }, { retryCount: 0 }),
  });
}

/** Answers as such a wallet, and as its chain's node. */
function requestOf(change: (sent: object) => object, status?: string) {
  let sent: { data?: string; to?: string; value?: string } = {};
  const transaction = (hash: Hash, isMined: boolean) => ({
    hash,
    from: ALICE,
    to: sent.to,
    input: sent.data,
    value: "0x0",
    nonce: "0x5",
    gas: "0x1",
    gasPrice: "0x1",
    type: "0x0",
    blockHash: isMined ? zeroHash : null,
    blockNumber: isMined ? "0x2" : null,
    transactionIndex: isMined ? "0x0" : null,
  });
  const receipt = {
    transactionHash: OTHER,
    transactionIndex: "0x0",
    blockHash: zeroHash,
    blockNumber: "0x2",
    cumulativeGasUsed: "0x1",
    gasUsed: "0x1",
    from: ALICE,
    to: ALICE,
    logs: [],
    l2ToL1Logs: [],
    logsBloom: "0x",
    status,
    type: "0x0",
  };
  const block = () => ({
    number: "0x2",
    hash: zeroHash,
    timestamp: "0x1",
    transactions: [{ ...transaction(OTHER, true), ...change(sent) }],
  });
  let blocks = 1;
  const answers: Readonly<Record<string, (first: never) => unknown>> = {
    eth_chainId: () => numberToHex(zksync.id),
    eth_sendTransaction: (given) => ((sent = given), SENT),
    eth_estimateGas: () => "0x10000",
    eth_gasPrice: () => "0x1",
    eth_getTransactionCount: () => "0x5",
    eth_sendRawTransaction: (serialized: Hex) => {
      // Type 0x71: nonce, fees, gas, recipient, value, calldata.
      const [, , , , to, , data] = fromRlp(`0x${serialized.slice(4)}`, "hex") as string[];
      sent = { to: to!, data: data! };
      return SENT;
    },
    eth_blockNumber: () => numberToHex(blocks++),
    eth_getTransactionByHash: (hash: Hash) => transaction(hash, hash === OTHER),
    eth_getTransactionReceipt: (hash: Hash) => (hash === OTHER ? receipt : null),
    eth_getBlockByNumber: block,
  };
  return async ({ method, params }: { method: string; params?: unknown }) =>
    answers[method]?.((params as readonly [never] | undefined)?.[0] as never);
}

type Actions = ReturnType<ReturnType<typeof accountActions>>;

describe("A transaction in whose place a wallet has sent another", () => {
  const begin = (change: (sent: object) => object, status: string | undefined = "0x1") =>
    initRecovery(wallet(change, status), {
      accountToRecover: ACCOUNT,
      credentialId: "0x00112233445566778899aabbccddeeff",
      rawPublicKey: POINT,
      origin: "https://auth.example",
      contracts: { recovery: BOB },
    });

  it("is not reported as done if the other does something else: nothing, as when it is cancelled", async () => {
    for (const other of [
      { to: ALICE, input: "0x" },
      { to: BOB, input: "0x12345678" },
    ]) {
      const error = await rejection(
        begin(() => other),
        TransactionReplacedError,
      );
      expect(error).to.include({ hash: SENT, replacedBy: OTHER, code: -32003 });
    }
  }).timeout(10_000);

  it("is not what a client's actions that wait return the receipt of, unless it does the same", async () => {
    const clients = (change: (sent: object) => object) => {
      const request = requestOf(change, "0x1");
      const provided = providerClient({ address: ALICE, chain: zksync, request }) as unknown as Actions;
      const signer: TransactionSigner = {
        address: ALICE,
        stubSignature: () => "0x01",
        signTransaction: () => Promise.resolve("0x01"),
      };
      const transport = custom({ request }, { retryCount: 0 });
      const base = createClient({ chain: zksync, transport, pollingInterval: 5 });
      return [provided, accountActions({ signer })(base as Client<Transport, Chain>)];
    };
    const wait = { pollingInterval: 5 };
    const abi = parseAbi(["function pay()"]);
    const call = { address: BOB, abi, functionName: "pay", args: [], ...wait } as const;
    for (const client of clients(() => ({ to: ALICE, input: "0x" })))
      for (const act of [
        () => client.sendTransactionSync({ to: BOB, data: "0x12345678", ...wait }),
        () => client.writeContractSync(call),
      ])
        expect(await rejection(act(), TransactionReplacedError)).to.include({ replacedBy: OTHER });
    for (const client of clients(() => ({ gasPrice: "0x2" })))
      expect(await client.writeContractSync(call)).to.include({ transactionHash: OTHER });
    const [, account] = clients(() => ({ to: ALICE, input: "0x" }));
    await rejection(account!.sendCallsSync({ calls: [{ to: BOB }], ...wait }), TransactionReplacedError);
  }).timeout(10_000);

  it("is done if the other does the same, for another price", async () => {
    const { transactionReceipt } = await begin(() => ({ gasPrice: "0x2" }));
    expect(transactionReceipt.transactionHash).to.equal(OTHER);
  }).timeout(10_000);

  it("is not reported as done if the other fails, or the node does not say whether it did", async () => {
    const dearer = () => ({ gasPrice: "0x2" });
    expect(await rejection(begin(dearer, "0x0"), TransactionRevertedError)).to.include({ hash: OTHER });
    await rejection(begin(dearer, ""), UnreadableAnswerError);
  }).timeout(10_000);
});
