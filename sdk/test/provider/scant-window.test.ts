import { expect } from "chai";
import { zksyncInMemoryNode } from "viem/chains";
import {
  PopupCommunicator,
  RedirectCommunicator,
  type Communicator,
  type Message,
} from "../../src/communicator/index.js";
import { NoWindowError } from "../../src/errors/index.js";
import { announceProvider, WalletProvider } from "../../src/index.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import type { StorageLike } from "../../src/storage/storage-like.js";
import { ALICE } from "../helpers/addresses.js";
import { rejection } from "../helpers/rejection.js";

/** An auth server whose owner connects without a session. */
const connecting: Communicator = {
  postMessage: () => undefined,
  onMessage: () => new Promise(() => undefined),
  ready: () => Promise.resolve(),
  postRequestAndWaitForResponse: <M extends Message>({ id }: Message) => {
    const content = { result: { accounts: [{ address: ALICE }] } };
    return Promise.resolve({ id, requestId: id, content } as unknown as M);
  },
};

describe("A provider where the window has not all that a browser's has", () => {
  afterEach(() => Reflect.deleteProperty(globalThis, "window"));

  const open = (window: object): void => {
    Object.defineProperty(globalThis, "window", { value: window, configurable: true });
  };
  const make = (storage?: StorageLike): WalletProvider =>
    new WalletProvider({
      metadata: { name: "App" },
      chains: [zksyncInMemoryNode],
      customCommunicator: connecting,
      keyStore: memorySessionKeyStore(),
      ...(storage && { storage }),
    });

  const addEventListener = () => undefined;
  for (const [where, window] of [
    ["no storage, as in Android's web views", { localStorage: null, addEventListener }],
    ["neither storage nor events, as in React Native", {}],
  ] as const)
    it(`connects and disconnects with ${where}, and tells of both`, async () => {
      open(window);
      const provider = make();
      const told: string[] = [];
      for (const event of ["connect", "accountsChanged", "disconnect"])
        provider.on(event, () => told.push(event));
      expect(provider.connected).to.equal(false);
      expect(await provider.request({ method: "eth_requestAccounts" } as never)).to.deep.equal([ALICE]);
      await provider.disconnect();
      expect(provider.connected).to.equal(false);
      expect(told).to.deep.equal(["connect", "accountsChanged", "accountsChanged", "disconnect"]);
    });

  it("tells that the person disconnected even if the storage refuses to remove anything, and fails then", async () => {
    const removeItem = () => {
      throw new Error("locked");
    };
    const provider = make({ getItem: () => null, setItem: () => undefined, removeItem });
    await provider.request({ method: "eth_requestAccounts" } as never);
    const told: string[] = [];
    provider.on("disconnect", () => told.push("disconnect"));
    expect(await rejection(provider.disconnect())).to.have.property("message", "locked");
    expect(told).to.deep.equal(["disconnect"]);
  });

  for (const Kind of [PopupCommunicator, RedirectCommunicator])
    it(`says that there is no window for a ${Kind.name}, in React Native`, async () => {
      open({});
      const request = { id: "1-2-3-4-5" } as const;
      const asked = new Kind("https://auth.example/confirm").postRequestAndWaitForResponse(request);
      await rejection(asked, NoWindowError);
    });

  it("is announced to nobody where there are no events", () => {
    open({});
    announceProvider(make())();
  });
});
