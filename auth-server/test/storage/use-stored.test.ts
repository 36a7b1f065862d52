import { expect } from "chai";
import { createElement } from "react";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { useStored } from "../../src/storage/use-stored.ts";

describe("What follows what another window keeps under a key", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let looks: number;

  const look = (): void => {
    looks++;
  };
  const Follower = (): null => {
    useStored("ours", look);
    return null;
  };
  const keep = (key: string | null): void => {
    window.dispatchEvent(Object.assign(new Event("storage"), { key }));
  };

  beforeEach(async () => {
    looks = 0;
    page = await openReactPage();
    await page.show(createElement(Follower));
  });
  afterEach(() => page.close());

  it("looks when that changes, or all of it is cleared, and not for what is kept under another key", () => {
    keep("theirs");
    expect(looks).to.equal(0);
    keep("ours");
    expect(looks).to.equal(1);
    keep(null);
    expect(looks).to.equal(2);
  });

  it("looks no more once it is gone", async () => {
    await page.show(null);
    keep("ours");
    expect(looks).to.equal(0);
  });
});
