import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { RedirectCommunicator } from "../../src/communicator/index.js";
import {
  MalformedMessageError,
  MessageTooLargeError,
  RedirectAbandonedError,
  RedirectReplacedError,
  UnexpectedRedirectError,
} from "../../src/errors/index.js";
import { decodeMessage, encodeMessage, parseRequest } from "../../src/messages/index.js";
import { ALICE } from "../helpers/addresses.js";
import { FakeTab } from "../helpers/fake-tab.js";
import { rejection } from "../helpers/rejection.js";

const request = {
  id: randomUUID(),
  content: { action: { method: "eth_sendTransaction", params: [{ to: ALICE }] }, chainId: 260 },
};

describe("RedirectCommunicator", () => {
  let tab: FakeTab;
  const communicator = () => new RedirectCommunicator("https://auth.example/confirm", { tab });

  /** Leaves with the request; returns what the auth server sees. */
  function leave() {
    communicator()
      .postRequestAndWaitForResponse(request)
      .catch(() => undefined);
    const url = tab.visited.at(-1)!;
    return {
      redirectUri: url.searchParams.get("redirect_uri"),
      state: url.searchParams.get("state")!,
      request: new URLSearchParams(url.hash.slice(1)).get("request")!,
    };
  }

  /** Comes back with an answer. */
  function comeBack(state: string, response: unknown): void {
    comeBackWith({ state, response: typeof response === "string" ? response : encodeMessage(response) });
  }

  function comeBackWith(fragment: Record<string, string>): void {
    tab.href = `https://app.example/shop?item=1#${new URLSearchParams(fragment).toString()}`;
  }

  beforeEach(() => {
    tab = new FakeTab("https://app.example/shop?item=1#place");
  });

  it("goes to the auth server with the request in the fragment, the return address and a fresh state", () => {
    const first = leave();
    expect(first.redirectUri).to.equal("https://app.example/shop?item=1");
    expect(parseRequest(decodeMessage(first.request))).to.include({
      id: request.id,
      method: "eth_sendTransaction",
    });
    expect(leave().state).to.not.equal(first.state);
  });

  it("does not leave with a request whose text nobody would read, however small its values are", async () => {
    // 8 bytes each, and 17 characters.
    const params = Array.from({ length: 20_000 }, () => Number.MAX_SAFE_INTEGER);
    const { id } = request;
    const large = { id, content: { action: { method: "personal_sign", params }, chainId: 260 } };
    const error = await rejection(
      Promise.race([communicator().postRequestAndWaitForResponse(large), Promise.resolve()]),
      MessageTooLargeError,
    );
    expect(error.code).to.equal(-32005);
    expect(tab.visited).to.deep.equal([]);
    expect(tab.storage.getItem("zksync-sso.redirect")).to.equal(null);
  });

  it("finds the answer on return, once, and removes it from the address", async () => {
    const { state } = leave();
    const response = { id: randomUUID(), requestId: request.id, content: { result: 5n } };
    comeBack(state, response);
    const returning = communicator();
    const returned = await returning.takeReturned();
    expect(returned?.request).to.deep.equal(request);
    expect(returned?.readResponse()).to.deep.equal(response);
    expect(tab.href).to.equal("https://app.example/shop?item=1");
    expect(await returning.takeReturned()).to.equal(undefined);
  });

  it("finds nothing in an address without an answer, and leaves it as it is", async () => {
    expect(await communicator().takeReturned()).to.equal(undefined);
    expect(tab.href).to.equal("https://app.example/shop?item=1#place");
  });

  it("refuses an answer that this tab did not request, and one that is replayed", async () => {
    const response = { id: randomUUID(), requestId: request.id, content: { result: 5n } };
    comeBack(randomUUID(), response);
    expect(await rejection(communicator().takeReturned())).to.be.instanceOf(UnexpectedRedirectError);
    const { state } = leave();
    comeBack(randomUUID(), response);
    expect(await rejection(communicator().takeReturned())).to.be.instanceOf(UnexpectedRedirectError);
    // The pending request is still answered, once.
    comeBack(state, response);
    expect((await communicator().takeReturned())?.readResponse()).to.deep.equal(response);
    comeBack(state, response);
    expect(await rejection(communicator().takeReturned())).to.be.instanceOf(UnexpectedRedirectError);
  });

  it("confirms its own request when the auth server asks back, and is answered then", async () => {
    const first = leave();
    comeBackWith({ state: first.state, challenge: "c1" });
    void communicator().takeReturned();
    expect(tab.href).to.equal("https://app.example/shop?item=1");
    const { searchParams, hash } = tab.visited.at(-1)!;
    const fragment = new URLSearchParams(hash.slice(1));
    expect(Object.fromEntries(searchParams)).to.deep.equal({
      redirect_uri: first.redirectUri,
      state: first.state,
    });
    expect(Object.fromEntries(fragment)).to.deep.equal({ request: first.request, challenge: "c1" });
    const response = { id: randomUUID(), requestId: request.id, content: { result: 5n } };
    comeBack(first.state, response);
    expect((await communicator().takeReturned())?.readResponse()).to.deep.equal(response);
  });

  it("goes back to where it left from when asked back at an address that the app has changed", async () => {
    const { state, redirectUri } = leave();
    comeBackWith({ state, challenge: "c1" });
    tab.href = tab.href.replace("item=1", "item=1&from=auth");
    void communicator().takeReturned();
    expect(tab.visited.at(-1)!.searchParams.get("redirect_uri")).to.equal(redirectUri);
  });

  it("does not confirm a request that somebody else's link made in its name", async () => {
    leave();
    const { length } = tab.visited;
    comeBackWith({ state: randomUUID(), challenge: "c1" });
    expect(await rejection(communicator().takeReturned())).to.be.instanceOf(UnexpectedRedirectError);
    expect(tab.visited).to.have.length(length);
    expect(tab.href).to.equal("https://app.example/shop?item=1");
  });

  it("refuses an answer to another request and a malformed one, and says what was requested", async () => {
    const returned = async (response: unknown) => {
      comeBack(leave().state, response);
      const taken = await communicator().takeReturned();
      expect(taken?.request).to.deep.equal(request);
      return taken!;
    };
    const another = await returned({ id: randomUUID(), requestId: randomUUID(), content: { result: 1 } });
    expect(() => another.readResponse()).to.throw(UnexpectedRedirectError);
    for (const response of ["{", { id: "1" }]) {
      const taken = await returned(response);
      expect(() => taken.readResponse()).to.throw(MalformedMessageError);
    }
  });

  it("leaves the page with the last request and rejects the one before", async () => {
    const leaving = communicator();
    const first = leaving.postRequestAndWaitForResponse(request);
    const last = { ...request, id: randomUUID() };
    void leaving.postRequestAndWaitForResponse(last);
    expect(await rejection(first))
      .to.be.instanceOf(RedirectReplacedError)
      .with.property("code", -32002);
    const state = tab.visited.at(-1)!.searchParams.get("state")!;
    const response = { id: randomUUID(), requestId: last.id, content: { result: 1 } };
    comeBack(state, response);
    const returned = await communicator().takeReturned();
    expect(returned?.request).to.deep.equal(last);
    expect(returned?.readResponse()).to.deep.equal(response);
  });

  it("rejects a request from which the person returns without an answer, and may leave again", async () => {
    const leaving = communicator();
    const answer = leaving.postRequestAndWaitForResponse(request);
    tab.goBack();
    expect(await rejection(answer))
      .to.be.instanceOf(RedirectAbandonedError)
      .with.property("code", 4001);
    void leaving.postRequestAndWaitForResponse(request);
    expect(tab.visited).to.have.length(2);
  });
});

describe("A message in an address", () => {
  it("keeps bigints and dates", () => {
    const message = { limit: 2n ** 256n - 1n, at: new Date(5), list: [1n, "1n", { a: null }] };
    expect(decodeMessage(encodeMessage(message))).to.deep.equal(message);
  });
});
