import { expect } from "chai";
import type { Address } from "viem";
import { zksyncInMemoryNode } from "viem/chains";
import type { Communicator, Message } from "../../src/communicator/index.js";
import { WalletProvider } from "../../src/index.js";
import { ConnectionStore } from "../../src/provider/connection-store.js";
import { type ConnectedSession, type Connection } from "../../src/provider/connection.js";
import { memorySessionKeyStore, type SessionKeyStore } from "../../src/session-key/index.js";
import { getSessionHash, type SessionSpec } from "../../src/session/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { ALICE, BOB } from "../helpers/addresses.js";

const AUTH_SERVER = "https://auth.example";
const KEY = `zksync-sso.connection.${AUTH_SERVER}`;
/** An auth server whose owner agrees to everything, and connects. */
const agreeing: Communicator = {
  postMessage: () => undefined,
  onMessage: () => new Promise(() => undefined),
  ready: () => Promise.resolve(),
  postRequestAndWaitForResponse: <M extends Message>({ id }: Message) =>
    Promise.resolve({
      id,
      requestId: id,
      content: { result: { accounts: [{ address: ALICE }] } },
    } as unknown as M),
};
const none = { limitType: 0, limit: 0n, period: 0n } as const;
const session = (signer: Address): ConnectedSession => {
  const sessionConfig: SessionSpec = {
    signer,
    expiresAt: 2n ** 40n,
    feeLimit: { limitType: 1, limit: 1n, period: 0n },
    callPolicies: [],
    transferPolicies: [{ target: BOB, maxValuePerUse: 1n, valueLimit: none }],
  };
  const sessionHash = getSessionHash(sessionConfig);
  return { sessionConfig, sessionHash, contracts: { session: BOB }, adjusted: [] };
};
const otherChain = { ...zksyncInMemoryNode, id: 324 };

