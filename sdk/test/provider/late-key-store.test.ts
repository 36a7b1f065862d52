import { expect } from "chai";
import { lateKeyStore } from "../../src/provider/late-key-store.js";
import { memorySessionKeyStore, type SessionKeyStore } from "../../src/session-key/index.js";
import { rejection } from "../helpers/rejection.js";

describe("A store for keys that is loaded late", () => {
  it("is loaded again after it could not be, and once only after it could", async () => {
    let loads = 0;
    const store = lateKeyStore((): Promise<SessionKeyStore> => {
      loads++;
      return loads === 1 ? Promise.reject(new Error("offline")) : Promise.resolve(memorySessionKeyStore());
    });
    expect(await rejection(store.get("a"))).to.have.property("message", "offline");
    const key = { type: "secp256k1", privateKey: "0x01" } as const;
    await store.set("a", key);
    expect(await store.get("a")).to.deep.equal(key);
    await store.delete("a");
    expect(await store.get("a")).to.equal(undefined);
    expect(loads).to.equal(2);
  });
});
