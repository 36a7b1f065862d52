import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { PopupCommunicator } from "../../src/communicator/index.js";
import type { SsoError } from "../../src/errors/index.js";
import {
  MalformedMessageError,
  MessageTooLargeError,
  OpenerCutOffError,
  PopupBlockedError,
  PopupClosedEarlyError,
  PopupClosedError,
  PopupLeftError,
} from "../../src/errors/index.js";
import type { Message } from "../../src/messages/message.js";
import { AUTH_ORIGIN, FakeHost, type FakePopup } from "../helpers/fake-popup.js";
import { ManualTimers } from "../helpers/manual-timers.js";
import { rejection } from "../helpers/rejection.js";

const requestOf = (method = "personal_sign", params: unknown = []) => ({
  id: randomUUID(),
  content: { action: { method, params }, chainId: 260 },
});

describe("PopupCommunicator", () => {
  let host: FakeHost;
  let timers: ManualTimers;
  let communicator: PopupCommunicator;
  const ask = (request: Message = requestOf()) => communicator.postRequestAndWaitForResponse(request);

  beforeEach(() => {
    host = new FakeHost();
    timers = new ManualTimers();
    communicator = new PopupCommunicator(`${AUTH_ORIGIN}/confirm?theme=dark`, { host, timers });
  });

  it("opens the window before anything is awaited, named and centred, with the app's origin", () => {
    void ask();
    const [{ url, name, features }] = host.opened as [(typeof host.opened)[number]];
    expect(url).to.equal(`${AUTH_ORIGIN}/confirm?theme=dark&origin=https%3A%2F%2Fapp.example`);
    expect(name).to.equal("ZKsync SSO");
    expect(features).to.equal("width=420, height=760, left=600, top=170");
  });

  it("opens a lower window where the screen has less room, but never below the published 600 pixels", () => {
    const heightOn = (screenHeight: number): string | undefined => {
      const host = new FakeHost();
      host.screenHeight = screenHeight;
      new PopupCommunicator(AUTH_ORIGIN, { host, timers }).openPopup();
      return /height=(\d+)/.exec(host.opened[0]?.features ?? "")?.[1];
    };
    expect([1040, 840, 839, 720, 640].map(heightOn)).to.deep.equal(["760", "760", "759", "640", "600"]);
  });

  it("opens the window in ready() before anything is awaited, and no second one for the request", async () => {
    const ready = communicator.ready();
    expect(host.opened).to.have.length(1);
    const answer = ask();
    expect(host.opened).to.have.length(1);
    host.load();
    await ready;
    host.answer(host.popup.received[0]!, "0x1");
    expect(await answer).to.have.nested.property("content.result", "0x1");
  });

  it("places the window where the app says", () => {
    const calculatePosition = (width: number, height: number) => ({ left: width, top: height });
    const placed = new PopupCommunicator(AUTH_ORIGIN, {
      host,
      timers,
      width: 10,
      height: 20,
      calculatePosition,
    });
    placed.openPopup();
    expect(host.opened[0]?.features).to.equal("width=10, height=20, left=10, top=20");
  });

  it("sends a request to the auth server's origin once its page is loaded", () => {
    const request = requestOf();
    void ask(request);
    expect(host.popup.received).to.deep.equal([]);
    host.load();
    expect(host.popup.received).to.deep.equal([request]);
    expect(host.popup.targetOrigins).to.deep.equal([AUTH_ORIGIN]);
  });

  it("ignores messages of another origin, another window or another request", async () => {
    const request = requestOf();
    const answer = ask(request);
    host.load();
    const forged = { id: randomUUID(), requestId: request.id, content: { result: "forged" } };
    host.post(forged, "https://evil.example");
    host.post(forged, `${AUTH_ORIGIN}.evil.example`);
    host.post(forged, AUTH_ORIGIN, { closed: false } as FakePopup);
    host.post({ ...forged, requestId: randomUUID() });
    host.answer(request, "true");
    expect(await answer).to.have.nested.property("content.result", "true");
  });

  it("omits members that it does not know", async () => {
    const request = requestOf();
    const answer = ask(request);
    host.load();
    host.post({ id: randomUUID(), requestId: request.id, content: { result: 1, more: 2 }, more: 3 });
    const response = await answer;
    expect(Object.keys(response)).to.have.members(["id", "requestId", "content"]);
    expect(response).to.have.property("content").that.deep.equals({ result: 1 });
  });

  it("queues a second request until the first is answered and the window had time to close", async () => {
    const [first, second] = [requestOf(), requestOf()];
    const answers = [ask(first), ask(second)];
    host.load();
    expect(host.popup.received).to.deep.equal([first]);
    host.answer(first, 1);
    await answers[0];
    expect(host.popup.received).to.deep.equal([first]);
    timers.pass(600);
    expect(host.popup.received).to.deep.equal([first, second]);
    expect(host.opened).to.have.length(1);
    host.answer(second, 2);
    expect(await answers[1]).to.have.nested.property("content.result", 2);
  });

  it("opens another window for the queue when the first closes after its answer", async () => {
    const [first, second] = [requestOf(), requestOf()];
    const answers = [ask(first), ask(second)];
    host.load();
    host.answer(first, 1);
    host.unload();
    host.popup.closed = true;
    timers.pass(200);
    expect(host.opened).to.have.length(2);
    host.load();
    host.answer(second, 2);
    await Promise.all(answers);
  });

  it("reports that the queue's window is blocked, giving each request its own retry", async () => {
    const [first, second] = [requestOf(), requestOf()];
    const answers = [ask(first), ask(second)];
    host.load();
    host.answer(first, 1);
    host.popup.closed = true;
    host.blocks = true;
    timers.pass(200);
    const error = (await rejection(answers[1]!)) as PopupBlockedError;
    expect(error).to.be.instanceOf(PopupBlockedError);
    host.blocks = false;
    const again = error.retry();
    host.load();
    expect(host.popup.received).to.deep.equal([second]);
    host.answer(second, 2);
    expect(await again).to.have.nested.property("content.result", 2);
  });

  it("sends the request again when the page is reloaded", async () => {
    const request = requestOf();
    const answer = ask(request);
    host.load();
    host.unload();
    timers.pass(9_000);
    host.load();
    expect(host.popup.received).to.deep.equal([request, request]);
    timers.pass(60_000);
    host.answer(request, "0x");
    expect(await answer).to.have.nested.property("content.result", "0x");
  });

  it("reports that the browser blocked the window, and opens it in retry", async () => {
    host.blocks = true;
    const request = requestOf();
    const error = (await rejection(ask(request))) as PopupBlockedError;
    expect(error).to.be.instanceOf(PopupBlockedError).with.property("code", -32603);
    host.blocks = false;
    const answer = error.retry();
    expect(host.opened).to.have.length(1);
    host.load();
    host.answer(request, 1);
    expect(await answer).to.have.nested.property("content.result", 1);
  });

  it("reports to every pending request that the person closed the window", async () => {
    const answers = [ask(), ask()];
    host.load();
    host.popup.closed = true;
    timers.pass(800);
    for (const answer of answers)
      expect(await rejection(answer))
        .to.be.instanceOf(PopupClosedError)
        .with.property("code", 4001);
    expect(timers.size).to.equal(0);
  });

  it("accepts an answer that arrives after the window was seen closed, as on a busy machine", async () => {
    const answers = [ask(), ask()];
    host.load();
    const { popup } = host;
    popup.closed = true;
    timers.pass(400);
    host.answer(popup.received[0]!, 1);
    expect(await answers[0]).to.have.nested.property("content.result", 1);
    timers.pass(200);
    expect(host.opened).to.have.length(2);
    host.load();
    host.answer(host.popup.received[0]!, 2);
    expect(await answers[1]).to.have.nested.property("content.result", 2);
  });

  it("reports that the window closed before its page loaded, and what to check", async () => {
    const answer = ask();
    host.popup.closed = true;
    timers.pass(200);
    const error = (await rejection(answer)) as SsoError;
    expect(error).to.be.instanceOf(PopupClosedEarlyError).with.property("code", 4900);
    expect(error.message).to.include(`${AUTH_ORIGIN}/confirm`);
  });

  it("reports that the app's own header isolates the window, and what to serve instead", async () => {
    host.policy = "same-origin";
    const answer = ask();
    host.popup.closed = true;
    timers.pass(200);
    const error = (await rejection(answer)) as SsoError;
    expect(error).to.be.instanceOf(OpenerCutOffError);
    expect(error.message).to.include("same-origin-allow-popups");
  });

  it("reports that the window left its page if the page does not come back", async () => {
    const answer = ask();
    host.load();
    host.unload();
    timers.pass(10_000);
    expect(await rejection(answer)).to.be.instanceOf(PopupLeftError);
    expect(timers.size).to.equal(0);
  });

  it("opens its page again in a window that left it", async () => {
    const left = ask();
    host.load();
    host.unload();
    timers.pass(10_000);
    await rejection(left);
    const request = requestOf();
    const answer = ask(request);
    expect(host.opened.map(({ url, name }) => [url, name])).to.deep.equal([
      [host.opened[0]?.url, "ZKsync SSO"],
      [host.opened[0]?.url, "ZKsync SSO"],
    ]);
    host.load();
    host.answer(request, 1);
    expect(await answer).to.have.nested.property("content.result", 1);
  });

  it("opens another window after the person closed one", async () => {
    const first = ask();
    host.load();
    host.popup.closed = true;
    timers.pass(800);
    await rejection(first);
    const request = requestOf();
    const second = ask(request);
    expect(host.opened).to.have.length(2);
    host.load();
    host.answer(request, 1);
    await second;
  });

  it("refuses a malformed answer", async () => {
    const request = requestOf();
    const answer = ask(request);
    host.load();
    host.post({ id: randomUUID(), requestId: request.id, content: { neither: 1 } });
    expect(await rejection(answer)).to.be.instanceOf(MalformedMessageError);
  });

  it("refuses an answer larger than 256 kB", async () => {
    const answer = ask();
    host.load();
    host.post({ id: randomUUID(), text: "x".repeat(200_000) });
    expect(await rejection(answer)).to.be.instanceOf(MessageTooLargeError);
  });

  it("opens no window for a request larger than 256 kB", async () => {
    expect(await rejection(ask(requestOf("personal_sign", ["x".repeat(200_000)])))).to.be.instanceOf(
      MessageTooLargeError,
    );
    expect(host.opened).to.deep.equal([]);
  });

  it("refuses a request that cannot be cloned, and sends the next", async () => {
    const unsendable = ask(requestOf("personal_sign", () => undefined));
    const next = requestOf();
    void ask(next);
    host.load();
    expect(await rejection(unsendable)).to.be.instanceOf(MalformedMessageError);
    expect(host.popup.received).to.deep.equal([next]);
  });

  it("delivers a matching message to a waiting caller, once", async () => {
    const waits = communicator.onMessage<Message & { event?: string }>(
      ({ event }) => event === "PopupUnload",
    );
    communicator.openPopup();
    host.load();
    host.unload();
    expect(await waits).to.have.property("event", "PopupUnload");
  });

  it("closes a window that was opened for nothing, and says so to whoever waits for its page", async () => {
    const ready = communicator.ready();
    communicator.dismiss();
    expect(host.popup.closed).to.equal(true);
    await rejection(ready, PopupClosedError);
    void ask();
    expect(host.opened, "the next request opens another one").to.have.length(2);
  });

  it("leaves a window open that a request waits for, or was sent in", async () => {
    const request = requestOf();
    const answer = ask(request);
    communicator.dismiss();
    expect(host.popup.closed, "before its page is loaded").to.equal(false);
    host.load();
    host.answer(request, "0x1");
    await answer;
    communicator.dismiss();
    expect(host.popup.closed, "once it is answered").to.equal(false);
  });

  it("stops polling the window when nobody waits", async () => {
    const request = requestOf();
    const answer = ask(request);
    host.load();
    host.answer(request, 1);
    await answer;
    timers.pass(2_000);
    expect(timers.size).to.equal(0);
  });
});
