import { expect } from "chai";
import { createElement } from "react";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { isTaskRunning, useTask, type Task } from "../../src/ui/use-task.ts";

describe("A task on a page", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let task: Task;
  /** Ends what the task waits for. */
  let finish: () => void;

  beforeEach(async () => {
    page = await openReactPage();
    const Follows = () => {
      task = useTask();
      return null;
    };
    await page.show(createElement(Follows));
    const finished = new Promise<void>((resolve) => (finish = resolve));
    await page.act(() => {
      task.run("Waiting…", () => finished);
    });
  });
  afterEach(() => page.close());

  it("goes on until it ends", async () => {
    expect(isTaskRunning()).to.equal(true);
    finish();
    await page.until(() => task.busy === undefined);
    expect(isTaskRunning()).to.equal(false);
  });

  it("keeps nothing back any more once it is out of sight, even if it never ends", async () => {
    await page.show(createElement("p"));
    expect(isTaskRunning()).to.equal(false);
    finish();
    await page.act(() => new Promise((resolve) => setImmediate(resolve)));
    expect(isTaskRunning(), "ended once only").to.equal(false);
  });
});
