import { expect } from "chai";
import fc from "fast-check";
import { type Abi, type Hex, toFunctionSelector } from "viem";
import { describeSession, LimitUnlimited, LimitZero, type SessionSpec } from "../../src/session/index.js";
import { identifierName, quotedName, symbolName } from "../../src/session/claimed-name.js";
import { BOB, TOKEN } from "../helpers/addresses.js";
import { assertOfKinds } from "../helpers/assert-of-kinds.js";

/** What no name may bring in, listed independently of the code. */
const FORBIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b-\u200f\u061c\u2060\ufeff\u00ad]/;

const TRICKS = [
  ..."\n\r\t\0\u0085\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
  ..."\u200b\u200c\u200d\u2060\ufeff\u00ad\u3164\u115f\ufe0f\u034f\u2800“”\"„″''’’`",
  ". ",
  ": ",
  "; ",
  ", ",
  "No ETH.",
  "😀",
  "\ud800",
  "é",
  "ש",
  "\u0301\u0301\u0301\u0301\u0301",
];
const names = fc.oneof(
  fc.string({ unit: fc.oneof(fc.constantFrom(...TRICKS), fc.string({ unit: "grapheme", maxLength: 1 })) }),
  fc.string({ unit: "binary", maxLength: 300 }),
);

describe("Names that an application claims", () => {
  it("are shown in quotation marks, unless they are a plain word naming a function, argument or token", () => {
    expect(quotedName("Alice's shop")).to.equal("“Alice's shop”");
    expect(identifierName("safeTransferFrom")).to.equal("safeTransferFrom");
    expect(identifierName("amount of. Nothing")).to.equal("“amount of. Nothing”");
    expect(symbolName("USDC.e")).to.equal("USDC.e");
    expect(symbolName("USD₮")).to.equal("“USD₮”");
    expect(symbolName("000 USDC")).to.equal("“000 USDC”");
    expect(symbolName("000USDC")).to.equal("“000USDC”");
    expect(symbolName("WETH")).to.equal("WETH");
    for (const name of ["ETH", "eth", "Ether", "wei", "nothing", "All", "\u0415\u0422\u041d"])
      expect(symbolName(name), name).to.equal(`“${name}”`);
  });

  it("lose line breaks, direction marks, invisible characters, and quotation marks of their own", () => {
    expect(quotedName("Shop\n\r\nNothing can be lost.")).to.equal("“Shop Nothing can be lost.”");
    expect(quotedName("\u202eevil\u2066\u200b\u061c")).to.equal("“evil”");
    expect(quotedName("a” (0x1): no ETH. “b")).to.equal("“a' (0x1): no ETH. 'b”");
    expect(quotedName("a’’ b''")).to.equal("“a' b'”");
    expect(quotedName("e\u0301\u0301\u0301\u0301\u0301")).to.equal("“e\u0301\u0301\u0301”");
  });

  it("lose whatever looks like a closing quotation mark, and keep apostrophes, accents and letters", () => {
    const doubles = [...'"“”„‟«»″‶‴⁗〃ʺ˝˵˶ˮ״＂〝〞〟❝❞❠🙶🙷🙸《》⟪⟫≪≫「」『』｢｣﹁﹂﹃﹄'];
    const singles = [..."'‘’‚‛‹›＇′‵`´ʹʻʼʽˈˊˋ՚՛׳᾽ꞌߴ❛❜"];
    const pairs = singles.flatMap((each) => [each + each, `${each}\u200b${each}`, `${each}\u200a’`]);
    for (const mark of [...doubles, ...pairs])
      expect(quotedName(`Shop${mark} is safe`), mark).to.equal("“Shop' is safe”");
    for (const accents of ["\u030b", "\u0308", "\u0301\u0301"])
      expect(quotedName(`Shop ${accents} is safe`)).to.equal("“Shop is safe”");
    for (const name of ["L’été à Győr", "O'Neill", "Hawaiʻi", "Παπαδόπουλος", "日本", "नमस्ते", "ไทย"])
      expect(quotedName(name)).to.equal(`“${name}”`);
  });

  it("are truncated, and dropped if nothing of them is visible", () => {
    expect(quotedName("x".repeat(100_000))).to.equal(`“${"x".repeat(47)}…”`);
    expect(identifierName("x".repeat(49))).to.equal(`“${"x".repeat(47)}…”`);
    expect(quotedName("😀".repeat(60))).to.equal(`“${"😀".repeat(47)}…”`);
    for (const empty of [undefined, "", " \n", "\u200b\u202e"]) expect(quotedName(empty)).to.equal(undefined);
  });

  it("are one piece on one line, whatever they contain (property)", () => {
    fc.assert(
      fc.property(names, (name) => {
        for (const shown of [quotedName(name), identifierName(name), symbolName(name)]) {
          if (shown === undefined) continue;
          expect(shown).not.to.match(FORBIDDEN);
          expect(Array.from(shown).length).to.be.lessThan(51);
          // Either quoted from end to end, or a word in which no sentence can end.
          expect(shown).to.match(/^“[^“”"]+”$|^[^\s“”"]+$/u);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("change nothing in a description but what is in their quotation marks (property)", () => {
    const kinds = { named: 0 };
    assertOfKinds(
      kinds,
      { named: 11 },
      fc.property(names, names, names, names, (name, symbol, fn, argument) => {
        const abi = [
          { type: "function", name: fn, inputs: [{ type: "uint256", name: argument }] },
        ] as unknown as Abi;
        const selector = selectorOf(abi);
        if (selector !== undefined) kinds.named++;
        const session = sessionOf(selector ?? "0x12345678");
        const now = session.expiresAt - 3600n;
        const told = describeSession(session, {
          now,
          contracts: [{ address: TOKEN, name, symbol, abi, decimals: 6 }],
        });
        const plain = describeSession(session, { now });
        expect(told.length).to.equal(plain.length);
        const rest = told.map((line) => line.replace(/“[^”]*”/gu, "N"));
        for (const line of told) expect(line).not.to.match(FORBIDDEN);
        expect(rest.join(" ").match(/\. /g)?.length).to.equal(plain.join(" ").match(/\. /g)?.length);
        expect(rest.join(" ").match(/; /g)?.length).to.equal(plain.join(" ").match(/; /g)?.length);
      }),
    );
  });
});

/** The selector of an ABI's only function, if viem can name it. */
function selectorOf(abi: Abi): Hex | undefined {
  const [item] = abi;
  try {
    return item?.type === "function" ? toFunctionSelector(item) : undefined;
  } catch {
    return undefined;
  }
}

function sessionOf(selector: Hex): Omit<SessionSpec, "signer"> {
  const none = { maxValuePerUse: 0n, valueLimit: LimitZero };
  const refValue: Hex = `0x${"00".repeat(31)}07`;
  const on = { index: 0n, condition: 1 as const, refValue, limit: LimitUnlimited };
  return {
    expiresAt: 1_800_000_000n,
    feeLimit: LimitZero,
    callPolicies: [
      { ...none, target: TOKEN, selector, constraints: [on] },
      { ...none, target: BOB, selector, constraints: [] },
    ],
    transferPolicies: [{ ...none, target: TOKEN }],
  };
}
