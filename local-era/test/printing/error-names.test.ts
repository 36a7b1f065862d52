import { expect } from "chai";
import { Interface } from "ethers";
import { fromHex } from "../../src/primitives/hex.ts";
import { errorText } from "../../src/printing/error-names.ts";
import { SUITE_ERRORS, SUITE_FUNCTIONS } from "../../src/printing/suite-interface.ts";
import * as abis from "../../../sdk/src/abi/generated.ts";

const interfaces = Object.values(abis).map((abi) => new Interface(JSON.stringify(abi)));

describe("Error names", () => {
  const encode = (name: string, values: unknown[]): Uint8Array => {
    const known = interfaces.find((each) => each.getError(name) !== null)!;
    return fromHex(known.encodeErrorResult(name, values) as `0x${string}`);
  };

  const cases: [name: string, values: unknown[], text: string][] = [
    ["NoKeys", [], "NoKeys"],
    ["InsufficientFunds", [5n, 3n], "InsufficientFunds: required 5, actual 3"],
    [
      "NotGuardian",
      [`0x${"ab".repeat(20)}`, `0x${"cd".repeat(20)}`],
      `NotGuardian: account 0x${"ab".repeat(20)}, caller 0x${"cd".repeat(20)}`,
    ],
    ["MissingFallbackHandler", ["0x12345678"], "MissingFallbackHandler: selector 0x12345678"],
    ["ZeroArgument", ["beacon"], 'ZeroArgument: name "beacon"'],
    ["UnknownPaymasterFlow(bytes)", ["0x1234"], "UnknownPaymasterFlow: paymasterInput 0x1234"],
  ];
  for (const [name, values, text] of cases) {
    it(`include ${name} with its arguments`, () => {
      expect(errorText(encode(name, values))).to.equal(text);
    });
  }

  it("are not given to an undeclared error, to bytes that only begin like one, or to empty data", () => {
    const cut = encode("InsufficientFunds", [5n, 3n]).subarray(0, 40);
    for (const data of [fromHex("0x01020304"), cut, new Uint8Array(0)]) {
      expect(errorText(data)).to.equal(undefined);
    }
  });

  it("cover every error of the suite", () => {
    const declared = new Set(
      interfaces.flatMap(({ fragments }) =>
        fragments.filter(({ type }) => type === "error").map((each) => each.format("sighash")),
      ),
    );
    const known = new Interface(SUITE_ERRORS.map((error) => `error ${error}`));
    expect(new Set(known.fragments.map((each) => each.format("sighash")))).to.deep.equal(declared);
  });

  it("come with the names of every function of the suite", () => {
    const declared = interfaces.flatMap(({ fragments }) =>
      fragments.filter(({ type }) => type === "function").map((each) => each.format("sighash")),
    );
    expect(new Set(SUITE_FUNCTIONS)).to.deep.equal(new Set(declared));
  });
});
