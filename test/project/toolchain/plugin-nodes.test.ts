import { expect } from "chai";
import fc from "fast-check";
import { firstPort, unexpectedEnd } from "../../../local-era/hardhat/plugin-nodes";

/** So many ports the plugin tries, from the first on. */
const ATTEMPTS = 10;

describe("The ports of nodes that Hardhat starts", () => {
  const process = fc.nat({ max: 4_194_304 });

  it("are others in processes that begin one after the other", () => {
    fc.assert(
      fc.property(process, fc.integer({ min: 1, max: 1_000 }), (pid, later) => {
        const distance = Math.abs(firstPort(pid + later, ATTEMPTS) - firstPort(pid, ATTEMPTS));
        expect(distance).to.be.at.least(ATTEMPTS);
      }),
    );
  });

  it("are none that a system gives to whoever asks for any", () => {
    fc.assert(
      fc.property(process, (pid) => {
        expect(firstPort(pid, ATTEMPTS)).to.be.at.least(20_000);
        expect(firstPort(pid, ATTEMPTS) + ATTEMPTS).to.be.at.most(32_000);
      }),
    );
  });
});

describe("A node that Hardhat started", () => {
  it("takes the run with it if it failed or was killed, and not if the plugin or a person ended it", () => {
    expect(unexpectedEnd(2, null)).to.equal("exit code 2");
    expect(unexpectedEnd(null, "SIGKILL")).to.equal("SIGKILL");
    expect(unexpectedEnd(null, "SIGSEGV")).to.equal("SIGSEGV");
    expect(unexpectedEnd(0, null)).to.equal(undefined);
    expect(unexpectedEnd(null, "SIGTERM")).to.equal(undefined);
    expect(unexpectedEnd(null, "SIGINT")).to.equal(undefined);
  });
});
