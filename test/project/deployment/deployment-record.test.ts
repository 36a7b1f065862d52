import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { getAddress } from "ethers";
import {
  changeRecord,
  isRecorded,
  readAddresses,
  readRecord,
  recordPath,
  writeRecord,
  type DeployedContract,
} from "../../../scripts/suite/deployment-record";
import type { SuiteAddresses } from "../../../scripts/suite/suite-addresses";
import { messageOf } from "../../helpers/project/message-of";

const address = (digit: string) => `0x${digit.repeat(40)}`;
const suite: SuiteAddresses = {
  accountFactory: address("1"),
  beacon: address("2"),
  passkey: address("3"),
  session: address("4"),
  recovery: address("6"),
  accountImplementation: address("5"),
};

const deployed: DeployedContract = {
  key: "session",
  contract: "SessionKeyModule",
  address: address("4"),
  bytecodeHash: "0x01",
  constructorArguments: "0x",
  recordedAt: "2026-01-01T00:00:00.000Z",
};

describe("The record of a deployment", () => {
  let root: string;
  let path: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "record-"));
    path = recordPath(root, 260n);
  });

  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  it("is named after the chain", () => {
    expect(path).to.equal(join(root, "deployments", "260.json"));
  });

  it("is read as it was written, and leaves nothing else behind", async () => {
    await writeRecord(path, { addresses: suite, history: [], inMemory: true });
    const addresses = { ...suite, accountPaymaster: address("7") };
    await writeRecord(path, { addresses, history: [deployed], inMemory: true });
    expect(await readAddresses(path)).to.deep.equal(addresses);
    expect(await readRecord(path)).to.deep.equal({ addresses, history: [deployed], inMemory: true });
    expect(await readdir(dirname(path))).to.deep.equal(["260.json"]);
  });

  it("has an empty history if it is older than histories", async () => {
    await writeRecord(path, { addresses: suite, history: [], inMemory: true });
    await writeFile(path, JSON.stringify(suite));
    expect(await readRecord(path)).to.deep.equal({ addresses: suite, history: [], inMemory: true });
  });

  it("keeps what another run has added to its history meanwhile", async () => {
    const other = { ...deployed, address: address("8") };
    await writeRecord(path, { addresses: suite, history: [deployed], inMemory: true });
    await writeRecord(path, { addresses: suite, history: [other], inMemory: true });
    expect((await readRecord(path))!.history).to.deep.equal([deployed, other]);
  });

  it("loses nothing of what runs write at once", async () => {
    const digits = [..."123456789abcdef"];
    const entries = digits.map((digit) => ({ ...deployed, address: getAddress(address(digit)) }));
    await writeRecord(path, { addresses: suite, history: [], inMemory: true });
    const writes = entries.map((entry, i) =>
      changeRecord(path, i === 3 ? { session: address("8") } : i === 9 ? { passkey: address("9") } : {}, {
        addresses: suite,
        history: [entry],
        inMemory: true,
      }),
    );
    await Promise.all(writes);
    const record = (await readRecord(path))!;
    expect(record.history).to.have.deep.members(entries);
    expect(record.addresses).to.deep.equal({ ...suite, session: address("8"), passkey: address("9") });
    expect(await readdir(dirname(path))).to.deep.equal(["260.json"]);
  });

  it("takes over the transaction if the run that found a contract has recorded it before the one that deployed it", async () => {
    const record = { addresses: suite, inMemory: true };
    await writeRecord(path, { ...record, history: [deployed] });
    await writeRecord(path, { ...record, history: [{ ...deployed, transaction: "0x02" }] });
    expect((await readRecord(path))!.history).to.deep.equal([{ ...deployed, transaction: "0x02" }]);
  });

  it("has its addresses with checksums, and refuses a wrong one", async () => {
    const lower = "0x00000000000000000000000000000000deadbeef";
    await writeRecord(path, { addresses: { ...suite, session: lower }, history: [], inMemory: true });
    expect((await readAddresses(path))!.session).to.equal(getAddress(lower));
    await writeFile(path, JSON.stringify({ ...suite, session: getAddress(lower).replace("DeaD", "dEAD") }));
    const outcome = await readAddresses(path).catch((error: Error) => error.message);
    expect(outcome).to.contain("session is 0x").and.to.contain("wrong checksum");
  });

  it("names what is missing or wrong in a history that was changed by hand", async () => {
    const refused = async (entry: unknown) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, JSON.stringify({ ...suite, history: [deployed, entry] }));
      return messageOf(readRecord(path));
    };
    for (const entry of [null, "SessionKeyModule"]) {
      expect(await refused(entry)).to.equal(`${path}: history[1] has no key. Restore it.`);
    }
    expect(await refused({ ...deployed, bytecodeHash: undefined })).to.equal(
      `${path}: history[1] has no bytecodeHash. Restore it.`,
    );
    expect(await refused({ ...deployed, address: "0x12" })).to.equal(
      `${path}: history[1] is at 0x12, which is no address, or has a wrong checksum. Restore it.`,
    );
  });

  it("knows a contract of its history whose address lost its checksum, and records it once", async () => {
    const entry = { ...deployed, address: getAddress(`0x${"ab".repeat(20)}`) };
    await mkdir(dirname(path), { recursive: true });
    const changed = { ...entry, address: entry.address.toLowerCase() };
    await writeFile(path, JSON.stringify({ ...suite, history: [changed] }));
    expect((await readRecord(path))!.history).to.deep.equal([entry]);
    await writeRecord(path, { addresses: suite, history: [entry], inMemory: true });
    expect((await readRecord(path))!.history).to.deep.equal([entry]);
  });

  it("says whether its chain is in memory by true or false, and by nothing else", async () => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify({ ...suite, inMemory: "false" }));
    expect(await messageOf(readRecord(path))).to.equal(
      `${path}: inMemory is neither true nor false. Restore it.`,
    );
  });

  it("changes the addresses that it is told, and leaves those that another run has changed", async () => {
    const record = { addresses: suite, history: [], inMemory: true };
    await writeRecord(path, record);
    await changeRecord(path, { session: address("8") }, record);
    await changeRecord(path, { passkey: address("9") }, record);
    expect(await readAddresses(path)).to.deep.equal({
      ...suite,
      session: address("8"),
      passkey: address("9"),
    });
  });

  it("is of a public chain if it does not say otherwise, unless its chain id is usual in memory", async () => {
    await mkdir(dirname(path), { recursive: true });
    for (const [id, inMemory] of [
      [260n, true],
      [270n, true],
      [324n, false],
    ] as const) {
      await writeFile(recordPath(root, id), JSON.stringify(suite));
      expect((await readRecord(recordPath(root, id)))!.inMemory).to.equal(inMemory);
    }
  });

  it("knows a contract by its code and its address", () => {
    expect(isRecorded([deployed], deployed.address, deployed.bytecodeHash)).to.equal(true);
    expect(isRecorded([deployed], address("8"), deployed.bytecodeHash)).to.equal(false);
    // A node in memory that has started anew may have other code at the address.
    expect(isRecorded([deployed], deployed.address, "0x02")).to.equal(false);
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
      await writeRecord(path, { addresses: suite, history: [], inMemory: true });
      await writeFile(path, text!);
      const outcome = await readAddresses(path).catch((error: Error) => error.message);
      expect(outcome).to.contain(path).and.to.contain("move it away to deploy anew");
    });
  }
});
