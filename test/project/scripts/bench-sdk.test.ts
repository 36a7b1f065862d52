import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import type { ClientCosts } from "../../../scripts/bench/session-client-costs";

const ROOT = resolve(__dirname, "../../..");
const PROGRAM = ["--import", "tsx", "scripts/bench-sdk.ts"];

describe("The SDK benchmark", () => {
  const run = (...options: string[]) =>
    promisify(execFile)(process.execPath, [...PROGRAM, ...options], { cwd: ROOT });

  it("finds that a session transaction takes two rounds, and fewer requests than the published client's", async () => {
    const { stdout } = await run("--json");
    const { ours, published } = JSON.parse(stdout) as ClientCosts;
    expect(ours.rounds).to.equal(2);
    expect(ours.rounds).to.be.lessThan(published.rounds);
    expect(ours.requests).to.be.lessThan(published.requests);
    expect(ours.ms).to.be.a("number");
    expect(published.ms).to.be.a("number");
  });
});
