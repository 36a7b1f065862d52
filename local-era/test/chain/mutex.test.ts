import { expect } from "chai";
import { Mutex } from "../../src/chain/mutex.ts";

describe("Mutex", () => {
  it("runs tasks one after another, in order", async () => {
    const mutex = new Mutex();
    const events: string[] = [];
    const task = (name: string, turns: number) => async () => {
      events.push(`${name} starts`);
      for (let i = 0; i < turns; i++) await Promise.resolve();
      events.push(`${name} ends`);
    };
    await Promise.all([mutex.run(task("slow", 20)), mutex.run(task("fast", 0))]);
    expect(events).to.deep.equal(["slow starts", "slow ends", "fast starts", "fast ends"]);
  });

  it("continues after a task that failed, and reports the error only to its caller", async () => {
    const mutex = new Mutex();
    const failing = mutex.run(() => Promise.reject(new Error("no")));
    const next = mutex.run(() => 7);
    expect(await failing.catch((error: Error) => error.message)).to.equal("no");
    expect(await next).to.equal(7);
  });
});
