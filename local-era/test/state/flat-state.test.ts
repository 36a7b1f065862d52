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

function dumpAt(state: FlatState, block: number): string[] {
  return addresses
    .flatMap((address) => [0n, 1n, 2n, 3n, 4n, 5n].map((slot) => ({ address, slot })))
    .map(({ address, slot }) => ({ address, slot, value: state.readAt(BigInt(block), address, slot) }))
    .filter(({ value }) => value !== 0n)
    .map(({ address, slot, value }) => `${address}/${slot}=${value}`)
    .sort();
}

/** Holds the state after each block, up to one of them. */
function dumpOf(blocks: { address: Address; slot: bigint; value: bigint }[][], last: number): string[] {
  const state = new FlatState();
  for (const writes of blocks.slice(0, last + 1)) apply(state, writes);
  return dump(state);
}

function apply(state: FlatState, writes: { address: Address; slot: bigint; value: bigint }[]): void {
  for (const { address, slot, value } of writes) state.write(address, slot, value);
}

describe("FlatState", () => {
  it("reads 0 where nothing was written, and elsewhere the last value written", () => {
    const state = new FlatState();
    state.write(addresses[0]!, 1n, 5n);
    state.write(addresses[0]!, 1n, 6n);
    expect([state.read(addresses[0]!, 1n), state.read(addresses[1]!, 1n)]).to.deep.equal([6n, 0n]);
  });

  it("separates slots and addresses whose digits could be confused when concatenated", () => {
    const state = new FlatState();
    state.write(addresses[0]!, 0x12n, 1n);
    expect([state.read(addresses[0]!, 0x1n), state.read(addresses[0]!, 0x120n)]).to.deep.equal([0n, 0n]);
  });

  it("returns to any mark, whatever was written since", () => {
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

  it("returns the values at the start of the transaction, however often they change", () => {
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

  it("reads every slot as it was at the end of a block", () => {
    fc.assert(
      fc.property(fc.array(fc.array(write), { minLength: 1, maxLength: 6 }), (blocks) => {
        const state = new FlatState();
        const ends = blocks.map((writes, number) => {
          apply(state, writes);
          state.sealBlock(BigInt(number));
          return dump(state);
        });
        ends.forEach((expected, number) => expect(dumpAt(state, number)).to.deep.equal(expected));
      }),
    );
  });

  it("remembers 128 blocks and no more", () => {
    const state = new FlatState();
    for (let number = 0n; number < 200n; number++) {
      state.write(addresses[0]!, 0n, number + 1n);
      state.sealBlock(number);
    }
    expect(state.readAt(71n, addresses[0]!, 0n)).to.equal(72n);
    expect(state.readAt(70n, addresses[0]!, 0n)).to.equal(undefined);
  });

  it("reads every block's state correctly whatever was undone", () => {
    const step = fc.oneof(
      write.map((words) => ({ kind: "write", ...words }) as const),
      fc.constantFrom({ kind: "seal" } as const, { kind: "seal" } as const, { kind: "snapshot" } as const),
      fc.nat(3).map((back) => ({ kind: "revert", back }) as const),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        const state = new FlatState();
        state.sealBlock(0n);
        let ends: string[][] = [[]];
        const snapshots: { mark: number; ends: string[][] }[] = [];
        for (const chosen of steps) {
          if (chosen.kind === "write") apply(state, [chosen]);
          if (chosen.kind === "seal") {
            state.sealBlock(BigInt(ends.length));
            ends = [...ends, dump(state)];
          }
          if (chosen.kind === "snapshot") {
            snapshots.push({ mark: state.mark(), ends });
            state.pin(state.mark());
          }
          const point = chosen.kind === "revert" ? snapshots.at(-1 - chosen.back) : undefined;
          if (point !== undefined) {
            state.undoTo(point.mark);
            for (const { mark } of snapshots.splice(snapshots.indexOf(point))) state.unpin(mark);
            ends = point.ends;
          }
        }
        ends
          .slice(0, -1)
          .forEach((expected, number) => expect(dumpAt(state, number)).to.deep.equal(expected));
      }),
    );
  });

  it("has the state of any block while a task runs, and its own when the task ends", async () => {
    const block = fc.array(write, { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(block, { minLength: 1, maxLength: 6 }),
        block,
        block,
        fc.nat(),
        fc.boolean(),
        async (blocks, unsealed, inside, choice, fails) => {
          const state = new FlatState();
          for (const [number, writes] of blocks.entries()) {
            apply(state, writes);
            state.sealBlock(BigInt(number));
          }
          apply(state, unsealed);
          const number = choice % blocks.length;
          const [now, then, mark] = [dump(state), dumpAt(state, number), state.mark()];
          const task = state.runAtBlock(BigInt(number), async () => {
            const seen = dump(state);
            apply(state, inside);
            if (fails) throw new Error("the task failed");
            return seen;
          });
          const outcome = await task.catch((error: Error) => error.message);
          expect(outcome).to.deep.equal(fails ? "the task failed" : then);
          expect([dump(state), state.mark()]).to.deep.equal([now, mark]);
          for (const each of blocks.keys()) {
            if (each < blocks.length - 1) expect(dumpAt(state, each)).to.deep.equal(dumpOf(blocks, each));
          }
        },
      ),
    );
  });

  it("does not return values for forgotten blocks, not even after going back to them", () => {
    const state = new FlatState();
    for (let number = 0n; number < 5n; number++) {
      state.write(addresses[0]!, 0n, number + 1n);
      state.sealBlock(number);
    }
    state.write(addresses[0]!, 1n, 1n);
    const mark = state.mark();
    state.pin(mark);
    for (let number = 5n; number < 205n; number++) {
      state.write(addresses[0]!, 0n, number + 1n);
      state.sealBlock(number);
    }
    state.undoTo(mark);
    expect(state.readAt(4n, addresses[0]!, 0n)).to.equal(5n);
    expect(state.readAt(3n, addresses[0]!, 0n)).to.equal(4n);
    expect(state.readAt(2n, addresses[0]!, 0n)).to.equal(undefined);
  });

  it("returns across sealed blocks to a pinned mark", () => {
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

  it("takes and restores snapshots in a time independent of the state's size", () => {
    /** Measures the fastest of many rounds in milliseconds, in a state of the given number of slots. */
    function fastest(slots: number): number {
      const state = new FlatState();
      for (let i = 0; i < slots; i++) state.write(addresses[i % 2]!, BigInt(i), 1n);
      state.sealBlock(0n);
      const times = Array.from({ length: 30 }, () => {
        const started = performance.now();
        const mark = state.mark();
        state.pin(mark);
        for (let slot = 0n; slot < 10n; slot++) state.write(addresses[0]!, slot, 7n);
        state.sealBlock(1n);
        state.undoTo(mark);
        state.unpin(mark);
        return performance.now() - started;
      });
      return Math.min(...times);
    }
    // Copying the large state would take tens of milliseconds.
    expect(fastest(200_000)).to.be.lessThan(fastest(100) * 10 + 1);
  }).timeout(20_000);

  it("reports that a mark is gone once blocks were sealed without a pin", () => {
    const state = new FlatState();
    const mark = state.mark();
    state.write(addresses[0]!, 0n, 1n);
    state.sealBlock(0n);
    expect(() => state.undoTo(mark)).to.throw("state position 0 is gone");
  });
});
