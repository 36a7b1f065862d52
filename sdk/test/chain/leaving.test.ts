import { expect } from "chai";
import type { WalletProvider, WalletProviderConstructorOptions } from "../../src/index.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { ALICE } from "../helpers/addresses.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { makeProvider, type Ask } from "../helpers/make-provider.js";
import { codeOf } from "../helpers/rejection.js";
import { ScriptedAuthServer } from "../helpers/scripted-auth-server.js";
import { watchedKeyStore } from "../helpers/watched-key-store.js";

describe("leaving an app", () => {
  let chain: LocalChain;
  let authServer: ScriptedAuthServer;
  let provider: WalletProvider;
  let ask: Ask;
  let told: [string, unknown][];

  before(async () => {
    chain = await startLocalChain();
  });
  after(() => chain.stop());

  const make = (options: Partial<WalletProviderConstructorOptions> = {}) => {
    ({ provider, ask, told } = makeProvider(chain, authServer, options));
  };

  beforeEach(() => {
    authServer = new ScriptedAuthServer(chain);
    make();
  });

  for (const [how, leave] of [
    ["disconnect", () => provider.disconnect()],
    ["wallet_disconnect", () => ask({ method: "wallet_disconnect" })],
  ] as const)
    it(`forgets the keys of sessions with the connection, and a session's that is replaced, by ${how}`, async () => {
      const keyStore = memorySessionKeyStore();
      make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] }, keyStore });
      await ask({ method: "eth_requestAccounts" });
      const first = provider.session!.sessionConfig.signer;
      await provider.requestSession();
      const second = provider.session!.sessionConfig.signer;
      expect(await keyStore.get(first)).to.equal(undefined);
      expect(await keyStore.get(second)).to.not.equal(undefined);
      await leave();
      expect(await keyStore.get(second)).to.equal(undefined);
    });

  it("asks nothing of the person who disconnects while the request is being made ready", async () => {
    let ready: () => void = () => undefined;
    const preferences = { transfers: [{ to: ALICE, valueLimit: 1n }] };
    make({ session: () => new Promise((resolve) => (ready = () => resolve(preferences))) });
    // Its code is not loaded the first time, and is the second time.
    for (let round = 0; round < 2; round++) {
      const connecting = codeOf(ask({ method: "eth_requestAccounts" }));
      await new Promise(setImmediate);
      await provider.disconnect();
      ready();
      expect(await connecting).to.equal(4900);
    }
    expect(authServer.methods).to.deep.equal([]);
  });

  it("keeps no key that no session of the connection has", async () => {
    const { keyStore, kept } = watchedKeyStore();
    make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] }, keyStore });
    for (const chainIds of [["0x144"], ["0x104"]])
      await ask({ method: "wallet_connect", params: [{ version: "1", chainIds }] });
    expect(kept.size).to.equal(2);
    // Another account: the sessions of the one before are nobody's.
    authServer.account = undefined;
    await ask({ method: "wallet_connect", params: [{ version: "1" }] });
    expect([...kept]).to.deep.equal([provider.session?.sessionConfig.signer]);
    await provider.disconnect();
    authServer.answersWithoutSession = true;
    await ask({ method: "eth_requestAccounts" });
    expect([...kept]).to.deep.equal([]);
  });

  it("forgets what the person approves after they have disconnected", async () => {
    const { keyStore, kept } = watchedKeyStore();
    make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] }, keyStore });
    authServer.review = () => {
      if (authServer.requests.length === 1) void provider.disconnect();
    };
    expect(await codeOf(ask({ method: "eth_requestAccounts" }))).to.equal(4900);
    expect(provider.connected).to.equal(false);
    expect(told).to.deep.equal([]);
    expect([...kept]).to.deep.equal([]);
    expect(await ask({ method: "eth_requestAccounts" })).to.have.length(1);
  });

  it("asks the owner to close the sessions of every chain when it disconnects, if the app wants it so", async () => {
    make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] }, revokeOnDisconnect: true });
    for (const chainIds of [["0x144"], ["0x104"]])
      await ask({ method: "wallet_connect", params: [{ version: "1", chainIds }] });
    await provider.disconnect();
    expect(authServer.methods.slice(2)).to.deep.equal(["wallet_disconnect", "wallet_disconnect"]);
    expect(authServer.chainIds.slice(2)).to.deep.equal([260, 324]);
    expect(provider.connected).to.equal(false);
  });
});
