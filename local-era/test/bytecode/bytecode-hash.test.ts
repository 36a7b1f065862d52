import { expect } from "chai";
import fc from "fast-check";
import { hashBytecode as viemHashBytecode } from "viem/zksync";
import { utils } from "zksync-ethers";
import { hashBytecode, validateBytecode } from "../../src/bytecode/bytecode-hash.ts";
import { packInitCode } from "../../src/bytecode/container.ts";
import { toHex } from "../../src/primitives/hex.ts";

describe("hashBytecode", () => {
  it("hashes bytecodes as zksync-ethers and viem do", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), (initCode) => {
        const bytecode = packInitCode(initCode);
        const hash = hashBytecode(bytecode);
        expect(hash).to.equal(toHex(utils.hashBytecode(bytecode)));
        expect(hash).to.equal(toHex(viemHashBytecode(toHex(bytecode))));
      }),
    );
  });

  it("encodes the number of words in two bytes", () => {
    expect(hashBytecode(new Uint8Array(0xffff * 32)).slice(0, 10)).to.equal("0x0100ffff");
    expect(hashBytecode(new Uint8Array(0x0101 * 32)).slice(0, 10)).to.equal("0x01000101");
  });

  it("refuses bytes that are not bytecode", () => {
    expect(() => hashBytecode(new Uint8Array(33))).to.throw("Bytecode length is not divisible by 32");
  });
});

describe("validateBytecode", () => {
  it("names the rule that a bytecode breaks", () => {
    expect(() => validateBytecode(new Uint8Array(0x10001 * 32))).to.throw(
      "Bytecode too long: 2097184 bytes, while max 2097120 allowed",
    );
    expect(() => validateBytecode(new Uint8Array(31))).to.throw("Bytecode length is not divisible by 32");
    expect(() => validateBytecode(new Uint8Array(64))).to.throw("Bytecode has even number of 32-byte words");
    expect(() => validateBytecode(new Uint8Array(0))).to.throw("Bytecode has even number of 32-byte words");
  });

  it("accepts an odd number of 32-byte words", () => {
    validateBytecode(new Uint8Array(32));
    validateBytecode(new Uint8Array(0xffff * 32));
  });
});
