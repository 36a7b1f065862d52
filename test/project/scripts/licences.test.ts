import { expect } from "chai";
import fc from "fast-check";
import { isCompliant } from "../../../scripts/licences/expression";
import { licenceViolations } from "../../../scripts/licences/violations";

describe("npm run check:licences", () => {
  const allowed = new Set(["MIT", "ISC"]);

  it("reads expressions: a choice, several at once, exceptions, parentheses", () => {
    const isAllowed = (licence: string) => allowed.has(licence);
    const expressions = {
      MIT: true,
      "GPL-3.0": false,
      "(GPL-3.0 OR MIT)": true,
      "(GPL-3.0 AND MIT)": false,
      "(MIT AND ISC)": true,
      "ISC WITH some-exception": true,
      "(GPL-3.0 OR (MIT AND ISC))": true,
      "(MIT OR GPL-3.0) AND (ISC OR GPL-3.0)": true,
      "(MIT OR ISC) AND GPL-3.0": false,
      "MIT OR GPL-3.0 AND GPL-2.0": true,
    };
    for (const [expression, compliant] of Object.entries(expressions)) {
      expect(isCompliant(expression, isAllowed), expression).to.equal(compliant);
    }
  });

  it("agrees with the truth of any expression", () => {
    const { tree } = fc.letrec<{ tree: [string, boolean] }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<[string, boolean]>(["MIT", true], ["GPL-3.0", false], ["ISC WITH x", true]),
        fc
          .tuple(fc.constantFrom("OR", "AND"), fc.array(tie("tree"), { minLength: 2, maxLength: 3 }))
          .map(([operator, parts]): [string, boolean] => [
            `(${parts.map(([text]) => text).join(` ${operator} `)})`,
            operator === "OR" ? parts.some(([, truth]) => truth) : parts.every(([, truth]) => truth),
          ]),
      ),
    }));
    fc.assert(
      fc.property(tree, ([expression, truth]) => {
        expect(isCompliant(expression, (licence) => allowed.has(licence))).to.equal(truth);
      }),
    );
  });

  it("names packages at any depth whose licence does not fit or is not named, and exceptions for nothing", () => {
    const packages = {
      "": { license: "MIT" },
      "node_modules/good": { license: "MIT" },
      "node_modules/linked": { link: true },
      "node_modules/good/node_modules/@scope/bad": { license: "GPL-3.0" },
      "node_modules/silent": {},
      "node_modules/old": { license: { type: "MIT" } },
    };
    const exceptions = { old: "read by somebody", gone: "was here once" };
    expect(licenceViolations(packages, { allowed, exceptions })).to.deep.equal([
      "@scope/bad is under GPL-3.0, which does not fit MIT",
      "silent names no licence, which does not fit MIT",
      "gone needs no exception",
    ]);
  });
});
