import { expect } from "chai";
import { matchesLog } from "../../src/chain/log-criteria.ts";
import type { LogCriteria } from "../../src/chain/log-criteria.ts";
import type { Address, Hex } from "../../src/primitives/hex.ts";

const EMITTER: Address = `0x${"01".repeat(20)}`;
const STRANGER: Address = `0x${"02".repeat(20)}`;
const topic = (byte: string): Hex => `0x${byte.repeat(32)}`;
const LOG = { address: EMITTER, topics: [topic("aa"), topic("bb")], data: new Uint8Array(0) };

function matches(criteria: Partial<LogCriteria>): boolean {
  return matchesLog(LOG, { addresses: [], topics: [], ...criteria });
}

describe("Log criteria", () => {
  it("match every log when they are empty", () => {
    expect(matches({})).to.equal(true);
  });

  it("match logs of any of their addresses", () => {
    expect(matches({ addresses: [STRANGER, EMITTER] })).to.equal(true);
    expect(matches({ addresses: [STRANGER] })).to.equal(false);
  });

  it("compare topics by position", () => {
    expect(matches({ topics: [[topic("aa")]] })).to.equal(true);
    expect(matches({ topics: [[topic("bb")]] })).to.equal(false);
    expect(matches({ topics: [undefined, [topic("bb")]] })).to.equal(true);
  });

  it("match any of the topics listed for a position", () => {
    expect(matches({ topics: [[topic("cc"), topic("aa")]] })).to.equal(true);
  });

  it("do not match a log that lacks a required topic", () => {
    expect(matches({ topics: [undefined, undefined, [topic("cc")]] })).to.equal(false);
    expect(matches({ topics: [undefined, undefined, undefined] })).to.equal(true);
  });
});
