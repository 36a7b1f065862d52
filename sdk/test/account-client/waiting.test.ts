import { expect } from "chai";
import {
  BundleFailedError,
  createClient,
  custom,
  numberToHex,
  parseAbi,
  WaitForTransactionReceiptTimeoutError,
  zeroHash,
  type Chain,
  type Client,
  type Transport,
} from "viem";
import { zksync } from "viem/chains";
import { accountActions } from "../../src/account-client/account-actions.js";
import { TransactionRevertedError, UnreadableAnswerError } from "../../src/errors/index.js";
import { providerClient } from "../../src/provider/wallet-client.js";
import { ACCOUNT, ALICE, BOB } from "../helpers/addresses.js";
import { rejection } from "../helpers/rejection.js";

const abi = parseAbi(["function pay()"]);
const call = { address: ALICE, abi, functionName: "pay", args: [] } as const;
const calls = [{ to: ALICE }, { to: BOB }];

/** A node on which every transaction is reverted, or whatever its receipt says; or waits for ever. */
function node(isMined: boolean, status: string | null = "0x0") {
  const receipt = (hash: string) => ({
    transactionHash: hash,
    transactionIndex: "0x0",
    blockHash: zeroHash,
    blockNumber: "0x1",
    cumulativeGasUsed: "0x1",
    gasUsed: "0x1",
    from: ACCOUNT,
    to: ALICE,
    logs: [],
    l2ToL1Logs: [],
    logsBloom: "0x",
    status,
    type: "0x71",
  });
  const answers: Readonly<Record<string, (hash: string) => unknown>> = {
    eth_estimateGas: () => "0x10000",
    eth_gasPrice: () => "0x1",
    eth_getTransactionCount: () => numberToHex(5),
    eth_blockNumber: () => "0x2",
    eth_getTransactionByHash: (hash) => (isMined ? { hash, blockNumber: "0x1" } : null),
    eth_getTransactionReceipt: (hash) => (isMined ? receipt(hash) : null),
    eth_sendRawTransaction: () => zeroHash,
    eth_sendTransaction: () => zeroHash,
  };
  return ({ method, params }: { method: string; params?: unknown }): Promise<unknown> =>
    Promise.resolve(answers[method]?.((params as string[] | undefined)?.[0] ?? ""));
}

describe("An account's client that waits for a transaction", () => {
  const clientOf = (isMined: boolean, status?: string | null) => clientOn(node(isMined, status));
  const clientOn = (request: ReturnType<typeof node>) =>
    accountActions({
      signer: {
        address: ACCOUNT,
        stubSignature: () => "0x01",
        signTransaction: () => Promise.resolve("0x01"),
      },
    })(
      createClient({
        chain: zksync,
        transport: custom({ request: request as never }, { retryCount: 0 }),
        pollingInterval: 5,
      }) as Client<Transport, Chain>,
    );
  const walletOf = (isMined: boolean, status?: string | null) =>
    providerClient({
      address: ACCOUNT,
      chain: zksync,
      request: node(isMined, status),
    }) as unknown as ReturnType<typeof clientOf>;

  for (const [whose, make] of [
    ["the account's own", clientOf],
    ["a provider's", walletOf],
  ] as const)
    it(`throws for one that was reverted if viem's option asks for that, and returns its receipt if not (${whose})`, async () => {
      const client = make(true);
      expect(await client.sendTransactionSync({ to: ALICE })).to.have.property("status", "reverted");
      expect(await client.writeContractSync(call)).to.have.property("status", "reverted");
      const asked = { throwOnReceiptRevert: true };
      await rejection(client.sendTransactionSync({ to: ALICE, ...asked }), TransactionRevertedError);
      await rejection(client.writeContractSync({ ...call, ...asked }), TransactionRevertedError);
    });

  it("throws for calls that failed if viem's option asks for that, and returns their status if not", async () => {
    const client = clientOf(true);
    const { id } = await client.sendCalls({ calls });
    expect(await client.waitForCallsStatus({ id })).to.have.property("status", "failure");
    expect(await client.sendCallsSync({ calls })).to.have.property("status", "failure");
    const asked = { throwOnFailure: true };
    const { result } = await rejection(client.waitForCallsStatus({ id, ...asked }), BundleFailedError);
    expect(result).to.include({ id, statusCode: 500 });
    await rejection(client.sendCallsSync({ calls, ...asked }), BundleFailedError);
  });

  it("does not say that they failed, and may be sent again, if the receipt does not say so", async () => {
    const asked = { throwOnReceiptRevert: true };
    for (const status of [null, "0x2"]) {
      const client = clientOf(true, status);
      for (const ask of [
        () => client.getCallsStatus({ id: zeroHash }),
        () => client.waitForCallsStatus({ id: zeroHash }),
        () => client.sendCallsSync({ calls }),
        () => client.sendTransactionSync({ to: ALICE, ...asked }),
        () => walletOf(true, status).sendTransactionSync({ to: ALICE, ...asked }),
      ])
        await rejection(ask(), UnreadableAnswerError);
    }
  });

  it("says of calls what it has waited for, though the node that is asked next has not heard of it", async () => {
    let receipts = 0;
    const request: ReturnType<typeof node> = (asked) =>
      node(asked.method !== "eth_getTransactionReceipt" || receipts++ === 0, "0x1")(asked);
    const client = clientOn(request);
    expect(await client.waitForCallsStatus({ id: zeroHash })).to.include({
      status: "success",
      statusCode: 200,
    });
  });

  it("waits no longer than it is told", async () => {
    const client = clientOf(false);
    const asked = { timeout: 20, pollingInterval: 5 };
    for (const wait of [
      () => client.sendTransactionSync({ to: ALICE, ...asked }),
      () => client.sendCallsSync({ calls, ...asked }),
      () => client.waitForCallsStatus({ id: zeroHash, ...asked }),
    ])
      await rejection(wait(), WaitForTransactionReceiptTimeoutError);
  }).timeout(2000);
});
