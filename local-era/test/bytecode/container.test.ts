import { expect } from "chai";
import fc from "fast-check";
import {
  isContainer,
  isExtended,
  MAX_INIT_CODE_LENGTH,
  packInitCode,
  unpackInitCode,
} from "../../src/bytecode/container.ts";
import { validateBytecode } from "../../src/bytecode/bytecode-hash.ts";

const anyInitCode = fc.uint8Array({ minLength: 1, maxLength: 300 });

/** Returns a copy with one byte changed, counted from the end. */
function withByteFromEnd(bytes: Uint8Array, fromEnd: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[copy.length - fromEnd] = value;
  return copy;
}

describe("The bytecode container", () => {
  it("unpacks to exactly the init code that was packed", () => {
    fc.assert(
      fc.property(anyInitCode, (initCode) => {
        expect(unpackInitCode(packInitCode(initCode))).to.deep.equal(initCode);
      }),
    );
  });

  it("is valid bytecode by EraVM's rules, whatever the init code's length", () => {
    fc.assert(fc.property(anyInitCode, (initCode) => validateBytecode(packInitCode(initCode))));
  });

  it("tells trailing zeros of the init code from its own padding", () => {
    const withZeros = Uint8Array.of(1, 2, 0, 0);
    expect(unpackInitCode(packInitCode(withZeros))).to.deep.equal(withZeros);
    expect(packInitCode(withZeros)).not.to.deep.equal(packInitCode(Uint8Array.of(1, 2)));
  });

  it("says whether the code was compiled with EraVM's extensions, and is another bytecode then", () => {
    fc.assert(
      fc.property(anyInitCode, fc.boolean(), (initCode, extended) => {
        const container = packInitCode(initCode, extended);
        expect(isExtended(container)).to.equal(extended);
        expect(unpackInitCode(container)).to.deep.equal(initCode);
        expect(container).not.to.deep.equal(packInitCode(initCode, !extended));
      }),
    );
  });

  it("unpacks a view into a larger buffer", () => {
    const container = packInitCode(Uint8Array.of(1, 2, 3));
    const buffer = new Uint8Array(container.length + 7);
    buffer.set(container, 5);
    expect(unpackInitCode(buffer.subarray(5, 5 + container.length))).to.deep.equal(Uint8Array.of(1, 2, 3));
  });

  it("accepts the longest init code that fits and refuses one byte more", () => {
    validateBytecode(packInitCode(new Uint8Array(MAX_INIT_CODE_LENGTH)));
    expect(() => packInitCode(new Uint8Array(MAX_INIT_CODE_LENGTH + 1))).to.throw(
      /2097089 bytes is too long/,
    );
  });

  it("refuses empty init code", () => {
    expect(() => packInitCode(new Uint8Array(0))).to.throw(/Empty init code/);
  });

  it("recognizes foreign bytecode", () => {
    const notContainers = [
      new Uint8Array(0),
      new Uint8Array(32),
      new Uint8Array(96).fill(7),
      Uint8Array.of(0x60),
    ];
    for (const bytes of notContainers) {
      expect(isContainer(bytes)).to.equal(false);
      expect(() => unpackInitCode(bytes)).to.throw(/was not compiled for local-era/);
    }
  });

  it("refuses a container of another format version", () => {
    const container = withByteFromEnd(packInitCode(Uint8Array.of(1)), 32 - 9, 2);
    expect(() => unpackInitCode(container)).to.throw(/local-era's format 2/);
  });

  it("refuses a damaged container", () => {
    const container = packInitCode(Uint8Array.of(1, 2, 3));
    const wrongLength = withByteFromEnd(container, 1, 99);
    const noLength = withByteFromEnd(container, 1, 0);
    const dirtyPadding = withByteFromEnd(container, 33, 1);
    const dirtyMarker = withByteFromEnd(container, 6, 1);
    for (const damaged of [wrongLength, noLength, dirtyPadding, dirtyMarker]) {
      expect(isContainer(damaged)).to.equal(false);
      expect(() => unpackInitCode(damaged)).to.throw(/damaged local-era container/);
    }
  });
});
