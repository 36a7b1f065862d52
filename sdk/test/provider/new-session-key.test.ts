import { IDBFactory } from "fake-indexeddb";
import { expect } from "chai";
import { browserKeyStore, newSessionKey } from "../../src/provider/new-session-key.js";
import {
  fromStoredSessionKey,
  memorySessionKeyStore,
  type SessionKeyStore,
} from "../../src/session-key/index.js";
import { rejection } from "../helpers/rejection.js";

/** Puts something in the place of the browser's IndexedDB. */
function replaceIndexedDb(open: (...args: Parameters<IDBFactory["open"]>) => unknown): void {
  Object.defineProperty(globalThis, "indexedDB", { value: { open }, configurable: true });
}

describe("A key for a session", () => {
  let before: PropertyDescriptor | undefined;

  beforeEach(() => {
    before = Object.getOwnPropertyDescriptor(globalThis, "indexedDB");
  });
  afterEach(() => {
    if (before) Object.defineProperty(globalThis, "indexedDB", before);
    else Reflect.deleteProperty(globalThis, "indexedDB");
  });

  it("is one of secp256k1 where the browser stores none of WebCrypto's, as in private windows", async () => {
    const kept = memorySessionKeyStore();
    const store: SessionKeyStore = {
      ...kept,
      set: (name, key) =>
        key.type === "p256"
          ? Promise.reject(new DOMException("The object could not be cloned.", "DataCloneError"))
          : kept.set(name, key),
    };
    const { address, publicKey } = await newSessionKey(store);
    expect(publicKey).to.deep.equal({ type: "secp256k1", address });
    expect((await fromStoredSessionKey((await store.get(address))!)).address).to.equal(address);
  });

  it("is not made again for any other failure of a store", async () => {
    const store = { ...memorySessionKeyStore(), set: () => Promise.reject(new Error("offline")) };
    expect(await rejection(newSessionKey(store))).to.have.property("message", "offline");
  });

  it("lasts as long as the page where the browser lets nothing be stored", async () => {
    replaceIndexedDb(() => {
      throw new DOMException("The request was denied.", "SecurityError");
    });
    const store = browserKeyStore();
    const { address } = await newSessionKey(store);
    expect((await fromStoredSessionKey((await store.get(address))!)).address).to.equal(address);
    await store.delete(address);
    expect(await rejection(store.get(address))).to.have.property("name", "SecurityError");
  });

  it("is stored in IndexedDB where the browser lets it be", async () => {
    const factory = new IDBFactory();
    replaceIndexedDb(factory.open.bind(factory));
    const { address } = await newSessionKey(browserKeyStore());
    const store = browserKeyStore();
    expect((await fromStoredSessionKey((await store.get(address))!)).address).to.equal(address);
    await store.delete(address);
    expect(await store.get(address)).to.equal(undefined);
  });
});
