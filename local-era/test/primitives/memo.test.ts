import { expect } from "chai";
import { Memo } from "../../src/primitives/memo.ts";

describe("Memo", () => {
  /** Creates a memo of squares that counts how often it computed one. */
  function squares(capacity: number) {
    const memo = new Memo<number>(capacity);
    let computed = 0;
    const square = (n: number) =>
      memo.recall(Uint8Array.of(n), () => {
        computed++;
        return n * n;
      });
    return { square, computed: () => computed };
  }

  it("computes a repeated input once", () => {
    const { square, computed } = squares(2);
    expect([square(3), square(4), square(3)]).to.deep.equal([9, 16, 9]);
    expect(computed()).to.equal(2);
  });

  it("forgets the oldest result when it is full", () => {
    const { square, computed } = squares(2);
    [1, 2, 3, 2, 3].forEach(square);
    expect(computed()).to.equal(3);
    square(1);
    expect(computed()).to.equal(4);
  });

  it("computes an input of more than 64 KiB each time, and does not keep it", () => {
    const memo = new Memo<number>(2);
    const lengths = [65_536, 65_537];
    const computed = lengths.map((length) => {
      let count = 0;
      for (let i = 0; i < 3; i++) memo.recall(new Uint8Array(length), () => ++count);
      return count;
    });
    expect(computed).to.deep.equal([1, 3]);
  });

  it("does not cache errors", () => {
    const memo = new Memo<number>(2);
    const fail = () => {
      throw new Error("no");
    };
    expect(() => memo.recall(Uint8Array.of(1), fail)).to.throw("no");
    expect(memo.recall(Uint8Array.of(1), () => 5)).to.equal(5);
  });
});
