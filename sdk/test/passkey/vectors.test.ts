import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { hashMessage, hashTypedData, size, slice, type Hex, type TypedDataDefinition } from "viem";
import { passkeyVectors } from "../../scripts/passkey-vectors.js";
import { stringifyVectors } from "../../scripts/vectors.js";
import * as errors from "../../src/errors/index.js";
import { parsePublicKey } from "../../src/passkey/public-key.js";

type Outcome = { name: string; error?: string };

interface Vectors {
  key: { x: Hex; y: Hex; cose: Hex };
  keys: Outcome[];
  signatures: Outcome[];
  clientData: Outcome[];
  authenticatorData: Outcome[];
  origins: Outcome[];
  credentialIds: Outcome[];
  assertions: {
    name: string;
    response: { authenticatorData: string; clientDataJSON: string; signature: string };
    assertion: Hex;
    signature: Hex;
  }[];
  typedData: { name: string; typedData: TypedDataDefinition; hash: Hex; signature: Hex }[];
  messages: { message: string; signed: Hex }[];
}

const text = readFileSync(new URL("../../vectors/passkeys.json", import.meta.url), "utf8");
const vectors = JSON.parse(text) as Vectors;
const bytes = (base64url: string) => Buffer.from(base64url, "base64url");

describe("Passkey vectors", () => {
  it("are up to date; if they are not, run `npm run vectors` in sdk/", async () => {
    expect(stringifyVectors(await passkeyVectors())).to.equal(text);
  });

  it("include good and bad ones of each kind, the bad ones with the name of an existing error", () => {
    for (const kind of [
      "keys",
      "signatures",
      "clientData",
      "authenticatorData",
      "origins",
      "credentialIds",
    ] as const) {
      const refused = vectors[kind].flatMap(({ error }) => (error === undefined ? [] : [error]));
      expect(refused.length, kind).to.be.within(1, vectors[kind].length - 1);
      for (const error of refused) expect(errors).to.have.property(error);
    }
  });

  it("are signed by their key according to OpenSSL, whichever half their s is in", () => {
    const point = { kty: "EC", crv: "P-256", x: base64url(vectors.key.x), y: base64url(vectors.key.y) };
    const key = createPublicKey({ key: point, format: "jwk" });
    for (const { name, response } of vectors.assertions) {
      const clientDataHash = createHash("sha256").update(bytes(response.clientDataJSON)).digest();
      const signed = Buffer.concat([bytes(response.authenticatorData), clientDataHash]);
      expect(verify("sha256", signed, key, bytes(response.signature)), name).to.equal(true);
    }
    expect(parsePublicKey(Buffer.from(vectors.key.cose.slice(2), "hex"))).to.deep.equal([
      vectors.key.x,
      vectors.key.y,
    ]);
  });

  it("have the hash of each message and typed data as a verifier computes it, which is not what is signed", () => {
    for (const { typedData, hash, signature } of vectors.typedData) {
      expect(hashTypedData(typedData)).to.equal(hash);
      // The tail gives the length of the description.
      const length = Number(slice(signature, size(signature) - 2));
      expect(size(signature)).to.equal(2 + 32 + 32 + length + 2);
    }
    for (const { message, signed } of vectors.messages) expect(signed).to.not.equal(hashMessage(message));
  });
});

function base64url(hex: Hex): string {
  return Buffer.from(hex.slice(2), "hex").toString("base64url");
}
