import { expect } from "chai";
import { createElement } from "react";
import { usePending } from "../../src/react/use-pending.js";
import { openReactPage } from "../helpers/react-page.js";

/** Something that is started, and ends when it is told to. */
interface Started {
  readonly succeed: () => void;
  readonly fail: (why: string) => void;
}

describe("What a hook says of what is under way", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let pending: ReturnType<typeof usePending>;

  function Shown() {
    pending = usePending();
    return null;
  }

  beforeEach(async () => {
    page = await openReactPage();
    await page.show(createElement(Shown));
  });
  afterEach(() => page.close());

  const start = async (): Promise<Started> => {
    let started: Started | undefined;
    await page.act(() => {
      const running = pending.run(
        () =>
          new Promise<void>((succeed, reject) => {
            const fail = (why: string): void => {
              reject(new Error(why));
            };
            started = { succeed, fail };
          }),
      );
      running.catch(() => undefined);
    });
    return started as Started;
  };
  const settle = (end: () => void) =>
    page.act(async () => {
      end();
      await Promise.resolve();
    });

  it("is pending until the last of what was started has ended, in whatever order", async () => {
    const [one, other] = [await start(), await start()];
    expect(pending.isPending).to.equal(true);
    await settle(one.succeed);
    expect(pending.isPending).to.equal(true);
    await settle(other.succeed);
    expect(pending.isPending).to.equal(false);
  });

  it("keeps why one failed while another goes on, until the next begins", async () => {
    const [one, other] = [await start(), await start()];
    await settle(() => {
      one.fail("declined");
    });
    expect(pending).to.include({ isPending: true });
    expect(pending.error?.message).to.equal("declined");
    await settle(other.succeed);
    expect(pending).to.include({ isPending: false });
    expect(pending.error?.message).to.equal("declined");
    await start();
    expect(pending).to.include({ isPending: true, error: undefined });
  });

  it("forgets an error when it is told to, and not that something is under way", async () => {
    const [one] = [await start(), await start()];
    await settle(() => {
      one.fail("declined");
    });
    await page.act(() => {
      pending.reset();
    });
    expect(pending).to.include({ isPending: true, error: undefined });
  });
});
