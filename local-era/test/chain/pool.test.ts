import { expect } from "chai";
import * as fc from "fast-check";
import { TransactionPool } from "../../src/chain/pool.ts";
import { toHex, toWord } from "../../src/primitives/hex.ts";
import type { Address } from "../../src/primitives/hex.ts";
import type { EraTransaction } from "../../src/transactions/transaction.ts";

const ALICE: Address = `0x${"0a".repeat(20)}`;
const BOB: Address = `0x${"0b".repeat(20)}`;

let lastHash = 0n;

function transaction(from: Address, nonce: bigint): EraTransaction {
  const none = new Uint8Array(0);
  return {
    type: 113,
    from,
    to: BOB,
    nonce,
    gasLimit: 1n,
    gasPerPubdata: 1n,
    maxFeePerGas: 1n,
    value: 0n,
    maxPriorityFeePerGas: 1n,
    data: none,
    signature: none,
    factoryDeps: [],
    paymaster: BOB,
    paymasterInput: none,
    hasChainId: true,
    hash: toHex(toWord(++lastHash)),
    signedHash: "0x",
    raw: none,
  };
}

function poolOf(...transactions: EraTransaction[]): TransactionPool {
  const pool = new TransactionPool();
  transactions.forEach((tx) => pool.add(tx));
  return pool;
}

describe("Transaction pool", () => {
  it("returns transactions in the order in which they arrived", () => {
    const [first, second] = [transaction(BOB, 0n), transaction(ALICE, 0n)];
    expect(poolOf(first, second).take(10)).to.deep.equal([first, second]);
  });

  it("returns each sender's transactions by nonce, in whatever order they arrived", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0n, 1n, 2n, 3n, 4n], { minLength: 2 }), (nonces) => {
        const pool = poolOf(
          ...nonces.flatMap((nonce) => [transaction(ALICE, nonce), transaction(BOB, nonce)]),
        );
        const taken = pool.take(100);
        const sorted = [...nonces].sort((a, b) => Number(a - b));
        for (const sender of [ALICE, BOB]) {
          expect(taken.filter(({ from }) => from === sender).map(({ nonce }) => nonce)).to.deep.equal(sorted);
        }
      }),
    );
  });

  it("keeps transactions above the limit for later", () => {
    const pool = poolOf(transaction(ALICE, 0n), transaction(ALICE, 1n), transaction(ALICE, 2n));
    expect(pool.take(2).map(({ nonce }) => nonce)).to.deep.equal([0n, 1n]);
    expect(pool.take(2).map(({ nonce }) => nonce)).to.deep.equal([2n]);
    expect(pool.size).to.equal(0);
  });

  it("gives the highest fee first where it is told to, and each sender's transactions by nonce still", () => {
    const pool = new TransactionPool("fees");
    const low = { ...transaction(ALICE, 0n), maxFeePerGas: 1n };
    const high = { ...transaction(ALICE, 1n), maxFeePerGas: 9n };
    const middle = { ...transaction(BOB, 0n), maxFeePerGas: 5n };
    for (const tx of [low, middle, high]) pool.add(tx);
    // Alice's first place is that of her highest fee.
    expect(pool.take(10)).to.deep.equal([low, middle, high]);
    for (const tx of [{ ...low, nonce: 2n }, middle]) pool.add(tx);
    expect(pool.take(10).map(({ from }) => from)).to.deep.equal([BOB, ALICE]);
  });

  it("drops one transaction by its hash", () => {
    const tx = transaction(ALICE, 0n);
    const pool = poolOf(tx, transaction(BOB, 0n));
    expect([pool.drop(tx.hash), pool.drop(tx.hash), pool.size]).to.deep.equal([true, false, 1]);
  });

  it("drops all of a sender's transactions", () => {
    const kept = transaction(BOB, 0n);
    const pool = poolOf(transaction(ALICE, 0n), kept, transaction(ALICE, 1n));
    pool.dropFrom(ALICE);
    expect(pool.take(10)).to.deep.equal([kept]);
  });

  it("names the first nonce of a sender that nothing waits with", () => {
    const pool = poolOf(transaction(ALICE, 4n), transaction(ALICE, 3n), transaction(ALICE, 6n));
    expect([2n, 3n, 4n, 6n].map((nonce) => pool.nextNonce(ALICE, nonce))).to.deep.equal([2n, 5n, 5n, 7n]);
    expect(pool.nextNonce(BOB, 3n)).to.equal(3n);
  });

  it("keeps what waits for a nonce of its sender's, and gives what comes too late", () => {
    const [late, next, gap] = [transaction(ALICE, 1n), transaction(ALICE, 2n), transaction(ALICE, 4n)];
    const other = transaction(BOB, 7n);
    const pool = poolOf(gap, other, next, late);
    const taken = () => pool.take(10, undefined, (sender) => (sender === ALICE ? 2n : undefined));
    expect(taken()).to.have.members([late, next, other]);
    expect([taken(), pool.has(gap.hash)]).to.deep.equal([[], true]);
  });

  it("puts a transaction in the place of one with the same sender and nonce", () => {
    const [first, other, last] = [transaction(ALICE, 0n), transaction(BOB, 0n), transaction(ALICE, 0n)];
    const pool = poolOf(first, other);
    pool.replace(last);
    expect([pool.has(first.hash), pool.take(10)]).to.deep.equal([false, [other, last]]);
  });

  it("gives transactions of one kind at a time", () => {
    const senders = [ALICE, ALICE, BOB, ALICE];
    const pool = poolOf(...senders.map((from, i) => transaction(from, BigInt(i))));
    const takenBy = () => pool.take(10, ({ from }) => from).map(({ from }) => from);
    expect([takenBy(), takenBy(), takenBy(), takenBy()]).to.deep.equal([[ALICE, ALICE], [BOB], [ALICE], []]);
  });
});
