import { expect } from "chai";
import { sessionKeyModuleAbi } from "../../src/abi/index.js";
import { RedirectCommunicator } from "../../src/communicator/index.js";
import { SsoError, standardErrors } from "../../src/errors/index.js";
import { WalletProvider, type WalletProviderConstructorOptions } from "../../src/index.js";
import { decodeMessage, encodeMessage } from "../../src/messages/index.js";
import { SessionStatus } from "../../src/session/index.js";
import type { SessionKeyStore } from "../../src/session-key/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { ALICE } from "../helpers/addresses.js";
import { FakeTab } from "../helpers/fake-tab.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { rejection } from "../helpers/rejection.js";
import { ScriptedAuthServer } from "../helpers/scripted-auth-server.js";
import { watchedKeyStore } from "../helpers/watched-key-store.js";

describe("the wallet provider, by redirect", () => {
  let chain: LocalChain;
  let authServer: ScriptedAuthServer;
  let tab: FakeTab;
  let storage: MemoryStorage;
  let keyStore: SessionKeyStore;
  let keys: ReadonlySet<string>;

  before(async () => {
    chain = await startLocalChain();
  });
  after(() => chain.stop());

  beforeEach(() => {
    authServer = new ScriptedAuthServer(chain);
    tab = new FakeTab("https://app.example/shop");
    storage = new MemoryStorage();
    ({ keyStore, kept: keys } = watchedKeyStore());
  });

  /** Loads the app's page anew. */
  const load = (options: Partial<WalletProviderConstructorOptions> = {}): WalletProvider =>
    new WalletProvider({
      metadata: { name: "App" },
      chains: [chain.chain],
      transports: { [chain.chain.id]: chain.transport() },
      customCommunicator: new RedirectCommunicator("https://auth.example/confirm", { tab }),
      session: { transfers: [{ to: ALICE, valueLimit: 1n }] },
      storage,
      keyStore,
      ...options,
    });

  /** Lets the auth server answer the request that the tab left with, and the tab come back. */
  async function comeBack(): Promise<void> {
    while (tab.visited.length === 0) await new Promise(setImmediate);
    const url = tab.visited.pop()!;
    const request = decodeMessage(new URLSearchParams(url.hash.slice(1)).get("request")!);
    const response = encodeMessage(await authServer.postRequestAndWaitForResponse(request as never));
    const state = url.searchParams.get("state")!;
    const redirectUri = url.searchParams.get("redirect_uri")!;
    tab.href = `${redirectUri}#${new URLSearchParams({ state, response }).toString()}`;
  }

  async function connected(options: Partial<WalletProviderConstructorOptions> = {}): Promise<WalletProvider> {
    void load(options).handshake();
    await comeBack();
    const provider = load(options);
    await provider.resume();
    return provider;
  }

  it("connects with a session, and signs with its key", async () => {
    const provider = await connected();
    expect(provider.connected).to.equal(true);
    const params = [{ to: ALICE, value: "0x1" }] as never;
    expect(await provider.request({ method: "eth_sendTransaction", params })).to.match(/^0x[0-9a-f]{64}$/);
    expect(authServer.methods).to.deep.equal(["wallet_connect"]);
  });

  it("keeps no key of a session that the person refuses", async () => {
    authServer.review = () => {
      throw standardErrors.provider.userRejectedRequest();
    };
    void load().handshake();
    await comeBack();
    expect(keys.size).to.equal(1);
    expect(await rejection(load().resume())).to.have.property("code", 4001);
    expect([...keys]).to.deep.equal([]);
  });

  it("keeps no key of a session whose answer is invalid", async () => {
    for (const response of ["{", encodeMessage({ id: "1" }), encodeMessage({ content: { result: {} } })]) {
      void load().handshake();
      await comeBack();
      expect(keys.size).to.equal(1);
      const [address, fragment] = tab.href.split("#") as [string, string];
      const answer = new URLSearchParams(fragment);
      answer.set("response", response);
      tab.href = `${address}#${answer.toString()}`;
      expect(await rejection(load().resume())).to.be.instanceOf(SsoError);
      expect([...keys]).to.deep.equal([]);
    }
  });

  it("returns the status of calls for which it left the page", async () => {
    const leaving = await connected({ session: undefined });
    const calls = [{ to: ALICE, value: "0x1" }];
    const params = [{ version: "2.0.0", calls }] as never;
    void leaving.request({ method: "wallet_sendCalls", params });
    await comeBack();
    const provider = load({ session: undefined });
    const returned = await provider.resume();
    expect(returned).to.have.property("method", "wallet_sendCalls");
    const { id } = returned!.result as { id: string };
    const status = await provider.request({ method: "wallet_getCallsStatus", params: [id] } as never);
    expect(status).to.include({ id, atomic: true });
  });

  it("recognizes calls for which it left the page by the app's own id, and sends them once", async () => {
    const leaving = await connected({ session: undefined });
    const calls = [{ to: ALICE, value: "0x1" }];
    const request = { method: "wallet_sendCalls", params: [{ version: "2.0.0", id: "order 7", calls }] };
    authServer.review = () => {
      throw standardErrors.provider.userRejectedRequest();
    };
    void leaving.request(request as never);
    await comeBack();
    const refused = load({ session: undefined });
    expect(await rejection(refused.resume())).to.have.property("code", 4001);
    authServer.review = () => undefined;
    // What was refused may be sent again.
    void refused.request(request as never);
    await comeBack();
    const provider = load({ session: undefined });
    expect((await provider.resume())!.result).to.deep.equal({ id: "order 7" });
    const asked = { method: "wallet_getCallsStatus", params: ["order 7"] };
    const status = await provider.request(asked as never);
    expect(status).to.include({ id: "order 7", status: 200 });
    expect(await rejection(provider.request(request as never))).to.have.property("code", 5720);
    expect(storage.getItem("zksync-sso.calls.names")).to.equal("[]");
  });

  for (const [how, leave] of [
    ["revokeSession", (provider: WalletProvider) => provider.revokeSession()],
    ["disconnect with revokeOnDisconnect", (provider: WalletProvider) => provider.disconnect()],
  ] as const)
    it(`closes the session on the chain and deletes its key, by ${how}`, async () => {
      const options = { revokeOnDisconnect: true };
      const leaving = await connected(options);
      const { sessionHash } = leaving.session!;
      void leave(leaving);
      await comeBack();
      const provider = load(options);
      await provider.resume();
      expect(provider.session).to.equal(undefined);
      expect(provider.connected).to.equal(how === "revokeSession");
      expect([...keys]).to.deep.equal([]);
      const status = await chain.publicClient.readContract({
        address: chain.contracts.session,
        abi: sessionKeyModuleAbi,
        functionName: "sessionStatus",
        args: [authServer.account!.address, sessionHash],
      });
      expect(status).to.equal(SessionStatus.Closed);
    });
});
