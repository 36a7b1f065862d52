import { inspect } from "node:util";
import { expect } from "chai";
import { HardhatPluginError } from "hardhat/plugins";
import { readPlainly, withPlainErrors } from "../../../scripts/suite/tasks/plain-errors";

describe("What a command refuses", () => {
  const { argv } = process;
  afterEach(() => {
    process.argv = argv;
    delete process.env.HARDHAT_SHOW_STACK_TRACES;
  });

  /** Returns what Hardhat prints of an error where it prints it whole, as it does without a display. */
  async function printed(): Promise<string> {
    const refusal = withPlainErrors(() => Promise.reject(new Error("no such chain")));
    const error = await refusal.catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(HardhatPluginError).and.to.have.property("message", "no such chain");
    return inspect(error);
  }

  it("is printed without a stack trace, on a machine without a display too", async () => {
    expect(await printed()).to.equal("For where it happened, run it with --show-stack-traces.");
  });

  it("is printed with one if that is asked for", async () => {
    process.argv = [...argv, "--show-stack-traces"];
    expect(await printed()).to.match(/no such chain\n +at /);
    process.argv = argv;
    process.env.HARDHAT_SHOW_STACK_TRACES = "true";
    expect(await printed()).to.match(/no such chain\n +at /);
  });

  it("is the same where the configuration is read, and Hardhat's own errors stay what they are", () => {
    const own = new HardhatPluginError("other", "refused");
    for (const [error, message] of [
      [new Error("no such chain"), "no such chain"],
      [own, "refused"],
    ] as const) {
      const read = () =>
        readPlainly(() => {
          throw error;
        });
      expect(read).to.throw(HardhatPluginError, message);
    }
    expect(readPlainly(() => 7)).to.equal(7);
  });
});
