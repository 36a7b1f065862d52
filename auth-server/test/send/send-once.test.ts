import { UnreadableAnswerError } from "@zksync-sso/sdk/errors";
import { expect } from "chai";
import { createElement } from "react";
import { parseEther, zeroHash, type Hex } from "viem";
import { parseEip712Transaction } from "viem/zksync";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN, type Passkey } from "../../../sdk/test/helpers/passkey-account.ts";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { rejection } from "../../../sdk/test/helpers/rejection.ts";
import { onActed } from "../../src/account/acted.ts";
import { toBase64 } from "../../src/account/base64.ts";
import type { KnownAccount } from "../../src/account/known-account.ts";
import { ReviewStep } from "../../src/send/review-step.tsx";
import { sendOnce } from "../../src/send/send-once.ts";
import { forgetSent, rememberSent, sentBefore } from "../../src/send/sent-before.ts";
import { ExplainedError } from "../../src/words/problem.ts";
import { cancelNextPasskey } from "../cancel-next-passkey.ts";
import { CHAIN, fakeNode, nodeReceipt, NodeRefusal, type NodeRequest } from "../fake-node.ts";
import { fakeStorage } from "../fake-storage.ts";
import { SPENDER, TARGET } from "../session.ts";

const AGAIN = "Try again with your passkey";
const ONCE_MORE = "Send once more with your passkey";

