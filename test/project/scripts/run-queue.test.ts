import { expect } from "chai";
import fc from "fast-check";
import { runQueue, type QueuedTask } from "../../../scripts/run-queue";
import { propertyRuns } from "../../helpers/project/tries";

/** A task that ends when it is released. */
interface HeldTask extends QueuedTask {
  readonly name: string;
}

describe("runQueue", () => {
  const rest = () => new Promise((resolve) => setImmediate(resolve));

  /** Runs tasks, ending the running one that each given pick chooses; returns what ran at once. */
  async function run(tasks: readonly HeldTask[], atOnce: number, pick: (running: number) => number) {
    const running = new Map<HeldTask, () => void>();
    const [begun, together]: [string[], HeldTask[][]] = [[], []];
    const queue = runQueue(tasks, atOnce, (task) => {
      begun.push(task.name);
      return new Promise((resolve) => {
        running.set(task, resolve);
        together.push([...running.keys()]);
      });
    });
    await rest();
    while (running.size > 0) {
      const [task, end] = [...running][pick(running.size)]!;
      running.delete(task);
      end();
      await rest();
    }
    await queue;
    return { begun, together };
  }

  it("runs a task early while the one before it waits for a resource that another holds", async () => {
    const tasks = [
      { name: "a", exclusive: ["port"] },
      { name: "b", exclusive: ["port", "folder"] },
      { name: "c" },
      { name: "d", exclusive: ["folder"] },
    ];
    const { begun, together } = await run(tasks, 2, () => 0);
    expect(begun).to.deep.equal(["a", "c", "b", "d"]);
    expect(together.map((each) => each.map(({ name }) => name).join())).to.deep.equal([
      "a",
      "a,c",
      "c,b",
      "d",
    ]);
  });

  it("runs every task once, never too many at once, and never two that need the same resource (property)", async () => {
    const tasks = fc.array(fc.subarray(["port", "folder", "screen"]), { maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(
        tasks,
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(fc.nat()),
        async (needs, atOnce, picks) => {
          const named = needs.map((exclusive, i) => ({ name: `${i}`, exclusive }));
          const { begun, together } = await run(named, atOnce, (count) => picks.next().value! % count);
          expect([...begun].sort()).to.deep.equal(named.map(({ name }) => name).sort());
          for (const each of together) {
            expect(each.length).to.be.at.most(atOnce);
            const held = each.flatMap(({ exclusive }) => exclusive ?? []);
            expect(new Set(held).size).to.equal(held.length);
          }
        },
      ),
      { numRuns: propertyRuns(50) },
    );
  });

  it("starts nothing after a failure, and reports it when the others have ended", async () => {
    const ended: string[] = [];
    const tasks = ["a", "b", "c"].map((name) => ({ name }));
    const queue = runQueue(tasks, 2, async ({ name }) => {
      if (name === "a") throw new Error("a failed");
      await rest();
      ended.push(name);
    });
    const failure: unknown = await queue.catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error).with.property("message", "a failed");
    expect(ended).to.deep.equal(["b"]);
  });
});
