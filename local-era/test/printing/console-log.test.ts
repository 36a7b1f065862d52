import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "chai";
import { AbiCoder, id } from "ethers";
import * as fc from "fast-check";
import { consoleLine } from "../../src/printing/console-log.ts";
import { concat, fromHex } from "../../src/primitives/hex.ts";

const coder = AbiCoder.defaultAbiCoder();

function encode(types: readonly string[], values: readonly unknown[]): Uint8Array {
  return fromHex(`${id(`log(${types.join(",")})`).slice(0, 10)}${coder.encode(types, values).slice(2)}`);
}

const print = (types: string[], ...values: unknown[]): string | undefined =>
  consoleLine(encode(types, values));

/** Lists values by type, with their printed text. */
const values: Record<string, fc.Arbitrary<{ value: unknown; text: string }>> = {
  uint256: fc.bigInt(0n, 2n ** 256n - 1n).map((value) => ({ value, text: value.toString() })),
  bool: fc.boolean().map((value) => ({ value, text: String(value) })),
  string: fc.string({ unit: "grapheme" }).map((value) => ({ value, text: value })),
  address: fc
    .uint8Array({ minLength: 20, maxLength: 20 })
    .map((bytes) => `0x${Buffer.from(bytes).toString("hex")}`)
    .map((value) => ({ value, text: value })),
};

describe("console.log", () => {
  it("prints every combination of up to four values", () => {
    const type = fc.constantFrom(...Object.keys(values));
    const argument = type.chain((name) => values[name]!.map((value) => ({ name, ...value })));
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 4 }), (list) => {
        // Format specifiers in the first text are covered by another test.
        fc.pre(list.length < 2 || !list[0]!.text.includes("%"));
        const line = print(
          list.map(({ name }) => name),
          ...list.map(({ value }) => value),
        );
        expect(line).to.equal(list.map(({ text }) => text).join(" "));
      }),
    );
  });

  it("supports every signature of Hardhat's console.sol", () => {
    const path = createRequire(import.meta.url).resolve("hardhat/console.sol");
    const signatures = [...readFileSync(path, "utf8").matchAll(/encodeWithSignature\("(log\([^"]*)\)"/g)];
    expect(signatures.length).to.be.greaterThan(370);
    for (const [, signature] of signatures) {
      const types = signature!.slice("log(".length).split(",").filter(Boolean);
      const zeros = types.map((type) =>
        type === "bool" ? false : type === "string" ? "" : type.startsWith("bytes") ? zeroBytes(type) : 0n,
      );
      const filled = zeros.map((zero, i) => (types[i] === "address" ? `0x${"00".repeat(20)}` : zero));
      expect(print(types, ...filled), signature).to.be.a("string");
    }
  });

  const lines: [types: string[], values: unknown[], line: string][] = [
    [[], [], ""],
    [["int256"], [-5n], "-5"],
    [["bytes"], ["0x0102"], "0x0102"],
    [["bytes3"], ["0x010203"], "0x010203"],
    [["string", "int256"], ["below zero:", -1n], "below zero: -1"],
    [["string", "uint256"], ["a %s b", 7n], "a 7 b"],
    [["string", "uint256", "bool"], ["%d", 7n, true], "7 true"],
    [["string", "uint256"], ["%x", 255n], "ff"],
    [["string", "uint256"], ["100%% of %d", 3n], "100% of 3"],
    [["string", "string"], ["%s and %s", "one"], "one and %s"],
    [["string"], ["100%%"], "100%%"],
  ];
  for (const [types, list, line] of lines) {
    it(`prints (${types.join(",")}) as ${JSON.stringify(line)}`, () => {
      expect(print(types, ...list)).to.equal(line);
    });
  }

  it("supports the selectors of versions that say uint and int", () => {
    for (const type of ["uint", "int"]) {
      const data = fromHex(`${id(`log(${type})`).slice(0, 10)}${coder.encode([type], [9]).slice(2)}`);
      expect(consoleLine(data)).to.equal("9");
    }
  });

  it("prints nothing for data of no known overload, whatever it is", () => {
    const string = encode(["string"], ["text"]);
    for (const data of [
      new Uint8Array(0),
      string.subarray(0, 4),
      string.subarray(0, 40),
      string.subarray(0, 70),
    ]) {
      expect(consoleLine(data)).to.equal(undefined);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(consoleLine(concat(string.subarray(0, 4), bytes))).to.satisfy(
          (line: unknown) => line === undefined || typeof line === "string",
        );
      }),
    );
  });
});

function zeroBytes(type: string): string {
  return `0x${"00".repeat(Number(type.slice("bytes".length)))}`;
}
