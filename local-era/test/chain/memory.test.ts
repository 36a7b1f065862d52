import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import { computeAddress, Signature, Transaction } from "ethers";
import secp256k1 from "secp256k1";
import { Node } from "../../src/chain/node.ts";
import { BRIEF } from "../../src/printing/detail.ts";
import { fromHex, toHex } from "../../src/primitives/hex.ts";
import type { Address } from "../../src/primitives/hex.ts";
import { Dispatcher } from "../../src/rpc/dispatcher.ts";
import { methods } from "../../src/rpc/methods.ts";

/** Limits what a transfer may leave in memory: itself, its events, two blocks, and their index entries. */
const MAX_BYTES_PER_TRANSFER = 5120;
/** Allows only for what the engine still compiles. */
const MAX_BYTES_PER_SIMULATION = 1024;
/** Warms up until traces and the state's history have reached their full length and most code is compiled. */
const WARM_UP = 500;
const MEASURED = 1000;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Counts the bytes in use, inside and outside the heap. */
function memoryInUse(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const key = fromHex("55".repeat(32));
const sender = computeAddress(toHex(key));

/** Builds a transfer of 1 wei. */
function signed(nonce: number): string {
  const tx = Transaction.from({
    type: 2,
    chainId: 260,
    nonce,
    to: `0x${"ca".repeat(20)}`,
    value: 1n,
    gasLimit: 500_000n,
    maxFeePerGas: 10n ** 9n,
    maxPriorityFeePerGas: 0n,
  });
  const { signature, recid } = secp256k1.ecdsaSign(fromHex(tx.unsignedHash), key);
  tx.signature = Signature.from({
    r: toHex(signature.slice(0, 32)),
    s: toHex(signature.slice(32)),
    v: recid,
  });
  return tx.serialized;
}

describe("A node's memory", function () {
  this.timeout(120_000);
  const node = new Node({
    chainId: 260n,
    timestamp: 1000n,
    balances: new Map([[sender.toLowerCase() as Address, 10n ** 22n]]),
    sealing: { mode: "automatic" },
    enforceRules: true,
    autoImpersonate: false,
    dropSilently: false,
    detail: BRIEF,
    clientVersion: "test",
    log: undefined,
  });
  const dispatcher = new Dispatcher(node, methods);

  async function request(method: string, ...params: unknown[]): Promise<unknown> {
    const answer = await dispatcher.handle(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }));
    expect(answer).to.have.property("result").that.is.not.equal(null);
    return (answer as { result: unknown }).result;
  }

  /** Sends transfers and requests their receipts, as clients do. */
  async function transfer(first: number, count: number): Promise<void> {
    for (let nonce = first; nonce < first + count; nonce++) {
      await request("eth_getTransactionReceipt", await request("eth_sendRawTransaction", signed(nonce)));
    }
  }

  it(`grows by less than ${MAX_BYTES_PER_TRANSFER} bytes with each transfer`, async () => {
    await transfer(0, WARM_UP);
    const before = memoryInUse();
    await transfer(WARM_UP, MEASURED);
    const growth = (memoryInUse() - before) / MEASURED;
    expect(growth).to.be.greaterThan(0).and.lessThan(MAX_BYTES_PER_TRANSFER);
  });

  it("does not grow with calls and estimates", async () => {
    const call = { from: sender, to: `0x${"cb".repeat(20)}`, value: "0x1" };
    const simulate = async (count: number) => {
      for (let i = 0; i < count; i++) {
        await request("eth_call", call);
        await request("eth_estimateGas", call);
      }
    };
    await simulate(WARM_UP);
    const before = memoryInUse();
    await simulate(MEASURED);
    expect((memoryInUse() - before) / MEASURED).to.be.lessThan(MAX_BYTES_PER_SIMULATION);
  });
});
