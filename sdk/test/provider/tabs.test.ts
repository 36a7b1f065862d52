import { expect } from "chai";
import { zksyncInMemoryNode } from "viem/chains";
import { WalletProvider } from "../../src/index.js";
import { ConnectionStore, type Connection } from "../../src/provider/connection-store.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { ALICE, BOB } from "../helpers/addresses.js";

const AUTH_SERVER = "https://auth.example";
const KEY = `zksync-sso.connection.${AUTH_SERVER}`;
const otherChain = { ...zksyncInMemoryNode, id: 324 };

describe("A provider whose app is open in several tabs", () => {
  let storage: MemoryStorage;
  let listeners: ((event: { key: string | null }) => void)[];
  let told: unknown[];

  beforeEach(() => {
    storage = new MemoryStorage();
    listeners = [];
    told = [];
    const window = {
      addEventListener: (event: string, listener: (typeof listeners)[0]) => {
        if (event === "storage") listeners.push(listener);
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
      keyStore: memorySessionKeyStore(),
    });
    for (const event of ["connect", "accountsChanged", "chainChanged"])
      provider.on(event, (value: unknown) => told.push([event, value]));
    provider.on("disconnect", () => told.push(["disconnect"]));
    return provider;
  };
  /** What another tab stores, and what the browser tells this one of it. */
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

  it("is disconnected when the person disconnects in another tab, or removes everything", () => {
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

  it("is connected, and goes over to another account, when the person does so in another tab", () => {
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

  it("keeps its own chain when another tab goes over to another one", async () => {
    inOtherTab(connection());
    const provider = make();
    expect(provider.connected).to.equal(true);
    inOtherTab(connection({ chainId: otherChain.id }));
    expect(await provider.request({ method: "eth_chainId" })).to.equal("0x104");
    expect(told).to.deep.equal([]);
  });

  it("does not bring back what another tab has left, before it is told of that", async () => {
    inOtherTab(connection());
    const provider = make();
    expect(provider.connected).to.equal(true);
    storage.removeItem(KEY);
    const params = [{ chainId: "0x144" }] as never;
    await provider.request({ method: "wallet_switchEthereumChain", params });
    expect(provider.connected).to.equal(false);
    expect(storage.getItem(KEY)).to.equal(null);
  });

  it("is still the person's to leave, though the app no longer has the chain that was connected", async () => {
    inOtherTab(connection({ chainId: 5 }));
    const provider = make();
    expect(provider.connected).to.equal(true);
    expect(await provider.request({ method: "eth_chainId" })).to.equal("0x104");
    await provider.disconnect();
    expect(storage.getItem(KEY)).to.equal(null);
  });

  it("takes no notice of what other code stores", () => {
    inOtherTab(connection());
    const provider = make();
    expect(provider.connected).to.equal(true);
    inOtherTab(undefined, "another key");
    expect(provider.connected).to.equal(true);
  });
});
