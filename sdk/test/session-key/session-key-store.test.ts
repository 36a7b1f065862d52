import "fake-indexeddb/auto";
import { expect } from "chai";
import { keccak256, recoverAddress, stringToHex } from "viem";
import {
  fromStoredSessionKey,
  generateP256SessionKey,
  indexedDbSessionKeyStore,
  memorySessionKeyStore,
  secp256k1SessionKey,
} from "../../src/session-key/index.js";

const HASH = keccak256(stringToHex("a transaction"));
const SECRET = "0x4646464646464646464646464646464646464646464646464646464646464646";

describe("Session keys", () => {
  for (const [name, makeStore] of [
    ["in memory", memorySessionKeyStore],
    ["in IndexedDB", indexedDbSessionKeyStore],
  ] as const) {
    it(`are stored ${name} by name until they are deleted`, async () => {
      const store = makeStore();
      const key = await generateP256SessionKey();
      await store.set("a", { type: "p256", keyPair: key.keyPair });
      await store.set("b", { type: "secp256k1", privateKey: SECRET });
      const [a, b] = [await store.get("a"), await store.get("b")];
      expect((await fromStoredSessionKey(a!)).address).to.equal(key.address);
      expect((await fromStoredSessionKey(b!)).address).to.equal(secp256k1SessionKey(SECRET).address);
      await store.set("a", b!);
      expect(await store.get("a")).to.deep.equal(b);
      await store.delete("a");
      expect(await store.get("a")).to.equal(undefined);
      expect(await store.get("b")).to.deep.equal(b);
    });
  }

  it("of P-256 never reveal their private half", async () => {
    const { keyPair } = await generateP256SessionKey();
    expect(keyPair.privateKey.extractable).to.equal(false);
    const exported = await crypto.subtle
      .exportKey("jwk", keyPair.privateKey)
      .catch((error: unknown) => error);
    expect(exported).to.be.instanceOf(Error);
  });

  it("of P-256 sign sha256 of the hash, as WebCrypto does, with s in the lower half each time", async () => {
    const { keyPair, publicKey, sign, stubSignature } = await generateP256SessionKey();
    const curve = { name: "ECDSA", namedCurve: "P-256" };
    const point = await crypto.subtle.exportKey("raw", keyPair.publicKey);
    const verifier = await crypto.subtle.importKey("raw", point, curve, false, ["verify"]);
    const half = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;
    for (let i = 0; i < 16; i += 1) {
      const signature = await sign(HASH);
      expect(signature).to.have.lengthOf(stubSignature.length);
      expect(signature.slice(2 + 128)).to.equal(publicKey.x.slice(2) + publicKey.y.slice(2));
      expect(BigInt(`0x${signature.slice(2 + 64, 2 + 128)}`) <= half).to.equal(true);
      const raw = Buffer.from(signature.slice(2, 2 + 128), "hex");
      const algorithm = { name: "ECDSA", hash: "SHA-256" };
      const message = Buffer.from(HASH.slice(2), "hex");
      expect(await crypto.subtle.verify(algorithm, verifier, raw, message)).to.equal(true);
    }
  });

  it("of secp256k1 sign the hash itself, in 65 bytes", async () => {
    const key = secp256k1SessionKey(SECRET);
    const signature = await key.sign(HASH);
    expect(signature).to.have.lengthOf(key.stubSignature.length);
    expect(await recoverAddress({ hash: HASH, signature })).to.equal(key.address);
    expect(secp256k1SessionKey().address).not.to.equal(secp256k1SessionKey().address);
  });
});
