import { expect } from "chai";
import { hexlify, randomBytes, toBeHex } from "ethers";
import fc from "fast-check";
import { traceCall } from "../../helpers/chain/call-trace";
import { toBase64Url } from "../../helpers/passkeys/base64url";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { ORIGIN, PasskeyHost } from "../../helpers/passkeys/passkey-host";
import { encodeAssertion } from "../../helpers/passkeys/passkey-signature";
import { propertyRuns } from "../../helpers/project/tries";
import { createPasskey, type Passkey } from "../../helpers/passkeys/software-authenticator";

describe("WebAuthnModule: clientDataJSON", () => {
  let host: PasskeyHost;
  let passkey: Passkey;
  const challengeBytes = randomBytes(32);
  const challenge = toBase64Url(challengeBytes);

  before(async () => {
    host = await PasskeyHost.deploy(await fundedWallet(localProvider()));
    passkey = await host.newKey();
  });

  /** Returns whether an honestly signed text is accepted for the challenge. */
  const accepts = (clientDataJson: string): Promise<boolean> =>
    host.acceptsFor(
      hexlify(challengeBytes),
      encodeAssertion(passkey.assert(challengeBytes, { clientDataJson })),
    );

  const expectEach = async (texts: readonly string[], accepted: boolean) => {
    for (const text of texts) expect(await accepts(text), text).to.equal(accepted);
  };

  const type = '"type":"webauthn.get"';
  const nonce = `"challenge":"${challenge}"`;
  const origin = `"origin":"${ORIGIN}"`;
  const notCross = '"crossOrigin":false';
  const usual = [type, nonce, origin, notCross];
  const object = (...members: string[]) => `{${members.join(",")}}`;

  it("W9: is accepted as Chromium, Safari and Firefox write it, with members of later versions", async () => {
    for (const dialect of ["chromium", "without-cross-origin", "challenge-first"] as const) {
      expect(await host.accepts(passkey, { dialect })).to.equal(true);
    }
    const extras = [
      '"other_keys_can_be_added_here":"do not compare clientDataJSON against a template. See https://goo.gl/yabPex"',
      '"tokenBinding":{"status":"supported","list":[1,-2.5e+3,4E5,6e-7,0,true,false,null,{"a":[]}]}',
      '"quoted":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00aF\\u09fA"',
      '"escaped":"\\u00e9"',
      '"type2":"webauthn.create"',
      '"é":"\u{1f511}"',
    ];
    for (const extra of extras) {
      await expectEach(
        [object(...usual, extra), object(extra, nonce, origin, type), object(type, extra, nonce, origin)],
        true,
      );
    }
    await expectEach([object(...usual, ...extras), object(...[...usual].reverse())], true);
  });

  it("W9: is accepted with its members in any order, crossOrigin or not", async () => {
    await expectEach(
      [...permutations(usual), ...permutations(usual.slice(0, 3))].map((members) => object(...members)),
      true,
    );
  });

  it("W11: carries any challenge in base64url", async () => {
    const challenges = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const dialects = fc.constantFrom("chromium" as const, "challenge-first" as const);
    await fc.assert(
      fc.asyncProperty(challenges, dialects, async (bytes, dialect) => {
        const encoded = encodeAssertion(passkey.assert(bytes, { dialect }));
        expect(await host.acceptsFor(hexlify(bytes), encoded)).to.equal(true);
      }),
      {
        numRuns: propertyRuns(13),
        examples: [
          [new Uint8Array(32), "chromium"],
          [new Uint8Array(32).fill(255), "chromium"],
        ],
      },
    );
  });

  it("is accepted for origins of any length", async () => {
    for (const length of [1, 4, 5, 31, 32, 33, 64, 252, 253]) {
      const other = createPasskey({ origin: "x".repeat(length), rpId: "example" });
      await host.add(other);
      expect(await host.accepts(other), `${length} bytes`).to.equal(true);
      expect(await host.accepts(other, { dialect: "challenge-first" }), `${length} bytes`).to.equal(true);
      expect(await host.accepts(other, { origin: `${other.origin}x` })).to.equal(false);
    }
    // No key has one of these, nor what they begin with, wherever the search for their end stops.
    for (const length of [254, 255, 256, 285, 286, 300, 1000]) {
      const long = `"origin":"${"x".repeat(length)}"`;
      await expectEach([object(type, nonce, long, notCross), object(nonce, long, type)], false);
    }
  });

  it("costs less than half where it begins as clients write it, with an origin of any length", async () => {
    const cost = async (of: Passkey, text: string) => {
      const assertion = encodeAssertion(of.assert(challengeBytes, { clientDataJson: text }));
      const { validateSignature } = host.module;
      const request = await validateSignature.populateTransaction(challengeBytes, assertion);
      const { output, gasUsed } = await traceCall(localProvider(), { ...request, from: host.account });
      expect(output, text).to.equal(toBeHex(1, 32));
      return BigInt(gasUsed);
    };
    for (const length of [...Array.from({ length: 64 }, (_, i) => i + 1), 252, 253]) {
      // The last two differ from a quote and a backslash in one bit.
      const of = createPasskey({ origin: "x#]".charAt(length % 3).repeat(length), rpId: "example" });
      await host.add(of);
      const named = `"origin":"${of.origin}"`;
      const usually = await cost(of, object(type, nonce, named, notCross));
      expect(2n * usually < (await cost(of, object(nonce, type, named, notCross))), named).to.equal(true);
    }
  });

  it("W8: is refused with another type or challenge, or with them in a nested object only", async () => {
    const wrongTypes = ["webauthn.create", "webauthn.get ", "webauthn.ge", "webauthn.get\\u0000", ""].map(
      (name) => `"type":"${name}"`,
    );
    const wrongNonces = [
      `${challenge}=`,
      challenge.slice(0, -1),
      `${challenge}A`,
      toBase64Url(randomBytes(32)),
      // In one byte only: it is compared in two parts.
      ...[0, 23, 24, 31].map((at) =>
        toBase64Url(challengeBytes.map((byte, i) => (i === at ? byte ^ 1 : byte))),
      ),
      "",
    ].map((text) => `"challenge":"${text}"`);
    for (const wrong of [...wrongTypes, '"type":null', '"type":["webauthn.get"]']) {
      await expectEach([object(wrong, nonce, origin, notCross), object(nonce, wrong, origin)], false);
    }
    for (const wrong of [...wrongNonces, `"challenge":{${nonce}}`]) {
      await expectEach([object(type, wrong, origin, notCross), object(origin, wrong, type)], false);
    }
    const nested = [type, nonce, origin].map((member) => `"nested":{${member}}`);
    await expectEach(
      [
        object(nested[0]!, nonce, origin),
        object(type, nested[1]!, origin),
        object(type, nonce, nested[2]!),
        object(nonce, origin),
        object(type, origin, notCross),
        object(type, nonce, notCross),
        `{"a":${object(...usual)}}`,
      ],
      false,
    );
  });

  it("is refused with an origin the key is not registered for", async () => {
    const others = [
      "https://evil.example",
      `${ORIGIN}/`,
      ORIGIN.slice(0, -1),
      ORIGIN.toUpperCase(),
      "",
      `${ORIGIN}\\`,
    ];
    for (const other of others) {
      const wrong = `"origin":"${other}"`;
      await expectEach([object(type, nonce, wrong, notCross), object(nonce, wrong, type)], false);
    }
    const escaped = `"origin":"${ORIGIN.replace("h", "\\u0068")}"`;
    await expectEach([object(type, nonce, escaped, notCross), object(nonce, escaped, type)], false);
  });

  it("W9: is accepted with slashes of the origin escaped, as Google's library on Android writes them", async () => {
    const slashes = (text: string) => text.replaceAll("/", "\\/");
    const escaped = `"origin":"${slashes(ORIGIN)}"`;
    const android = '"androidPackageName":"com.android.chrome"';
    const half = `"origin":"${ORIGIN.replace("/", "\\/")}"`;
    await expectEach(
      [
        object(type, nonce, escaped, android),
        object(type, nonce, escaped, notCross),
        object(type, nonce, escaped, notCross, android),
        object(type, nonce, escaped),
        object(nonce, escaped, type),
        object(type, nonce, half, notCross),
      ],
      true,
    );
    // Wherever in a word of 32 bytes the backslash is.
    for (let at = 0; at < 32; at++) {
      const app = createPasskey({ origin: `${"x".repeat(at)}/x`, rpId: "example" });
      await host.add(app);
      const text = object(type, nonce, `"origin":"${slashes(app.origin)}"`, notCross);
      const assertion = encodeAssertion(app.assert(challengeBytes, { clientDataJson: text }));
      expect(await host.acceptsFor(hexlify(challengeBytes), assertion), text).to.equal(true);
    }
    // More bytes than an origin may have, but no more once unescaped.
    const other = createPasskey({ origin: `https://${"/".repeat(245)}`, rpId: "example" });
    await host.add(other);
    const text = object(type, nonce, `"origin":"${slashes(other.origin)}"`, android);
    const assertion = other.assert(challengeBytes, { clientDataJson: text });
    expect(await host.acceptsFor(hexlify(challengeBytes), encodeAssertion(assertion))).to.equal(true);
  });

  it("is refused with any other escape in the origin, and with that one in any other member that counts", async () => {
    const [scheme, rest] = ORIGIN.split("//");
    const origins = [
      `${scheme}\\/\\/evil.example`,
      `${scheme}\\/\\/${rest}\\/`,
      `${scheme}\\\\//${rest}`,
      `${scheme}\\//${rest}\\`,
      `${scheme}\\/\\/${rest}\\"`,
      `${scheme}\\u002f\\u002f${rest}`,
      `${scheme}\\u002F/${rest}`,
      `${scheme}\\/\\/${rest!.replace("a", "\\u0061")}`,
      `${scheme}\\/\\/\\a${rest}`,
      `${scheme}\\\\/\\\\/${rest}`,
      `${scheme}\\n//${rest}`,
      "\\",
      "\\/",
    ];
    for (const wrong of origins.map((text) => `"origin":"${text}"`)) {
      await expectEach([object(type, nonce, wrong, notCross), object(nonce, wrong, type)], false);
    }
    // A slash that needs no escape, in place of a character of the challenge.
    const challenges = [`${challenge.slice(0, -1)}\\/`, `\\/${challenge}`, `${challenge}\\/`];
    for (const text of challenges) {
      const wrong = `"challenge":"${text}"`;
      await expectEach([object(type, wrong, origin, notCross), object(origin, wrong, type)], false);
    }
    await expectEach(
      [
        object('"type":"webauthn.get\\/"', nonce, origin, notCross),
        object('"type\\/":"webauthn.get"', nonce, origin, type),
        object(...usual, '"a\\/b":1'),
      ],
      false,
    );
  });

  it("W15: is refused if it names a cross-origin frame or a top origin", async () => {
    expect(await host.accepts(passkey, { crossOrigin: true })).to.equal(false);
    const top = '"topOrigin":"https://evil.example"';
    await expectEach(
      [
        object(...usual, top),
        object(top, ...usual),
        object(type, nonce, origin, top),
        object(type, nonce, origin, '"crossOrigin":true', top),
        object(nonce, '"crossOrigin":true', type, origin),
        object(type, nonce, origin, '"crossOrigin":null'),
        object(type, nonce, origin, '"crossOrigin":"false"'),
        object(type, nonce, origin, '"crossOrigin":falsey'),
        // As long as the word that it has to be.
        ...["fals0", "true0", "12345", '"abc"', "[1,2]", "null "].flatMap((value) => [
          object(type, nonce, origin, `"crossOrigin":${value}`),
          object(nonce, `"crossOrigin":${value}`, type, origin),
        ]),
      ],
      false,
    );
  });

  it("W10: is refused with a member twice, an escape in a name, or anything after the brace", async () => {
    for (const member of usual) {
      await expectEach([object(...usual, member), object(member, ...usual)], false);
    }
    await expectEach(
      [
        object(...usual, '"\\u0074ype":"webauthn.create"'),
        object('"typ\\u0065":"webauthn.get"', nonce, origin),
        `${object(...usual)} `,
        `${object(...usual)}}`,
        `${object(...usual)},`,
        `${object(...usual)}${object(...usual)}`,
        `${object(nonce, type, origin)}\n`,
      ],
      false,
    );
  });

  it("W10: is refused with any other character before the challenge or the origin, or at the end", async () => {
    const whole = object(type, nonce, origin, notCross);
    const [challengeAt, originAt] = ['"challenge":"', '"origin":"'].map(
      (start) => whole.indexOf(start) + start.length,
    ) as [number, number];
    const places = [
      ...Array.from({ length: challengeAt }, (_, i) => i),
      ...Array.from({ length: originAt - challengeAt - 43 }, (_, i) => challengeAt + 43 + i),
      ...Array.from({ length: ":false}".length }, (_, i) => whole.length - 1 - i),
    ];
    // Among them those that differ in one bit only, since words are compared under masks.
    const others = (character: string) => [
      "x",
      ...Array.from({ length: 7 }, (_, bit) => String.fromCharCode(character.charCodeAt(0) ^ (1 << bit))),
    ];
    await expectEach(
      places.flatMap((at) =>
        others(whole.charAt(at)).map((other) => `${whole.slice(0, at)}${other}${whole.slice(at + 1)}`),
      ),
      false,
    );
    const more = `${whole.slice(0, -1)},"a":1}`;
    await expectEach([more], true);
    const comma = whole.length - 1;
    await expectEach(
      others(",").map((other) => `${more.slice(0, comma)}${other}${more.slice(comma + 1)}`),
      false,
    );
    // The name of another member, as long as that of the origin, leaves it without an origin.
    await expectEach([object(type, nonce, origin.replace("origin", "orlgin"), notCross)], false);
  });

  it("is refused unless it is JSON without white space", async () => {
    const whole = object(...usual);
    const values = [
      "",
      "x",
      "'a'",
      "01",
      "-",
      "1.",
      ".5",
      "1e",
      "+1",
      "tru",
      "trux",
      "fxlse",
      "nul",
      "n000",
      "[1,]",
      "[",
      "[1;",
      "{]",
      '{"a"}',
      '{"a":1,}',
      '{"a":1;',
      '{"a":tru}',
      "{1:2}",
      '{"a"x1}',
      '{"a",1}',
    ];
    const strings = ['"', '"\\', '"\\x"', '"\\u12', '"\n"', '"\u0000"', '"\u001f"'];
    // What is next to the digits, on either side.
    for (const digit of ["/", ":", "@", "G", "`", "g"]) {
      strings.push(`"\\u${digit}234"`, `"\\u1${digit}34"`, `"\\u12${digit}4"`, `"\\u123${digit}"`);
    }
    await expectEach(
      [
        "",
        "{",
        "{}",
        "[]",
        `[${usual.join(",")}]`,
        whole.slice(1),
        whole.slice(0, -1),
        `${whole.slice(0, -1)},`,
        ...["]", "x", '"'].map((end) => `${whole.slice(0, -1)}${end}`),
        ...["]", "x", '"'].map((end) => `${object(nonce, type, origin).slice(0, -1)}${end}`),
        `${whole.slice(0, -1)},}`,
        `${whole.slice(0, -1)},,"a":1}`,
        ` ${whole}`,
        whole.replace(":", ": "),
        whole.replace(",", ", "),
        whole.replace("{", "{,"),
        ...[...values, ...strings].map((value) => object(...usual, `"a":${value}`)),
        ...[...values, ...strings].map((value) => object(`"a":${value}`, nonce, type, origin)),
      ],
      false,
    );
  });

  it("is refused with values nested more than eight deep", async () => {
    const lists = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    const objects = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${"}".repeat(depth - 1)}`;
    for (const nested of [lists, objects]) {
      const around = (depth: number) => object(nonce, type, origin, `"deep":${nested(depth)}`);
      await expectEach([around(8)], true);
      await expectEach([around(9), around(200)], false);
    }
  });

  it("W10: is accepted only if a JSON parser would accept it (property)", async () => {
    const values = fc.json({ maxDepth: 3 });
    const names = fc.constantFrom("type", "challenge", "origin", "crossOrigin", "topOrigin", "a", "\\u0061");
    const stray = fc.tuple(names, values).map(([name, value]) => `"${name}":${value}`);
    const members = fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...usual) }, stray), {
      maxLength: 7,
    });
    const shuffled = fc
      .tuple(members, fc.shuffledSubarray(usual, { minLength: 3 }))
      .map(([a, b]) => [...b, ...a]);
    const change = fc.option(fc.tuple(fc.nat(), fc.integer({ min: 0x20, max: 0x7e })), { freq: 3 });
    const texts = fc
      .tuple(
        fc.oneof(members, shuffled, fc.shuffledSubarray(usual), fc.constant(usual)),
        change,
        fc.boolean(),
      )
      .map(([list, at, escapes]) => {
        const plain = object(...list);
        const text = escapes ? plain.replaceAll("/", "\\/") : plain;
        if (at === null) return text;
        const position = at[0] % text.length;
        return text.slice(0, position) + String.fromCharCode(at[1]) + text.slice(position + 1);
      });
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        if (!(await accepts(text))) return;
        accepted++;
        expect(readsAsGood(text), text).to.equal(true);
      }),
      { numRuns: propertyRuns(150) },
    );
    expect(accepted).to.be.greaterThan(0);
  });

  function readsAsGood(text: string): boolean {
    const data = JSON.parse(text) as Record<string, unknown>;
    return (
      data.type === "webauthn.get" &&
      data.challenge === challenge &&
      data.origin === ORIGIN &&
      (data.crossOrigin === undefined || data.crossOrigin === false) &&
      data.topOrigin === undefined
    );
  }
});

function permutations<T>(values: readonly T[]): T[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((first, i) =>
    permutations([...values.slice(0, i), ...values.slice(i + 1)]).map((rest) => [first, ...rest]),
  );
}
