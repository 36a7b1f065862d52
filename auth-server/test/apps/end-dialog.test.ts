import { sessionKeyModuleAbi } from "@zksync-sso/sdk/abi";
import { getSessionHash, SessionStatus } from "@zksync-sso/sdk/session";
import { expect } from "chai";
import { createElement } from "react";
import { decodeFunctionData, encodeFunctionResult, type Hash, type Hex } from "viem";
import { parseEip712Transaction } from "viem/zksync";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN } from "../../../sdk/test/helpers/passkey-account.ts";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { toBase64 } from "../../src/account/base64.ts";
import { onActed } from "../../src/account/acted.ts";
import { EndDialog } from "../../src/apps/end-dialog.tsx";
import type { App } from "../../src/apps/read-apps.ts";
import {
  calldataOf,
  CHAIN,
  fakeNode,
  nodeLog,
  NodeRefusal,
  nodeReceipt,
  type NodeRequest,
} from "../fake-node.ts";
import { sessionOf, SPENDER } from "../session.ts";

/** An app whose session is told apart by its time, as a page has read it a while ago. */
const appOf = (expiresAt: bigint): App => {
  const session = sessionOf({ expiresAt });
  const listed = { session, sessionHash: getSessionHash(session), status: "active" };
  return { listed, origin: undefined, meters: [] } as unknown as App;
};
const apps = [appOf(1n), appOf(2n), appOf(3n)];
const [first, second, third] = apps.map(({ listed }) => listed.sessionHash) as [Hash, Hash, Hash];
/** Of a transaction that the module has done. */
const ENDED = {
  ...nodeReceipt(),
  logs: [nodeLog({ address: CHAIN.contracts.session, topics: [], data: "0x" })],
};

describe("Ending what apps may do", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let leave: (() => void)[];
  let shown: HTMLElement | undefined;
  let sent: Hex[];
  let isDone: boolean;
  /** What was ended on another page since. */
  let ended: readonly Hash[];
  /** What the node has not heard of yet. */
  let unknown: readonly Hash[];
  /** Whether the chain refuses to end anything. */
  let refuses: boolean;
  /** What came of what was sent. */
  let receipt: object;
  let show: (apps: readonly App[]) => Promise<void>;

  const answer = (request: NodeRequest): unknown => {
    const { method, params } = request;
    if (method === "eth_sendRawTransaction") sent.push(params[0] as Hex);
    if (method === "eth_call") {
      const abi = sessionKeyModuleAbi;
      const { args } = decodeFunctionData({ abi, data: calldataOf(request) });
      const hash = args?.[1] as Hash;
      const known = unknown.includes(hash) ? SessionStatus.NotInitialized : SessionStatus.Active;
      const result = ended.includes(hash) ? SessionStatus.Closed : known;
      return encodeFunctionResult({ abi, functionName: "sessionStatus", result });
    }
    if (method === "eth_estimateGas" && refuses) throw new NodeRefusal("execution reverted");
    const answers: Record<string, unknown> = {
      eth_estimateGas: "0x10000",
      eth_blockNumber: "0x1",
      eth_getTransactionReceipt: receipt,
      eth_gasPrice: "0x1",
      eth_chainId: "0x144",
      eth_getTransactionCount: "0x0",
    };
    return answers[method];
  };

  beforeEach(async () => {
    const passkey = await makePasskey();
    [sent, isDone, ended, unknown, refuses, receipt] = [[], false, [], [], false, ENDED];
    page = await openReactPage();
    leave = [openPage(ORIGIN, passkey.authenticator), fakeNode(answer)];
    const account = {
      address: SPENDER,
      credentialId: passkey.credentialId,
      publicKey: toBase64(passkey.credentialPublicKey),
    } as const;
    const onDone = (): void => {
      isDone = true;
    };
    const props = { chain: CHAIN, account, now: 0n, onDone, onClose: () => undefined };
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    show = async (those) => {
      await page.show(createElement("div", { ref }, createElement(EndDialog, { ...props, apps: those })));
      // A button takes no press in its first half second.
      await page.act(() => new Promise((resolve) => setTimeout(resolve, 600)));
    };
    await show(apps);
  });
  afterEach(async () => {
    for (const each of leave) each();
    await page.close();
  });

  const end = () => page.act(() => shown?.querySelector("button")?.click());
  /** The sessions that are ended by what was sent, once the dialog says that it is done. */
  const hashesSent = async (): Promise<unknown> => {
    await page.until(() => isDone);
    const { data = "0x" } = parseEip712Transaction(sent[0] as `0x71${string}`);
    return decodeFunctionData({ abi: sessionKeyModuleAbi, data }).args?.[0];
  };

  it("ends all of them", async () => {
    await end();
    expect(await hashesSent()).to.deep.equal([first, second, third]);
  });

  it("ends those that are left, where another was ended elsewhere: the chain would end none with that", async () => {
    ended = [second];
    await end();
    expect(await hashesSent()).to.deep.equal([first, third]);
  });

  it("ends the one that is left", async () => {
    ended = [first, second];
    await end();
    expect(await hashesSent()).to.equal(third);
  });

  it("ends also one that the node knows nothing of: it may be behind", async () => {
    [ended, unknown] = [[first], [third]];
    await end();
    expect(await hashesSent()).to.deep.equal([second, third]);
  });

  it("sends nothing where the node says that nothing is left, and says so: it may lie", async () => {
    ended = [first, second, third];
    await end();
    await page.until(() => shown?.querySelector("[role=alert]") != null);
    expect(shown?.textContent).to.include("The chain says that they are over already. Nothing was sent.");
    expect([sent, isDone]).to.deep.equal([[], false]);
  });

  it("ends a single one whatever the node says: its key may be in other hands", async () => {
    ended = [first];
    await show(apps.slice(0, 1));
    await end();
    expect(await hashesSent()).to.equal(first);
  });

  it("says of a single one that was ended elsewhere that it is ended, and has the list read anew", async () => {
    [ended, refuses] = [[first], true];
    await show(apps.slice(0, 1));
    await end();
    await page.until(() => shown?.textContent.includes("It is ended already.") === true);
    const [close, ...others] = shown?.querySelectorAll("button") ?? [];
    expect([close?.textContent, others, isDone]).to.deep.equal(["Close", [], false]);
    await page.act(() => close?.click());
    expect(isDone).to.equal(true);
  });

  it("says what the chain says where it refuses to end one that is open", async () => {
    refuses = true;
    await show(apps.slice(0, 1));
    await end();
    await page.until(() => shown?.querySelector("[role=alert]") != null);
    expect(shown?.textContent).not.to.include("It is ended already.");
    expect(sent).to.deep.equal([]);
  });

  it("has what the account has and did looked at anew also where it failed on the chain: that cost a fee", async () => {
    let looks = 0;
    leave.push(onActed(() => looks++));
    receipt = { ...nodeReceipt(), status: "0x0" };
    await end();
    await page.until(() => shown?.querySelector("[role=alert]") != null);
    expect([looks, isDone]).to.deep.equal([1, false]);
  });
});
