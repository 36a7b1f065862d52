import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { figuresInWords, noteFigure, overTheBar, readFigures } from "../../../scripts/test/figures";

describe("What the tests in a browser measure", () => {
  const within = {
    promptsSignUp: 1,
    promptsReturn: 1,
    promptsNewDevice: 2,
    gzipKb: 190,
    interactiveMs: 1000,
    signUpMs: 2000,
  };

  it("is read as it was written, the last of a name", async () => {
    const folder = await mkdtemp(join(tmpdir(), "figures-"));
    const path = join(folder, "figures");
    try {
      await noteFigure("gzipKb", 150.5, path);
      await noteFigure("signUpMs", 3000, path);
      await noteFigure("signUpMs", 1700, path);
      expect(await readFigures(path)).to.deep.equal({ gzipKb: 150.5, signUpMs: 1700 });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("is nothing where no test wrote anything", async () => {
    expect(await readFigures(join(tmpdir(), "figures-that-are-not-there"))).to.deep.equal({});
  });

  it("is within its bar when it is the bar, and over it beyond", () => {
    expect(overTheBar(within)).to.deep.equal([]);
    expect(overTheBar({ ...within, promptsReturn: 2, signUpMs: 2001 })).to.deep.equal([
      "promptsReturn",
      "signUpMs",
    ]);
  });

  it("counts as over the bar if it was not measured, and is said to be missing", () => {
    const { gzipKb, ...others } = within;
    expect(overTheBar(others)).to.deep.equal(["gzipKb"]);
    expect(figuresInWords(others)).to.include("gzipKb: not measured").and.not.include(String(gzipKb));
  });

  it("is told in a line each, with the bar", () => {
    const lines = figuresInWords({ ...within, interactiveMs: 1200 }).split("\n");
    expect(lines).to.have.length(6);
    expect(lines[4]).to.match(/^interactiveMs: 1200 ms .*, OVER THE BAR of 1000$/);
    expect(lines[5]).to.match(/^signUpMs: 2000 ms .*, within the bar of 2000$/);
  });
});
