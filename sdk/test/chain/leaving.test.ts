import { expect } from "chai";
import type { WalletClient } from "viem";
import type { WalletProvider, WalletProviderConstructorOptions } from "../../src/index.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { ALICE } from "../helpers/addresses.js";
import { HeldNode } from "../helpers/held-node.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { makeProvider, type Ask } from "../helpers/make-provider.js";
import { codeOf } from "../helpers/rejection.js";
import { ScriptedAuthServer } from "../helpers/scripted-auth-server.js";
import { watchedKeyStore } from "../helpers/watched-key-store.js";

describe("disconnecting from an app", () => {
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
    it(`deletes session keys with the connection, and the key of a replaced session, by ${how}`, async () => {
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

  it("asks nothing of a person who disconnects while the request is being prepared", async () => {
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

  it("deletes keys that belong to no session of the connection", async () => {
    const { keyStore, kept } = watchedKeyStore();
    make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] }, keyStore });
    for (const chainIds of [["0x144"], ["0x104"]])
      await ask({ method: "wallet_connect", params: [{ version: "1", chainIds }] });
    expect(kept.size).to.equal(2);
    // With another account, the previous sessions are nobody's.
    authServer.account = undefined;
    await ask({ method: "wallet_connect", params: [{ version: "1" }] });
    expect([...kept]).to.deep.equal([provider.session?.sessionConfig.signer]);
    await provider.disconnect();
    authServer.answersWithoutSession = true;
    await ask({ method: "eth_requestAccounts" });
    expect([...kept]).to.deep.equal([]);
  });

  it("forgets what the person approves after disconnecting", async () => {
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

  it("signs nothing that was pending when the person disconnected, nor through a client the app kept", async () => {
    const node = new HeldNode(chain);
    make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] }, transports: node.transports });
    await ask({ method: "eth_requestAccounts" });
    const client = (await provider.getClient()) as unknown as WalletClient;
    node.hold();
    const sending = codeOf(ask({ method: "eth_sendTransaction", params: [{ to: ALICE, value: "0x1" }] }));
    const kept = codeOf(client.sendTransaction({ to: ALICE, value: 1n } as never));
    await node.reached;
    await provider.disconnect();
    node.letGo();
    expect(await sending).to.equal(4900);
    expect(await kept).to.equal(4900);
    expect(node.methods).to.not.include("eth_sendRawTransaction");
    expect(authServer.methods).to.deep.equal(["wallet_connect"]);
  });

  it("does not ask the owner for what the session refused if the person has disconnected meanwhile", async () => {
    const node = new HeldNode(chain);
    make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] }, transports: node.transports });
    await ask({ method: "eth_requestAccounts" });
    const request = { method: "eth_sendTransaction", params: [{ to: ALICE, value: "0x1" }] };
    await ask(request);
    node.hold();
    const sending = codeOf(ask(request));
    await node.reached;
    await provider.disconnect();
    node.letGo();
    expect(await sending).to.equal(4900);
    expect(authServer.methods).to.deep.equal(["wallet_connect"]);
  });

  it("does not ask the owner if the person disconnected while the app chose a paymaster", async () => {
    let choose: () => void = () => undefined;
    const paymasterHandler = () => new Promise<never>((resolve) => (choose = () => resolve({} as never)));
    make({ paymasterHandler });
    await ask({ method: "eth_requestAccounts" });
    for (const request of [
      { method: "eth_sendTransaction", params: [{ to: ALICE, value: "0x1" }] },
      { method: "wallet_sendCalls", params: [{ version: "2.0.0", calls: [{ to: ALICE }] }] },
    ]) {
      const sending = codeOf(ask(request));
      await new Promise(setImmediate);
      await provider.disconnect();
      choose();
      expect(await sending).to.equal(4900);
      await ask({ method: "eth_requestAccounts" });
    }
    expect(new Set(authServer.methods)).to.deep.equal(new Set(["wallet_connect"]));
  });

  it("asks the owner to close the sessions of every chain, if the app asks for that", async () => {
    make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] }, revokeOnDisconnect: true });
    for (const chainIds of [["0x144"], ["0x104"]])
      await ask({ method: "wallet_connect", params: [{ version: "1", chainIds }] });
    await provider.disconnect();
    expect(authServer.methods.slice(2)).to.deep.equal(["wallet_disconnect", "wallet_disconnect"]);
    expect(authServer.chainIds.slice(2)).to.deep.equal([260, 324]);
    expect(provider.connected).to.equal(false);
  });
});
