import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { withLock } from "../../../scripts/suite/file-lock";

describe("The lock of a file", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "lock-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("has one at a time hold it, and is gone afterwards, also after a failure", async () => {
    let holders = 0;
    const seen: number[] = [];
    const hold = () =>
      withLock(join(folder, "a"), async () => {
        seen.push(++holders);
        await setTimeout(5);
        holders--;
        if (seen.length === 2) throw new Error("failed");
      });
    const outcomes = await Promise.allSettled([hold(), hold(), hold()]);
    expect(outcomes.map(({ status }) => status).sort()).to.deep.equal(["fulfilled", "fulfilled", "rejected"]);
    expect(seen).to.deep.equal([1, 1, 1]);
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it("is named if it stays, and is left to a person", async () => {
    const lock = join(folder, "a.lock");
    await writeFile(lock, "");
    const outcome = await withLock(join(folder, "a"), () => Promise.resolve(), 40).catch(
      (error: Error) => error.message,
    );
    expect(outcome).to.equal(
      `${lock} stays: another run changes that file. If none does, remove it, and run this again.`,
    );
    expect(await readdir(folder)).to.deep.equal(["a.lock"]);
  });
});
