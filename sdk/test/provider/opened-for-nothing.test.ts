import { expect } from "chai";
import { zksyncInMemoryNode } from "viem/chains";
import { PopupCommunicator } from "../../src/communicator/index.js";
import { WalletProvider, type WalletProviderConstructorOptions } from "../../src/index.js";
import { ConnectionStore } from "../../src/provider/connection-store.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { ALICE, BOB } from "../helpers/addresses.js";
import { AUTH_ORIGIN, FakeHost } from "../helpers/fake-popup.js";
import { ManualTimers } from "../helpers/manual-timers.js";
import type { Ask } from "../helpers/make-provider.js";
import { rejection } from "../helpers/rejection.js";

const failure = new Error("The app's own server does not answer.");

describe("A window that was opened for a request", () => {
  let host: FakeHost;
  let storage: MemoryStorage;

  beforeEach(() => {
    host = new FakeHost();
    storage = new MemoryStorage();
  });

  const make = (options: Partial<WalletProviderConstructorOptions> = {}) => {
    const provider = new WalletProvider({
      metadata: { name: "App" },
      chains: [zksyncInMemoryNode],
      customCommunicator: new PopupCommunicator(AUTH_ORIGIN, { host, timers: new ManualTimers() }),
      authServerUrl: AUTH_ORIGIN,
      storage,
      keyStore: memorySessionKeyStore(),
      ...options,
    });
    return { provider, ask: provider.request as Ask };
  };
  const connect = () =>
    new ConnectionStore(storage, AUTH_ORIGIN).write({
      address: ALICE,
      chainId: zksyncInMemoryNode.id,
      sessions: {},
    });
  const requestsAnswered = async (): Promise<void> => {
    while (host.popup.received.length === 0) await new Promise(setImmediate);
    const { id } = host.popup.received[0]!;
    host.answer({ id }, { accounts: [{ address: ALICE }], chainIds: ["0x104"] });
  };

  for (const [how, session] of [
    [
      "throws",
      () => {
        throw failure;
      },
    ],
    ["rejects", () => Promise.reject(failure)],
  ] as const)
    it(`is closed if the app's function that returns the session ${how}, and the next one asks`, async () => {
      let fails = true;
      const options = { session: () => (fails ? session() : { transfers: [] }) };
      for (const isLoaded of [false, true]) {
        const { provider, ask } = make(options);
        if (isLoaded) await ask({ method: "wallet_disconnect" });
        fails = true;
        for (const connect of [
          () => provider.handshake(),
          () => ask({ method: "wallet_connect", params: [{}] }),
          () => provider.requestSession(),
        ]) {
          const connecting = connect();
          expect(host.popup.closed).to.equal(false);
          expect(await rejection(connecting)).to.equal(failure);
          expect(host.popup.closed).to.equal(true);
        }
        fails = false;
        const connecting = provider.handshake();
        expect(host.popup.closed).to.equal(false);
        host.load();
        await requestsAnswered();
        expect(await connecting).to.deep.equal([ALICE]);
        storage.removeItem(`zksync-sso.connection.${AUTH_ORIGIN}`);
      }
    });

  it("is closed if the app's choice of a paymaster fails", async () => {
    connect();
    const { ask } = make({ paymasterHandler: () => Promise.reject(failure) });
    for (const method of ["eth_sendTransaction", "eth_signTransaction"]) {
      expect(await rejection(ask({ method, params: [{ to: BOB }] }))).to.equal(failure);
      expect(host.popup.closed, method).to.equal(true);
    }
    expect(await rejection(ask({ method: "wallet_sendCalls", params: [{ calls: [{ to: BOB }] }] }))).to.equal(
      failure,
    );
    expect(host.popup.closed).to.equal(true);
    expect(host.opened).to.have.length(3);
  });

  it("is closed if the request turns out to be none that the owner may be asked", async () => {
    connect();
    const wrong = [
      { method: "personal_sign", params: ["0x00", BOB] },
      { method: "personal_sign", params: [`0x${"00".repeat(300_000)}`, ALICE] },
      { method: "eth_sendTransaction", params: [{ from: BOB, to: BOB }] },
      { method: "wallet_sendCalls", params: [{ calls: [] }] },
      { method: "wallet_connect", params: [{ chainIds: ["0x1"] }] },
    ];
    for (const [i, request] of wrong.entries()) {
      const asking = make().ask(request);
      expect(host.opened).to.have.length(i + 1);
      host.load();
      await rejection(asking);
      expect(host.popup.closed, request.method).to.equal(true);
      expect(host.popup.received).to.deep.equal([]);
    }
  });

  it("stays while another request waits in it, or has yet to be sent", async () => {
    connect();
    let refuse = (): void => undefined;
    const paymasterHandler = () =>
      new Promise<never>(
        (_, reject) =>
          (refuse = () => {
            reject(failure);
          }),
      );
    const { ask } = make({ paymasterHandler });
    const paying = ask({ method: "eth_sendTransaction", params: [{ to: BOB }] });
    await rejection(ask({ method: "personal_sign", params: ["0x00", BOB] }));
    expect(host.popup.closed).to.equal(false);
    const signing = ask({ method: "personal_sign", params: ["0x00", ALICE] });
    host.load();
    while (host.popup.received.length === 0) await new Promise(setImmediate);
    refuse();
    expect(await rejection(paying)).to.equal(failure);
    expect(host.popup.closed).to.equal(false);
    host.answer({ id: host.popup.received[0]!.id }, "0x12");
    expect(await signing).to.equal("0x12");
    expect(host.popup.closed, "after an answer it is the page's to close").to.equal(false);
  });
});
