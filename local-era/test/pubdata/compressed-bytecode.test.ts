import { expect } from "chai";
import fc from "fast-check";
import { concat } from "../../src/primitives/hex.ts";
import { compressedBytecodeLength } from "../../src/pubdata/compressed-bytecode.ts";

const chunks = (values: readonly number[]) =>
  Uint8Array.from(values.flatMap((value) => [0, 0, 0, 0, 0, 0, value >> 8, value & 0xff]));

describe("A compressed bytecode", () => {
  it("is a dictionary of its eight-byte chunks and a two-byte index for each", () => {
    expect(compressedBytecodeLength(chunks([1, 1, 1, 1, 1, 1, 1, 2]))).to.equal(2 + 2 * 8 + 8 * 2);
  });

  it("is the plain bytecode if compression would save nothing", () => {
    expect(compressedBytecodeLength(chunks([1, 2, 3, 4]))).to.equal(32);
  });

  it("is the plain bytecode if it has more chunks than two bytes can number", () => {
    const different = Array.from({ length: 65_536 }, (_, i) => i);
    const repeated = Array.from({ length: 200_000 }, () => 0);
    const most = chunks([...different, ...repeated]);
    expect(compressedBytecodeLength(most)).to.equal(2 + 65_536 * 8 + 265_536 * 2);
    const one = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0);
    const tooMany = concat(most, one);
    expect(compressedBytecodeLength(tooMany)).to.equal(tooMany.length);
  });

  it("is never longer than the bytecode", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
        const bytecode = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
        bytecode.set(bytes);
        expect(compressedBytecodeLength(bytecode)).to.be.within(8, bytecode.length);
      }),
    );
  });
});
