import { sessionKeyModuleAbi } from "@zksync-sso/sdk/abi";
import { getSessionHash, SessionStatus } from "@zksync-sso/sdk/session";
import { expect } from "chai";
import { createElement } from "react";
import {
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionResult,
  numberToHex,
  toFunctionSelector,
} from "viem";
import { getAbiItem } from "viem/utils";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { APPS_KEY, rememberApp } from "../../src/apps/app-origins.ts";
import { AppsSection } from "../../src/apps/apps-section.tsx";
import { CHAIN, nodeLog } from "../fake-node.ts";
import { fakeStorage } from "../fake-storage.ts";
import { refuse, scriptedNode } from "../scripted-node.ts";
import { sessionOf, SPENDER } from "../session.ts";

const abi = sessionKeyModuleAbi;
const NOW = 1_800_000_000n;
const session = sessionOf();
const args = { account: SPENDER, sessionHash: getSessionHash(session) } as const;
const logOf = (eventName: "SessionCreated" | "SessionRevoked", data: `0x${string}`, block: number) =>
  nodeLog(
    { address: CHAIN.contracts.session, topics: encodeEventTopics({ abi, eventName, args }), data },
    block,
  );
const [, , created] = getAbiItem({ abi, name: "SessionCreated" }).inputs;
const OPENED = logOf("SessionCreated", encodeAbiParameters([created], [session]), 1);
const ENDED = logOf("SessionRevoked", "0x", 2);

const STATE = toFunctionSelector(getAbiItem({ abi, name: "sessionState" }));
const state = encodeFunctionResult({
  abi,
  functionName: "sessionState",
  result: {
    status: SessionStatus.Active,
    feesRemaining: 1n,
    transferValue: [],
    callValue: [],
    callParams: [],
  },
});

describe("The apps on a person's own page", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  let leave: (() => void)[];
  /** Whether it was ended on another device since. */
  let isEnded: boolean;
  /** Whether it was let already. */
  let isLet: boolean;
  /** Whether the node says what is used of its limits. */
  let isMetered: boolean;

  beforeEach(async () => {
    [isLet, isEnded, isMetered] = [true, false, true];
    page = await openReactPage();
    const node = scriptedNode(
      {},
      {
        eth_blockNumber: () => "0x2",
        eth_getLogs: () => (isLet ? [OPENED, ...(isEnded ? [ENDED] : [])] : []),
        eth_call: ([call]) => {
          if (!(call as { data: string }).data.startsWith(STATE)) return numberToHex(NOW, { size: 32 });
          return isMetered ? state : refuse();
        },
      },
    );
    leave = [fakeStorage(), node];
    await show();
  });
  afterEach(async () => {
    await page.close();
    for (const each of leave) each();
  });

  const show = (): Promise<void> => {
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const account = { address: SPENDER, credentialId: "AAAA", publicKey: "AAAA" } as const;
    const desk = { chain: CHAIN, account, now: NOW };
    return page.show(createElement("div", { ref }, createElement(AppsSection, desk)));
  };
  const press = (name: string) =>
    page.act(() =>
      [...(shown?.querySelectorAll("button") ?? [])]
        .find(({ textContent }) => textContent.startsWith(name))
        ?.click(),
    );

  it("are read anew when the person leaves what they began: it may have been ended all the same", async () => {
    await page.until(() => shown?.querySelector(".stop") != null);
    await press("End");
    isEnded = true;
    await press("Keep");
    await page.until(() => shown?.textContent.includes("None now.") === true);
    expect(shown?.querySelector(".stop")).to.equal(null);
  });

  it("can be ended where what is used of the limits of one cannot be read", async () => {
    await page.show(null);
    isMetered = false;
    await show();
    await page.until(() => shown?.querySelector(".stop, [role=alert]") != null);
    expect(shown?.textContent).to.include("What is used of its limits").and.include("could not be read");
    expect(shown?.querySelector(".stop")?.textContent).to.match(/^End/);
    expect(shown?.querySelector("[role=alert]")).to.equal(null);
  });

  it("include one that is let in another window of the browser meanwhile", async () => {
    await page.show(null);
    isLet = false;
    await show();
    await page.until(() => shown?.textContent.includes("None now.") === true);
    isLet = true;
    rememberApp(args.sessionHash, "https://app.example");
    const told = Object.assign(new Event("storage"), { key: APPS_KEY });
    await page.act(() => window.dispatchEvent(told));
    await page.until(() => shown?.querySelector(".stop") != null);
    expect(shown?.textContent).to.include("app.example").and.not.include("None now.");
  });
});