describe("Sending ETH", function () {
  this.timeout(200_000);
  let passkey: Passkey;
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let leave: (() => void)[];
  let shown: HTMLElement | undefined;
  /** What the node was sent, whether or not it has answered. */
  let sent: Hex[];
  /** How many transactions the account has done. */
  let done: number;
  /** Whether the answer to a request is lost, and all later ones until it is back. */
  let isLost: (request: NodeRequest) => boolean;
  let isDown: boolean;
  /** How often the page has learned how many transactions the account has done. */
  let looks: number;
  /** Whether a request is kept and refused. */
  let refuses: (request: NodeRequest) => boolean;
  let receipt: object | null;
  /** Whether the page says that it is done. */
  let isSent: boolean;

  const answer = (request: NodeRequest): unknown => {
    if (isDown) throw new Error("down");
    if (request.method === "eth_sendRawTransaction") sent.push(request.params[0] as Hex);
    if (refuses(request)) throw new NodeRefusal("not now");
    isDown = isLost(request);
    if (isDown) throw new Error("lost");
    const isOfDone = request.params[1] === "latest";
    if (request.method === "eth_getTransactionCount" && isOfDone) looks++;
    // What the node was sent first waits at it.
    const count = isOfDone ? done : Math.max(done, Math.min(sent.length, 1));
    const answers: Record<string, unknown> = {
      eth_estimateGas: "0x10000",
      eth_gasPrice: "0x1",
      eth_getCode: "0x",
      eth_chainId: "0x144",
      eth_blockNumber: "0x1",
      eth_getBalance: "0x8ac7230489e80000",
      eth_getTransactionCount: `0x${count.toString(16)}`,
      eth_getTransactionReceipt: receipt,
    };
    return answers[request.method];
  };

  before(async () => {
    passkey = await makePasskey();
  });
  beforeEach(async () => {
    [sent, done, isLost, isDown, receipt] = [[], 0, () => false, false, null];
    refuses = () => false;
    looks = 0;
    isSent = false;
    page = await openReactPage();
    leave = [fakeStorage(), openPage(ORIGIN, passkey.authenticator), fakeNode(answer)];
    await review();
  });
  afterEach(async () => {
    forgetSent({ chainId: CHAIN.id, account: SPENDER });
    for (const each of leave) each();
    await page.close();
  });

  const ownAccount = (): KnownAccount => ({
    address: SPENDER,
    credentialId: passkey.credentialId,
    publicKey: toBase64(passkey.credentialPublicKey),
  });
  /** Shows the order. */
  const review = async (): Promise<void> => {
    const props = {
      chain: CHAIN,
      account: ownAccount(),
      now: 1n,
      order: { to: TARGET, value: parseEther("1") } as const,
    };
    const onSent = (): void => {
      isSent = true;
    };
    const step = createElement(ReviewStep, { ...props, onSent, onBack: () => undefined });
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    await page.show(createElement("div", { ref }, step));
  };
  const button = (name: string) =>
    [...(shown?.querySelectorAll("button") ?? [])].find(({ textContent }) => textContent === name);
  const says = (text: string) => page.until(() => shown?.textContent.includes(text) === true);
  const press = async (name: string): Promise<void> => {
    await page.until(() => button(name)?.disabled === false);
    // A button takes no press in its first half second.
    await page.act(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await page.act(() => button(name)?.click());
  };
  const nonces = () => sent.map((each) => parseEip712Transaction(each as `0x71${string}`).nonce ?? 0);

  it("happens once, if the answer is lost and the look for it as well, however often it is tried", async () => {
    isLost = ({ method }) => method === "eth_sendRawTransaction" && sent.length === 1;
    await press("Send with your passkey");
    await says("The chain does not answer.");
    await says("You may have sent 1 ETH to");
    isDown = false;
    receipt = nodeReceipt();
    await press(AGAIN);
    await page.until(() => isSent);
    expect(nonces()).to.deep.equal([0, 0]);
  });

  it("happens once, too, if a node keeps what it says that it refuses", async () => {
    refuses = ({ method }) => method === "eth_sendRawTransaction" && sent.length === 1;
    await press("Send with your passkey");
    await says("You may have sent 1 ETH to");
    receipt = nodeReceipt();
    await press(AGAIN);
    await page.until(() => isSent);
    expect(nonces()).to.deep.equal([0, 0]);
  });

  it("is not said to have been sent, perhaps, if the person cancels: the next one takes no nonce that is another's", async () => {
    cancelNextPasskey();
    await press("Send with your passkey");
    await says("Nothing happened.");
    expect(shown?.textContent).not.to.include("You may have sent");
    expect(sentBefore(CHAIN, ownAccount())).to.equal(undefined);
    expect(button("Send with your passkey")).not.to.equal(undefined);
  });

  it("is not sent again once it is done, though no answer came", async () => {
    const hash: Hex = `0x${"1".repeat(64)}`;
    const tries = [{ to: TARGET, value: parseEther("1"), hash }] as const;
    rememberSent({ chainId: CHAIN.id, account: SPENDER, nonce: 0, tries: [...tries] });
    receipt = { status: "0x1", transactionHash: hash, logs: [], l2ToL1Logs: [] };
    const sending = {
      chain: CHAIN,
      account: ownAccount(),
      order: { to: TARGET, value: parseEther("1") },
    } as const;
    expect(await sendOnce({ ...sending, told: "open" }, () => undefined)).to.equal(hash);
    expect(sent).to.deep.equal([]);
  });

  it("is not sent besides what is done meanwhile, where the person was told that only one of the two happens", async () => {
    const hash: Hex = `0x${"1".repeat(64)}`;
    const first = { to: TARGET, value: parseEther("2"), hash } as const;
    const second = { to: TARGET, value: parseEther("3"), hash: undefined } as const;
    rememberSent({ chainId: CHAIN.id, account: SPENDER, nonce: 0, tries: [first, second] });
    await page.show(null);
    await review();
    await says("only one of the two happens");
    [done, receipt] = [1, nodeReceipt()];
    await press(AGAIN);
    await says("You have sent 2 ETH to");
    await says("That is done: what you send now is sent besides.");
    expect(shown?.textContent, "was in its place").not.to.include("3 ETH");
    expect(sent).to.deep.equal([]);
    await press(ONCE_MORE);
    await page.until(() => isSent);
    expect(nonces()).to.deep.equal([1]);
  });

  it("is not sent again unasked where the node does not say whether it failed", async () => {
    const hash: Hex = `0x${"1".repeat(64)}`;
    receipt = { transactionHash: hash, blockNumber: "0x1", logs: [], l2ToL1Logs: [] };
    const order = { to: TARGET, value: parseEther("1") } as const;
    const send = () =>
      sendOnce({ chain: CHAIN, account: ownAccount(), order, told: "open" }, () => undefined);
    await rejection(send(), UnreadableAnswerError);
    expect(sentBefore(CHAIN, ownAccount())?.tries).to.have.length(1);
    rememberSent({ chainId: CHAIN.id, account: SPENDER, nonce: 0, tries: [{ ...order, hash }] });
    expect((await rejection(send(), ExplainedError)).problem.what).to.equal("It may be done already.");
    expect(sent).to.have.length(1);
  });

  it("is forgotten once the chain says that it failed: it may be sent anew", async () => {
    receipt = { status: "0x0", transactionHash: zeroHash, blockNumber: "0x1", logs: [], l2ToL1Logs: [] };
    let looked = 0;
    leave.push(onActed(() => looked++));
    await press("Send with your passkey");
    await page.until(() => shown?.querySelector("[role=alert]") != null);
    expect(sentBefore(CHAIN, ownAccount())).to.equal(undefined);
    // It has cost a fee.
    expect(looked).to.equal(1);
  });

  it("is not said to be under way where the chain says that it failed", async () => {
    const tries = [{ to: TARGET, value: parseEther("1"), hash: zeroHash }] as const;
    rememberSent({ chainId: CHAIN.id, account: SPENDER, nonce: 0, tries: [...tries] });
    receipt = { ...nodeReceipt(), status: "0x0" };
    await page.show(null);
    await review();
    await page.until(() => button(AGAIN) !== undefined && !shown?.textContent.includes("You may have sent"));
  }).timeout(20_000);

  it("is known of, still, when another account has sent something meanwhile", async () => {
    isLost = ({ method }) => method === "eth_sendRawTransaction" && sent.length === 1;
    await press("Send with your passkey");
    await says("You may have sent 1 ETH to");
    isDown = false;
    const hash: Hex = `0x${"1".repeat(64)}`;
    receipt = { status: "0x1", transactionHash: hash, blockNumber: "0x1", logs: [], l2ToL1Logs: [] };
    const other: KnownAccount = { ...ownAccount(), address: TARGET };
    const order = { to: SPENDER, value: 1n } as const;
    await sendOnce({ chain: CHAIN, account: other, order, told: undefined }, () => undefined);
    expect(sentBefore(CHAIN, other)).to.equal(undefined);
    expect(sentBefore(CHAIN, ownAccount())?.nonce).to.equal(0);
    await review();
    await press(AGAIN);
    await page.until(() => isSent);
    expect(nonces()[2], "in the place of what was sent first").to.equal(0);
  });

  it("is not offered again before the person is told that their account has done something since", async () => {
    isLost = ({ method }) => method === "eth_sendRawTransaction" && sent.length === 1;
    await press("Send with your passkey");
    await says("You may have sent 1 ETH to");
    isDown = false;
    const before = looks;
    await page.until(() => looks > before);
    done = 1;
    await press(AGAIN);
    await says("It may be done already.");
    await says("Look under “What happened” whether it is done already");
    expect(sent).to.have.length(1);
    expect(button("Send with your passkey")).to.equal(undefined);
    receipt = nodeReceipt();
    await press(ONCE_MORE);
    await page.until(() => isSent);
    expect(nonces()).to.deep.equal([0, 1]);
  });
});
