import { expect } from "chai";
import { createElement } from "react";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { ACCOUNTS_KEY, forgetAccount, rememberAccount } from "../../src/account/known-account.ts";
import { useKnownAccount } from "../../src/site/use-known-account.ts";
import { CHAIN } from "../fake-node.ts";
import { fakeStorage } from "../fake-storage.ts";
import { SPENDER } from "../session.ts";

describe("The account that this device knows", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let leave: () => void;
  let shown: string | undefined;

  const Follower = (): null => {
    const [account] = useKnownAccount(CHAIN.id);
    shown = account?.address;
    return null;
  };
  /** Dispatches the browser's event about what another tab has stored. */
  const tell = (key: string | null) =>
    page.act(() => window.dispatchEvent(Object.assign(new Event("storage"), { key })));

  beforeEach(async () => {
    page = await openReactPage();
    leave = fakeStorage();
    await page.show(createElement(Follower));
  });
  afterEach(async () => {
    await page.close();
    leave();
  });

  it("is the one that another tab logs in to, until one logs out or clears all that is stored", async () => {
    for (const cleared of [ACCOUNTS_KEY, null]) {
      expect(shown).to.equal(undefined);
      rememberAccount(CHAIN.id, { address: SPENDER, credentialId: "AAAA", publicKey: "AAAA" });
      await tell(ACCOUNTS_KEY);
      expect(shown).to.equal(SPENDER);
      forgetAccount(CHAIN.id);
      await tell(cleared);
    }
    expect(shown).to.equal(undefined);
  });
});
