import { expect } from "chai";
import { zksyncInMemoryNode } from "viem/chains";
import type { Communicator, Message } from "../../src/communicator/index.js";
import { PopupBlockedError } from "../../src/errors/index.js";
import { WalletProvider } from "../../src/index.js";
import { ConnectionStore } from "../../src/provider/connection-store.js";
import type { Connection } from "../../src/provider/connection.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { getSessionHash, type SessionSpec } from "../../src/session/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { ALICE, BOB } from "../helpers/addresses.js";
import { rejection } from "../helpers/rejection.js";

const AUTH_SERVER = "https://auth.example";
const none = { limitType: 0, limit: 0n, period: 0n } as const;
const sessionConfig: SessionSpec = {
  signer: BOB,
  expiresAt: 2n ** 40n,
  feeLimit: { limitType: 1, limit: 1n, period: 0n },
  callPolicies: [],
  transferPolicies: [{ target: BOB, maxValuePerUse: 1n, valueLimit: none }],
};

/** An auth server that counts how often its popup is opened, and refuses or never answers. */
class CountingCommunicator implements Communicator {
  opened = 0;
  opening: Promise<void> = Promise.resolve();
  readonly requests: Message[] = [];

  postMessage = (): void => undefined;
  onMessage = <M extends Message>(): Promise<M> => new Promise(() => undefined);
  ready = (): Promise<void> => {
    this.opened++;
    return this.opening;
  };
  postRequestAndWaitForResponse = <M extends Message>(request: Message & { id: string }): Promise<M> => {
    this.requests.push(request);
    const content = { error: { code: 4001, message: "no" } };
    return Promise.resolve({ id: "a", requestId: request.id, content } as unknown as M);
  };
}

describe("A provider whose signing code is not loaded yet", () => {
  let authServer: CountingCommunicator;
  let storage: MemoryStorage;

  beforeEach(() => {
    authServer = new CountingCommunicator();
    storage = new MemoryStorage();
  });

  const connected = (sessions: Connection["sessions"] = {}): void => {
    new ConnectionStore(storage, AUTH_SERVER).write({
      address: ALICE,
      chainId: zksyncInMemoryNode.id,
      sessions,
    });
  };
  const withSession = (): void => {
    connected({
      [zksyncInMemoryNode.id]: {
        sessionConfig,
        sessionHash: getSessionHash(sessionConfig),
        contracts: { session: BOB },
        adjusted: ["expiresAt"],
      },
    });
  };
  const make = (): WalletProvider =>
    new WalletProvider({
      metadata: { name: "App" },
      chains: [zksyncInMemoryNode],
      authServerUrl: `${AUTH_SERVER}/confirm`,
      customCommunicator: authServer,
      storage,
      keyStore: memorySessionKeyStore(),
    });
  const ask = (method: string, ...params: unknown[]): Promise<unknown> =>
    make().request({ method, params } as never);

  it("opens the popup in the click, once, and then asks", async () => {
    connected();
    const requests: [string, ...unknown[]][] = [
      ["wallet_connect", { version: "1" }],
      ["personal_sign", "0x00", ALICE],
      ["eth_signTypedData_v4", ALICE, "{}"],
      ["eth_signTransaction", { to: BOB }],
      ["eth_sendTransaction", { to: BOB }],
      ["wallet_sendCalls", { calls: [{ to: BOB }] }],
    ];
    for (const [i, [method, ...params]] of requests.entries()) {
      const answer = ask(method, ...params);
      expect(authServer.opened, method).to.equal(i + 1);
      expect(await rejection(answer), method).to.have.property("code", 4001);
      expect(authServer.opened, method).to.equal(i + 1);
      expect(authServer.requests).to.have.length(i + 1);
    }
  });

  it("also opens the popup for a first connection and for a session", async () => {
    for (const start of [() => make().handshake(), () => make().requestSession()]) {
      const before = authServer.opened;
      const answer = start();
      expect(authServer.opened).to.equal(before + 1);
      expect(await rejection(answer)).to.have.property("code", 4001);
    }
  });

  it("opens nothing for what may not need the owner", async () => {
    expect(await rejection(ask("personal_sign", "0x00", ALICE))).to.have.property("code", 4100);
    expect(await ask("wallet_disconnect")).to.equal(null);
    withSession();
    void ask("eth_sendTransaction", { to: BOB }).catch(() => undefined);
    expect(authServer.opened).to.equal(0);
  });

  it("hands over a blocked window's retry", async () => {
    authServer.opening = Promise.reject(new PopupBlockedError(() => Promise.resolve()));
    const error = await rejection(make().handshake());
    expect(error).to.be.instanceOf(PopupBlockedError);
    expect(authServer.requests).to.have.length(0);
    expect(authServer.opened).to.equal(1);
  });

  it("knows the stored account and session at once", async () => {
    withSession();
    const provider = make();
    expect(provider.session?.sessionConfig).to.deep.equal(sessionConfig);
    expect(provider.session?.adjusted).to.deep.equal(["expiresAt"]);
    expect(await ask("eth_accounts")).to.deep.equal([ALICE]);
  });

  it("ignores stored data entirely if any of it is invalid", () => {
    withSession();
    const [key, text] = [
      `zksync-sso.connection.${AUTH_SERVER}`,
      storage.getItem(`zksync-sso.connection.${AUTH_SERVER}`)!,
    ];
    expect(make().connected).to.equal(true);
    const wrong: [string, string][] = [
      [ALICE, "0x12"],
      [`"chainId":${zksyncInMemoryNode.id}`, '"chainId":1.5'],
      [`"adjusted":["expiresAt"]`, `"adjusted":[1]`],
      [`"adjusted":`, `"handedOverKey":"0x12","adjusted":`],
      [`"contracts":{"session":"${BOB}"}`, `"contracts":{}`],
      [`"expiresAt":"`, `"expiresAt":"-`],
      [text, "[]"],
      [text, "null"],
      [text, "{"],
    ];
    for (const [part, replacement] of wrong) {
      expect(text).to.include(part);
      storage.setItem(key, text.replace(part, replacement));
      expect(make().connected, replacement).to.equal(false);
    }
  });
});