describe("A provider whose app is open in several tabs", () => {
  let storage: MemoryStorage;
  let listeners: ((event: { key: string | null }) => void)[];
  let shown: ((event: { persisted: boolean }) => void)[];
  let told: unknown[];
  let keyStore: SessionKeyStore;

  beforeEach(() => {
    storage = new MemoryStorage();
    listeners = [];
    shown = [];
    told = [];
    keyStore = memorySessionKeyStore();
    const window = {
      addEventListener: (event: string, listener: (event: unknown) => void) => {
        if (event === "storage") listeners.push(listener);
        if (event === "pageshow") shown.push(listener);
      },
    };
    Object.defineProperty(globalThis, "window", { value: window, configurable: true });
  });
  afterEach(() => Reflect.deleteProperty(globalThis, "window"));

  const make = (): WalletProvider => {
    const provider = new WalletProvider({
      metadata: { name: "App" },
      chains: [zksyncInMemoryNode, otherChain],
      authServerUrl: `${AUTH_SERVER}/confirm`,
      storage,
      keyStore,
      customCommunicator: agreeing,
    });
    for (const event of ["connect", "accountsChanged", "chainChanged"])
      provider.on(event, (value: unknown) => told.push([event, value]));
    provider.on("disconnect", () => told.push(["disconnect"]));
    return provider;
  };
  /** Stores what another tab would, and dispatches the browser's event about it. */
  const inOtherTab = (connection: Connection | undefined, key: string | null = KEY): void => {
    new ConnectionStore(storage, AUTH_SERVER).write(connection);
    for (const listener of listeners) listener({ key });
  };
  const connection = (more: Partial<Connection> = {}): Connection => ({
    address: ALICE,
    chainId: zksyncInMemoryNode.id,
    sessions: {},
    ...more,
  });

  it("is disconnected when the person disconnects in another tab, or clears the storage", () => {
    for (const key of [KEY, null]) {
      listeners = [];
      inOtherTab(connection());
      const provider = make();
      expect(provider.connected).to.equal(true);
      told = [];
      inOtherTab(undefined, key);
      expect(provider.connected).to.equal(false);
      expect(told).to.deep.equal([["accountsChanged", []], ["disconnect"]]);
    }
  });

  it("is disconnected when the browser shows it again as it was, and the person has disconnected meanwhile", () => {
    inOtherTab(connection());
    const provider = make();
    expect(provider.connected).to.equal(true);
    // A page that is left hears of nothing.
    storage.removeItem(KEY);
    for (const listener of shown) listener({ persisted: false });
    expect(provider.connected).to.equal(true);
    for (const listener of shown) listener({ persisted: true });
    expect(provider.connected).to.equal(false);
    expect(told).to.deep.equal([["accountsChanged", []], ["disconnect"]]);
  });

  it("stays connected when the browser shows it again as it was, if its connection could not be stored", async () => {
    storage.setItem = () => {
      throw new Error("full");
    };
    const provider = make();
    await provider.request({ method: "eth_requestAccounts" } as never);
    expect(provider.connected).to.equal(true);
    for (const listener of shown) listener({ persisted: true });
    expect(provider.connected).to.equal(true);
    await provider.request({ method: "wallet_switchEthereumChain", params: [{ chainId: "0x144" }] as never });
    expect(provider.connected, "on another chain").to.equal(true);
  });

  it("is connected when the browser shows it again as it was, and the person has connected in another tab meanwhile", () => {
    const provider = make();
    expect(provider.connected).to.equal(false);
    new ConnectionStore(storage, AUTH_SERVER).write(connection());
    for (const listener of shown) listener({ persisted: true });
    expect(provider.connected).to.equal(true);
  });

  it("connects, and switches to another account, when the person does so in another tab", () => {
    const provider = make();
    expect(provider.connected).to.equal(false);
    inOtherTab(connection());
    inOtherTab(connection({ address: BOB }));
    expect(told).to.deep.equal([
      ["connect", { chainId: "0x104" }],
      ["accountsChanged", [ALICE]],
      ["accountsChanged", [BOB]],
    ]);
  });

  it("keeps its own chain when another tab switches", async () => {
    inOtherTab(connection());
    const provider = make();
    expect(provider.connected).to.equal(true);
    inOtherTab(connection({ chainId: otherChain.id }));
    expect(await provider.request({ method: "eth_chainId" })).to.equal("0x104");
    expect(told).to.deep.equal([]);
  });

  it("does not restore what another tab has disconnected before it hears of that", async () => {
    inOtherTab(connection());
    const provider = make();
    expect(provider.connected).to.equal(true);
    storage.removeItem(KEY);
    const params = [{ chainId: "0x144" }] as never;
    await provider.request({ method: "wallet_switchEthereumChain", params });
    expect(provider.connected).to.equal(false);
    expect(storage.getItem(KEY)).to.equal(null);
  });

  it("does not restore it where this tab was connected by another one, either", async () => {
    const provider = make();
    expect(provider.connected).to.equal(false);
    inOtherTab(connection());
    storage.removeItem(KEY);
    const params = [{ chainId: "0x144" }] as never;
    await provider.request({ method: "wallet_switchEthereumChain", params });
    expect(provider.connected).to.equal(false);
    expect(storage.getItem(KEY)).to.equal(null);
  });

  it("keeps a session that another tab has opened before it hears of that", async () => {
    const sessions = { [zksyncInMemoryNode.id]: session(BOB) };
    inOtherTab(connection());
    const provider = make();
    expect(provider.connected).to.equal(true);
    new ConnectionStore(storage, AUTH_SERVER).write(connection({ sessions }));
    const params = [{ chainId: "0x144" }] as never;
    await provider.request({ method: "wallet_switchEthereumChain", params });
    expect(await provider.request({ method: "eth_chainId" })).to.equal("0x144");
    expect(new ConnectionStore(storage, AUTH_SERVER).read()?.sessions).to.deep.equal(sessions);
  });

  it("keeps another chain's session that another tab has opened before it hears of that, when it ends its own", async () => {
    const own = { [zksyncInMemoryNode.id]: session(ALICE) };
    const other = { [otherChain.id]: session(BOB) };
    inOtherTab(connection({ sessions: own }));
    const provider = make();
    expect(provider.connected).to.equal(true);
    new ConnectionStore(storage, AUTH_SERVER).write(connection({ sessions: { ...own, ...other } }));
    await provider.revokeSession();
    expect(new ConnectionStore(storage, AUTH_SERVER).read()?.sessions).to.deep.equal(other);
  });

  it("can still be disconnected if the app no longer has the connected chain", async () => {
    inOtherTab(connection({ chainId: 5 }));
    const provider = make();
    expect(provider.connected).to.equal(true);
    expect(await provider.request({ method: "eth_chainId" })).to.equal("0x104");
    await provider.disconnect();
    expect(storage.getItem(KEY)).to.equal(null);
  });

  it("keeps a session that another tab opens while this one deletes the key of the one it closed", async () => {
    const before = connection({ sessions: { [zksyncInMemoryNode.id]: session(ALICE) } });
    const after = connection({ sessions: { [zksyncInMemoryNode.id]: session(BOB) } });
    let letGo: () => void = () => undefined;
    const forgets = new Promise<void>((isReached) => {
      const remove = () => (isReached(), new Promise<void>((resolve) => (letGo = resolve)));
      keyStore = { ...memorySessionKeyStore(), delete: remove };
    });
    inOtherTab(before);
    const provider = make();
    const revoking = provider.revokeSession();
    await forgets;
    inOtherTab(after);
    letGo();
    await revoking;
    expect(provider.session?.sessionHash).to.equal(session(BOB).sessionHash);
    expect(make().session?.sessionHash).to.equal(session(BOB).sessionHash);
  });

  it("ignores what other code stores", () => {
    inOtherTab(connection());
    const provider = make();
    expect(provider.connected).to.equal(true);
    inOtherTab(undefined, "another key");
    expect(provider.connected).to.equal(true);
  });
});
