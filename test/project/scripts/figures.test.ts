import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { figuresInWords, noteFigure, overTheBar, readFigures } from "../../../scripts/test/figures";

describe("The browser tests' measurements", () => {
  const within = {
    promptsSignUp: 1,
    promptsReturn: 1,
    promptsNewDevice: 2,
    gzipKb: 190,
    interactiveMs: 1000,
    signUpMs: 2000,
  };

  it("are read as they were written, the last of each name", async () => {
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

  it("are empty if no test wrote any", async () => {
    expect(await readFigures(join(tmpdir(), "figures-that-are-not-there"))).to.deep.equal({});
  });

  it("are within their bar at the bar, and over it beyond", () => {
    expect(overTheBar(within)).to.deep.equal([]);
    expect(overTheBar({ ...within, promptsReturn: 2, signUpMs: 2001 })).to.deep.equal([
      "promptsReturn",
      "signUpMs",
    ]);
  });

  it("are over the bar if they were not measured, and reported as missing", () => {
    const { gzipKb, ...others } = within;
    expect(overTheBar(others)).to.deep.equal(["gzipKb"]);
    expect(figuresInWords(others)).to.include("gzipKb: not measured").and.not.include(String(gzipKb));
  });

  it("are printed one per line, with the bar", () => {
    const lines = figuresInWords({ ...within, interactiveMs: 1200 }).split("\n");
    expect(lines).to.have.length(6);
    expect(lines[4]).to.match(/^interactiveMs: 1200 ms .*, OVER THE BAR of 1000$/);
    expect(lines[5]).to.match(/^signUpMs: 2000 ms .*, within the bar of 2000$/);
  });
});
