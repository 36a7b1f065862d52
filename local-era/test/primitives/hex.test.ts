import { expect } from "chai";
import fc from "fast-check";
import { fromHex, toBigInt, toHex, toWord } from "../../src/primitives/hex.ts";

/** Lists numbers of every length, and those around the boundary between two ways of encoding them. */
const integer = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
  fc.tuple(fc.nat(256), fc.integer({ min: -2, max: 2 })).map(([bits, by]) => 2n ** BigInt(bits) + BigInt(by)),
);

describe("toWord", () => {
  it("encodes a number's digits, modulo 2^256", () => {
    fc.assert(
      fc.property(fc.oneof(integer, fc.bigInt({ min: -(2n ** 256n), max: -1n })), (value) => {
        const digits = BigInt.asUintN(256, value).toString(16).padStart(64, "0");
        expect(Buffer.from(toWord(value)).toString("hex")).to.equal(digits);
      }),
    );
  });
});

describe("toBigInt", () => {
  it("reads bytes of any length, with or without leading zeros, anywhere in a buffer", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), fc.nat(9), (bytes, zeros, before) => {
        const all = Uint8Array.from([...new Uint8Array(before).fill(7), ...new Uint8Array(zeros), ...bytes]);
        const digits = Buffer.from(bytes).toString("hex");
        expect(toBigInt(all.subarray(before))).to.equal(digits === "" ? 0n : BigInt(`0x${digits}`));
      }),
    );
  });

  it("inverts toWord", () => {
    fc.assert(
      fc.property(integer, (value) => {
        expect(toBigInt(toWord(value))).to.equal(BigInt.asUintN(256, value));
      }),
    );
  });
});

describe("fromHex", () => {
  it("inverts toHex, and accepts digits in upper case or without 0x", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const hex = toHex(bytes);
        const digits = hex.slice(2);
        for (const form of [hex, digits, digits.toUpperCase()]) {
          expect([...fromHex(form)]).to.deep.equal([...bytes]);
        }
      }),
    );
  });

  it("quotes only the beginning of a text that it refuses", () => {
    expect(() => fromHex("x".repeat(1_000_000))).to.throw(/^.{1,200}$/);
  });

  it("refuses an odd number of digits and other characters", () => {
    for (const bad of ["0x1", "0xg0", "0x00g0", "0x0x", "zz", "0x00 "]) {
      expect(() => fromHex(bad), bad).to.throw("not an even number of hexadecimal digits");
    }
  });
});
