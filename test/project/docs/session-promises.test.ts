import { expect } from "chai";
import { missingTests, testFiles, titlesOf } from "../../helpers/project/test-titles";
import { SESSION_PROMISES } from "./session-promises";

/** The audit classes of session keys, K1 to K22. */
const AUDIT_CLASSES = Array.from({ length: 22 }, (_, i) => `K${i + 1}`);

describe("The brief's page on sessions", () => {
  for (const { sentence, tests } of SESSION_PROMISES) {
    it(`has tests for: ${sentence}`, () => {
      expect(Object.values(tests).flat()).to.not.have.length(0);
      expect(missingTests(tests)).to.deep.equal([]);
    });
  }

  it("has a test for each audit class of session keys", () => {
    const titles = testFiles()
      .filter((path) => path.startsWith("contracts/session/"))
      .flatMap(titlesOf);
    const missing = AUDIT_CLASSES.filter(
      (each) => !titles.some(({ source }) => source.startsWith(`${each}: `)),
    );
    expect(missing).to.deep.equal([]);
  });
});
