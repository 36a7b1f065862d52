import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { addressesPath, readAddresses, writeAddresses } from "../../../scripts/suite/addresses-file";
import type { SuiteAddresses } from "../../../scripts/suite/suite-addresses";

const address = (digit: string) => `0x${digit.repeat(40)}`;
const suite: SuiteAddresses = {
  accountFactory: address("1"),
  beacon: address("2"),
  passkey: address("3"),
  session: address("4"),
  recovery: address("6"),
  accountImplementation: address("5"),
};

describe("The addresses file", () => {
  let root: string;
  let path: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "addresses-"));
    path = addressesPath(root, 260n);
  });

  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  it("is named after the chain", () => {
    expect(path).to.equal(join(root, "deployments", "260.json"));
  });

  it("is read as it was written, and leaves nothing else behind", async () => {
    await writeAddresses(path, suite);
    await writeAddresses(path, { ...suite, accountPaymaster: address("6") });
    expect(await readAddresses(path)).to.deep.equal({ ...suite, accountPaymaster: address("6") });
    expect(await readdir(dirname(path))).to.deep.equal(["260.json"]);
  });

  it("may not exist yet", async () => {
    expect(await readAddresses(path)).to.equal(undefined);
  });

  for (const [name, text] of [
    ["is truncated", '{"beacon":'],
    ["lacks an address", JSON.stringify({ ...suite, session: undefined })],
    ["has something other than an address", JSON.stringify({ ...suite, session: "0x12" })],
  ]) {
    it(`is refused by name if it ${name}`, async () => {
      await writeAddresses(path, suite);
      await writeFile(path, text!);
      const outcome = await readAddresses(path).catch((error: Error) => error.message);
      expect(outcome).to.contain(path).and.to.contain("delete it");
    });
  }
});
