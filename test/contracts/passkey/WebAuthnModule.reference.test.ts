import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { hexlify } from "ethers";
import fc from "fast-check";
import { clientDataJson, type ClientDataDialect } from "../../helpers/passkeys/client-data";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { parseDerSignature, toDer, toLowS } from "../../helpers/passkeys/p256-signature";
import { ORIGIN, PasskeyHost } from "../../helpers/passkeys/passkey-host";
import { encodeAssertion } from "../../helpers/passkeys/passkey-signature";
import { propertyRuns } from "../../helpers/project/tries";
import { referenceAccepts } from "../../helpers/passkeys/reference-verifier";
import type { Assertion, Passkey } from "../../helpers/passkeys/software-authenticator";

const ATTESTED_DATA = 0x40;

/**
 * What an authenticator may add, in CBOR: {"credProtect": 2}, {"thirdPartyPayment": true} and {"uvm": [[2, 4,
 * 2]]}.
 */
const EXTENSIONS = [
  "a16b6372656450726f7465637402",
  "a171746869726450617274795061796d656e74f5",
  "a16375766d8183020402",
];

/** Pieces from which a client, or someone posing as one, could build a text. */
const PIECES = [
  ",",
  ":",
  "{",
  "}",
  "[",
  "]",
  '"',
  "\\",
  "\\u0022",
  " ",
  "\n",
  "0",
  "true",
  "false",
  "null",
  "é",
  '"type":"webauthn.get",',
  '"type":"webauthn.create",',
  '"crossOrigin":false,',
  '"crossOrigin":true,',
  `"origin":"${ORIGIN}",`,
  '"origin":"https://evil.example",',
  '"topOrigin":"https://evil.example",',
  '"challenge":"AAAA",',
  '"nested":{"challenge":"AAAA"},',
  '"\\u0074ype":"webauthn.create",',
];

describe("WebAuthnModule: reference (@simplewebauthn/server)", () => {
  let host: PasskeyHost;
  let passkey: Passkey;
  const challenge = randomBytes(32);

  before(async () => {
    host = await PasskeyHost.deploy(await fundedWallet(localProvider()));
    passkey = await host.newKey();
  });

  /** Asks both; the module must not accept what the reference refuses, and must always answer. */
  const compare = async (assertion: Assertion): Promise<boolean> => {
    const taken = await host.acceptsFor(hexlify(challenge), encodeAssertion(assertion));
    if (taken) expect(await referenceAccepts(passkey, challenge, assertion)).to.equal(true);
    return taken;
  };

  const dialect = fc.constantFrom<ClientDataDialect>("chromium", "without-cross-origin", "challenge-first");
  /** Replaces some characters, at a position in thousandths of the text, by a piece. */
  const edit = fc.record({
    at: fc.nat(1000),
    remove: fc.oneof(fc.constant(0), fc.nat(12)),
    piece: fc.constantFrom("", ...PIECES),
  });
  /**
   * Flags, counter and extensions, independent of each other; assertions have no attested data. The RP id
   * hash is that of the origin's host, see docs/passkeys.md.
   */
  const data = fc.record({
    flags: fc.integer({ min: 0, max: 0xff }).map((flags) => flags & ~ATTESTED_DATA),
    counter: fc.nat(0xffffffff),
    extensions: fc.option(fc.constantFrom(...EXTENSIONS), { nil: "" }),
  });

  it("accepts what the module accepts, honest or changed before signing (property)", async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(
        dialect,
        fc.array(edit, { maxLength: 2 }),
        // Half the time there is no piece; without one, and without edits, the assertion is honest.
        fc.option(data, { freq: 1 }),
        async (kind, edits, changed) => {
          const honest = clientDataJson({ type: "webauthn.get", challenge, origin: ORIGIN }, kind);
          const text = edits.reduce(applyEdit, honest);
          const { authenticatorData: plain } = passkey.assert(challenge);
          const authenticatorData = changed ? changeData(plain, changed) : plain;
          if (await compare(passkey.assert(challenge, { clientDataJson: text, authenticatorData })))
            taken += 1;
        },
      ),
      { numRuns: propertyRuns(125), examples: [["chromium", [], null]] },
    );
    // About a third is accepted.
    expect(taken).to.be.greaterThan(10);
  });

  it("accepts what the module accepts, changed after signing (property)", async () => {
    const part = fc.constantFrom("authenticatorData", "clientDataJson", "r", "s", "credentialId");
    await fc.assert(
      fc.asyncProperty(part, fc.nat(1000), fc.integer({ min: 1, max: 127 }), async (which, at, mask) => {
        const honest = passkey.assert(challenge);
        const signature = toLowS(parseDerSignature(honest.signature));
        const flip = (bytes: Uint8Array) => {
          const copy = Buffer.from(bytes);
          copy[at % copy.length]! ^= mask;
          return copy;
        };
        const bit = 1n << BigInt(at % 256);
        const changed: Assertion = {
          ...honest,
          signature: toDer(signature),
          ...(which === "authenticatorData" && { authenticatorData: flip(honest.authenticatorData) }),
          ...(which === "clientDataJson" && {
            clientDataJson: flip(Buffer.from(honest.clientDataJson)).toString(),
          }),
          ...(which === "r" && { signature: toDer({ ...signature, r: signature.r ^ bit }) }),
          ...(which === "s" && { signature: toDer({ ...signature, s: signature.s ^ bit }) }),
          ...(which === "credentialId" && { credentialId: flip(honest.credentialId) }),
        };
        expect(await compare(changed)).to.equal(false);
      }),
      { numRuns: propertyRuns(60) },
    );
  });
});

function applyEdit(
  text: string,
  { at, remove, piece }: { at: number; remove: number; piece: string },
): string {
  const start = Math.floor((at * text.length) / 1000);
  return text.slice(0, start) + piece + text.slice(start + remove);
}

function changeData(
  plain: Uint8Array,
  { flags, counter, extensions }: { flags: number; counter: number; extensions: string },
): Uint8Array {
  const changed = Buffer.concat([plain, Buffer.from(extensions, "hex")]);
  changed[32] = flags;
  changed.writeUInt32BE(counter, 33);
  return changed;
}
