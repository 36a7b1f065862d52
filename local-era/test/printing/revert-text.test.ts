import { expect } from "chai";
import { id } from "ethers";
import { customError, errorString } from "../../src/primitives/abi.ts";
import { fromHex } from "../../src/primitives/hex.ts";
import { revertText } from "../../src/printing/revert-text.ts";

describe("Revert text", () => {
  const cases: [name: string, data: Uint8Array, text: string][] = [
    ["empty data", new Uint8Array(0), "no reason given"],
    ["Error(string)", errorString("too late"), "too late"],
    ["Panic(uint256)", customError("Panic(uint256)", 0x11n), "panic 0x11 (arithmetic overflow or underflow)"],
    ["a panic Solidity does not have", customError("Panic(uint256)", 0x99n), "panic 0x99 (unknown code)"],
    ["a custom error", customError("Unauthorized()"), "custom error 0x82b42900"],
    [
      "a custom error with arguments",
      customError("TooMany(uint256)", 7n),
      `custom error ${id("TooMany(uint256)").slice(0, 10)} with 0x${"7".padStart(64, "0")}`,
    ],
    ["data shorter than a selector", fromHex("0x0102"), "0x0102"],
  ];
  for (const [name, data, text] of cases) {
    it(`of ${name} is ${JSON.stringify(text)}`, () => expect(revertText(data)).to.equal(text));
  }
});
