import { sessionKeyModuleAbi } from "@zksync-sso/sdk/abi";
import { getSessionHash, SessionStatus } from "@zksync-sso/sdk/session";
import { expect } from "chai";
import { createElement } from "react";
import { encodeFunctionResult } from "viem";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN } from "../../../sdk/test/helpers/passkey-account.ts";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { toBase64 } from "../../src/account/base64.ts";
import { EndForm } from "../../src/popup/end-form.tsx";
import { CHAIN } from "../fake-node.ts";
import { refuse, scriptedNode } from "../scripted-node.ts";
import { sessionOf, SPENDER } from "../session.ts";

describe("An app that asks to end its session", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let leave: (() => void)[];
  let shown: HTMLElement | undefined;
  let answers: unknown[];
  /** What the chain says of the session by now; it refuses to end it. */
  let status: SessionStatus;

  beforeEach(async () => {
    const { credentialId, credentialPublicKey, authenticator } = await makePasskey();
    answers = [];
    page = await openReactPage();
    // All is in view at once.
    const value = class {
      constructor(look: () => void) {
        queueMicrotask(look);
      }
      observe = (): void => undefined;
      disconnect = (): void => undefined;
    };
    Object.defineProperty(globalThis, "ResizeObserver", { value, configurable: true });
    const abi = sessionKeyModuleAbi;
    leave = [
      openPage(ORIGIN, authenticator),
      scriptedNode(
        {},
        {
          eth_call: () => encodeFunctionResult({ abi, functionName: "sessionStatus", result: status }),
          eth_estimateGas: refuse,
        },
      ),
    ];
    const session = sessionOf({ expiresAt: 1_900_000_000n });
    const listed = { session, sessionHash: getSessionHash(session), status: "active" };
    const asked = {
      origin: "https://app.example",
      answer: (result: unknown) => answers.push(result),
      decline: () => answers.push("declined"),
    };
    const props = {
      asked,
      chain: CHAIN,
      account: { address: SPENDER, credentialId, publicKey: toBase64(credentialPublicKey) },
      app: { listed, origin: asked.origin, meters: [] },
    };
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    await page.show(createElement("div", { ref }, createElement(EndForm, props as never)));
  });
  afterEach(async () => {
    await page.close();
    for (const each of leave) each();
    Reflect.deleteProperty(globalThis, "ResizeObserver");
  });

  const says = (text: string) => page.until(() => shown?.textContent.includes(text) === true);
  const end = async (): Promise<void> => {
    // A button takes no press in its first half second.
    await page.act(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await page.act(() => shown?.querySelector<HTMLElement>(".button.main")?.click());
  };

  it("has its answer where the chain refuses that because the session was ended elsewhere meanwhile", async () => {
    status = SessionStatus.Closed;
    await end();
    await says("app.example may not act for you any more.");
    await page.act(() => shown?.querySelector("button")?.click());
    expect(answers).to.deep.equal([null]);
  });

  it("has no answer where the chain refuses it otherwise: the person sees why", async () => {
    status = SessionStatus.Active;
    await end();
    await page.until(() => shown?.querySelector("[role=alert]") != null);
    expect(shown?.textContent).to.include("End it with your passkey");
    expect(answers).to.deep.equal([]);
  });
});
