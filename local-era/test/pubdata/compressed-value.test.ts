import { expect } from "chai";
import fc from "fast-check";
import { compressedValueLength } from "../../src/pubdata/compressed-value.ts";

const WORD = 1n << 256n;
const word = fc.oneof(
  fc.bigInt({ min: 0n, max: WORD - 1n }),
  fc.bigInt({ min: 0n, max: 1_000n }),
  fc.nat(255).map((bits) => 1n << BigInt(bits)),
);

describe("A slot's compressed value", () => {
  const vectors: [what: string, before: bigint, after: bigint, bytes: number][] = [
    ["that is incremented by one takes one byte, whatever the number is", 1n << 200n, (1n << 200n) + 1n, 2],
    ["that is decremented by one takes one byte", 1n << 200n, (1n << 200n) - 1n, 2],
    ["that becomes zero takes only the format byte", 1n << 255n, 0n, 1],
    ["that is small takes its own bytes, whatever the slot held", 1n << 255n, 0x1234n, 3],
    ["that wraps around counts as a small increase", WORD - 1n, 0n, 1],
    ["that is an address takes 20 bytes", 0n, (1n << 160n) - 1n, 21],
    ["of 31 bytes is the longest to be compressed", 0n, (1n << 248n) - 1n, 32],
    ["of 32 bytes that differs in every byte is published in full", 0n, 1n << 248n, 33],
  ];
  for (const [what, before, after, bytes] of vectors) {
    it(what, () => expect(compressedValueLength(before, after)).to.equal(bytes));
  }

  it("determines the new value given the old one, and is no longer than the word", () => {
    fc.assert(
      fc.property(word, word, (before, after) => {
        const length = compressedValueLength(before, after);
        const largest = 1n << (8n * BigInt(length - 1));
        const canBeTold = [after - before, before - after, after].some(
          (difference) => (difference + WORD) % WORD < largest,
        );
        expect(length === 33 || canBeTold).to.equal(true);
        expect(length).to.be.within(1, 33);
      }),
    );
  });
});
