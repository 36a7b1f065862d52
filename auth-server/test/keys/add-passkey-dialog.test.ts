import { expect } from "chai";
import { createElement } from "react";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN } from "../../../sdk/test/helpers/passkey-account.ts";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { fromBase64Url } from "../../src/account/base64.ts";
import { AddPasskeyDialog } from "../../src/keys/add-passkey-dialog.tsx";
import { CHAIN } from "../fake-node.ts";
import { scriptedNode } from "../scripted-node.ts";

const account = {
  address: "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784",
  credentialId: "AAAA",
  publicKey: "AAAA",
  userId: "BBBB",
} as const;

/** What a browser is asked to make a passkey with. */
interface Making {
  readonly publicKey: {
    readonly user: { readonly id: Uint8Array };
    readonly excludeCredentials: readonly { readonly id: Uint8Array }[];
  };
}

describe("Adding a passkey", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  let asked: Making[];

  beforeEach(async () => {
    page = await openReactPage();
    asked = [];
    const create = (making: Making): Promise<never> => {
      asked.push(making);
      return Promise.reject(new DOMException("There is one.", "InvalidStateError"));
    };
    const { location } = window;
    Object.defineProperty(globalThis, "location", { value: location, configurable: true });
    Object.defineProperty(navigator, "credentials", { value: { create }, configurable: true });
  });
  afterEach(async () => {
    await page.close();
    Reflect.deleteProperty(globalThis, "location");
  });

  /** Has a passkey made, by the page of an account whose passkeys the chain says are these. */
  const make = async (...credentialIds: readonly string[]): Promise<Making["publicKey"] | undefined> => {
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const passkeys = credentialIds.map((credentialId) => ({
      credentialId,
      origin: "https://app.example",
      since: 0n,
    }));
    const nothing = (): void => undefined;
    const props = { chain: CHAIN, account, now: 0n, passkeys, onDone: nothing, onClose: nothing };
    await page.show(createElement("div", { ref }, createElement(AddPasskeyDialog, props)));
    // A button takes no press in its first half second.
    await page.act(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await page.act(() => shown?.querySelector("button")?.click());
    await page.until(() => shown?.querySelector("[role=alert]") != null);
    return asked[0]?.publicKey;
  };

  it("never has a device put it in the place of the one that is used here, whatever the chain's node says", async () => {
    const making = await make();
    // For the same `user.id`, a device keeps one passkey: the last that was made, unless it is told of the one that it has.
    expect(making?.user.id).to.deep.equal(fromBase64Url("BBBB"));
    expect(making?.excludeCredentials.map(({ id }) => id)).to.deep.equal([fromBase64Url("AAAA")]);
  });

  it("tells of each passkey once", async () => {
    const making = await make("AAAA", "CCCC");
    expect(making?.excludeCredentials).to.have.length(2);
  });

  it("says that one is made which opens nothing yet, if letting it in comes to nothing: nobody shall count on it", async () => {
    const { authenticator } = await makePasskey();
    const leave = openPage(ORIGIN, {
      create: (options) => authenticator.create(options),
      get: () => Promise.reject(new DOMException("It was closed.", "NotAllowedError")),
    });
    const leaveNode = scriptedNode({});
    try {
      await make();
      expect(shown?.textContent).to.include("The new passkey is made.");
      expect(shown?.textContent).to.include("delete it from its device");
    } finally {
      leaveNode();
      leave();
    }
  });

  it("says of none that it is made where none was", async () => {
    await make();
    expect(shown?.textContent).not.to.include("The new passkey is made.");
  });

  it("says where else to make one, if the device has one already", async () => {
    await make("AAAA");
    expect(shown?.textContent).to.include("This device has a passkey for this account already.");
    expect(shown?.textContent).to.include("Make the new one on another device, or on a security key.");
    expect(shown?.textContent).not.to.include("I have an account");
  });
});
