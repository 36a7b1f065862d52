import { expect } from "chai";
import fc from "fast-check";
import type { Address } from "../../src/primitives/hex.ts";
import { FlatState } from "../../src/state/flat-state.ts";

const addresses: Address[] = [`0x${"0a".repeat(20)}`, `0x${"0b".repeat(20)}`];
const write = fc.record({
  address: fc.constantFrom(...addresses),
  slot: fc.bigInt({ min: 0n, max: 5n }),
  value: fc.bigInt({ min: 0n, max: 3n }),
});

function dump(state: FlatState) {
  return [...state.entries()].map(({ address, slot, value }) => `${address}/${slot}=${value}`).sort();
}

function apply(state: FlatState, writes: { address: Address; slot: bigint; value: bigint }[]): void {
  for (const { address, slot, value } of writes) state.write(address, slot, value);
}

describe("FlatState", () => {
  it("reads 0 where nothing was written, and what was written last elsewhere", () => {
    const state = new FlatState();
    state.write(addresses[0], 1n, 5n);
    state.write(addresses[0], 1n, 6n);
    expect([state.read(addresses[0], 1n), state.read(addresses[1], 1n)]).to.deep.equal([6n, 0n]);
  });

  it("keeps apart slots and addresses whose digits run into each other", () => {
    const state = new FlatState();
    state.write(addresses[0], 0x12n, 1n);
    expect([state.read(addresses[0], 0x1n), state.read(addresses[0], 0x120n)]).to.deep.equal([0n, 0n]);
  });

  it("goes back to any mark, whatever was written since", () => {
    fc.assert(
      fc.property(fc.array(write), fc.array(write), (before, after) => {
        const state = new FlatState();
        apply(state, before);
        const [mark, expected] = [state.mark(), dump(state)];
        apply(state, after);
        state.undoTo(mark);
        expect(dump(state)).to.deep.equal(expected);
      }),
    );
  });

  it("answers with the values at the start of the transaction, however often they change", () => {
    fc.assert(
      fc.property(fc.array(write), fc.array(write), write, (before, after, { address, slot }) => {
        const state = new FlatState();
        apply(state, before);
        const expected = state.read(address, slot);
        state.beginTransaction();
        apply(state, after);
        expect(state.original(address, slot)).to.equal(expected);
      }),
    );
  });

  it("reads every slot as it was when a block ended", () => {
    fc.assert(
      fc.property(fc.array(fc.array(write), { minLength: 1, maxLength: 6 }), (blocks) => {
        const state = new FlatState();
        const ends = blocks.map((writes, number) => {
          apply(state, writes);
          state.sealBlock(BigInt(number));
          return dump(state);
        });
        ends.forEach((expected, number) => {
          const slots = addresses.flatMap((address) =>
            [0n, 1n, 2n, 3n, 4n, 5n].map((slot) => ({ address, slot })),
          );
          const seen = slots
            .map(({ address, slot }) => ({
              address,
              slot,
              value: state.readAt(BigInt(number), address, slot),
            }))
            .filter(({ value }) => value !== 0n)
            .map(({ address, slot, value }) => `${address}/${slot}=${value}`);
          expect(seen.sort()).to.deep.equal(expected);
        });
      }),
    );
  });

  it("remembers 128 blocks, no more", () => {
    const state = new FlatState();
    for (let number = 0n; number < 200n; number++) {
      state.write(addresses[0], 0n, number + 1n);
      state.sealBlock(number);
    }
    expect(state.readAt(71n, addresses[0], 0n)).to.equal(72n);
    expect(state.readAt(70n, addresses[0], 0n)).to.equal(undefined);
  });

  it("goes back over sealed blocks to a pinned mark", () => {
    fc.assert(
      fc.property(fc.array(write), fc.array(fc.array(write)), (before, blocks) => {
        const state = new FlatState();
        apply(state, before);
        const [mark, expected] = [state.mark(), dump(state)];
        state.pin(mark);
        blocks.forEach((writes, number) => {
          apply(state, writes);
          state.sealBlock(BigInt(number));
        });
        state.undoTo(mark);
        expect(dump(state)).to.deep.equal(expected);
      }),
    );
  });

  it("says that a mark is gone once blocks were sealed without a pin", () => {
    const state = new FlatState();
    const mark = state.mark();
    state.write(addresses[0], 0n, 1n);
    state.sealBlock(0n);
    expect(() => state.undoTo(mark)).to.throw("state position 0 is gone");
  });
});
