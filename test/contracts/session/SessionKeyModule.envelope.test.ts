import { expect } from "chai";
import {
  AbiCoder,
  concat,
  dataLength,
  dataSlice,
  hexlify,
  randomBytes,
  toBigInt,
  zeroPadValue,
} from "ethers";
import fc from "fast-check";
import { word } from "../../helpers/chain/calldata";
import { encodeBatchExecute } from "../../helpers/accounts/execution-mode";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { FAR_OFFSETS } from "../../helpers/chain/far-offsets";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { SessionHost, SIGNED_HASH, type SessionSecret } from "../../helpers/sessions/session-host";
import { p256KeyPair } from "../../helpers/sessions/session-keypair";
import { transferTo } from "../../helpers/sessions/session-policies";
import { encodeSessionSignature, encodeSessionValidatorData } from "../../helpers/sessions/session-signature";
import { propertyRuns } from "../../helpers/project/tries";
import { lifetime } from "../../helpers/sessions/usage-limit";

const ALICE = "0xa11ce00000000000000000000000000000000001";
const call = { to: ALICE, value: 1n };
const IDS = [0n, 0n];

describe("SessionKeyModule: the signature field", () => {
  let sessions: SessionHost;
  let session: SessionSecret;
  let signature: string;
  let whole: string;

  before(async () => {
    sessions = await SessionHost.deploy(await fundedWallet(localProvider()));
    session = await sessions.open({ transferPolicies: [transferTo(ALICE, lifetime(10n))] });
    signature = await session.key.sign(SIGNED_HASH);
    whole = encodeSessionSignature(signature, sessions.moduleAddress, session.spec, IDS);
  });

  const ask = (field: string) => sessions.ask(session, { ...call, signature: field });
  const replace = (data: string, at: number, ...words: bigint[]) =>
    concat([dataSlice(data, 0, at), ...words.map(word), dataSlice(data, at + 32 * words.length)]);

  it("is accepted as clients encode it, with a key on either curve", async () => {
    expect(await ask(whole)).to.equal(true);
    const key = await p256KeyPair();
    const other = await sessions.open({ transferPolicies: [transferTo(ALICE, lifetime(10n))] }, key);
    const field = encodeSessionSignature(
      await key.sign(SIGNED_HASH),
      sessions.moduleAddress,
      other.spec,
      IDS,
    );
    expect(await sessions.ask(other, { ...call, signature: field })).to.equal(true);
  });

  it("K21: may contain no unneeded byte, wherever it is added", async () => {
    const data = encodeSessionValidatorData(session.spec, IDS);
    const head = (signatureAt: bigint, dataAt: bigint) =>
      concat([word(signatureAt), zeroPadValue(sessions.moduleAddress, 32), word(dataAt)]);
    const bytes = (content: string, padding = (32 - (dataLength(content) % 32)) % 32) =>
      concat([word(BigInt(dataLength(content))), content, new Uint8Array(padding)]);
    const dataAt = 0x60n + BigInt(dataLength(bytes(signature)));
    expect(concat([head(0x60n, dataAt), bytes(signature), bytes(data)])).to.equal(whole);

    const gap = hexlify(randomBytes(32));
    const dataFirst = 0x60n + BigInt(dataLength(bytes(data)));
    const longer: Record<string, string> = {
      "a byte at the end": concat([whole, "0x00"]),
      "a word at the end": concat([whole, word(0n)]),
      "36,000 bytes at the end": concat([whole, new Uint8Array(36_000)]),
      "a word before the first member": concat([
        head(0x80n, dataAt + 32n),
        gap,
        bytes(signature),
        bytes(data),
      ]),
      "a word between the members": concat([head(0x60n, dataAt + 32n), bytes(signature), gap, bytes(data)]),
      "a first member padded by 32 more bytes": concat([
        head(0x60n, dataAt + 32n),
        bytes(signature, 31 + 32),
        bytes(data),
      ]),
      "the members in reverse order": concat([head(dataFirst, 0x60n), bytes(data), bytes(signature)]),
      "the first member repeated": concat([whole, bytes(signature)]),
      "a fourth member": AbiCoder.defaultAbiCoder().encode(
        ["bytes", "address", "bytes", "bytes"],
        [signature, sessions.moduleAddress, data, "0x"],
      ),
      "an extra word in the data": concat([
        head(0x60n, dataAt),
        bytes(signature),
        bytes(concat([data, word(0n)])),
      ]),
      "an extra byte in the data": concat([
        head(0x60n, dataAt),
        bytes(signature),
        bytes(concat([data, "0x00"])),
      ]),
      "a byte more of data, with which the field ends": concat([
        head(0x60n, dataAt),
        bytes(signature),
        bytes(concat([data, "0x00"]), 0),
      ]),
      "one more period id than it says": concat([
        head(0x60n, dataAt),
        bytes(signature),
        bytes(concat([data, word(0n), word(0n)])),
      ]),
    };
    for (const [name, field] of Object.entries(longer)) {
      await expectRefused(ask(field), "MalformedValidatorData").catch((failure: Error) => {
        throw new Error(`${name}: ${failure.message}`);
      });
    }
    // A signature has one of two lengths.
    for (const added of [1, 31, 32, 63, 36_000]) {
      const field = encodeSessionSignature(
        concat([signature, new Uint8Array(added)]),
        sessions.moduleAddress,
        session.spec,
        IDS,
      );
      expect(await ask(field)).to.equal(false);
    }
    for (const given of [3, 40]) {
      const periodIds = Array<bigint>(given).fill(0n);
      const { error } = await expectRefused(
        sessions.ask(session, { ...call, periodIds }),
        "WrongNumberOfPeriodIds",
      );
      expect(error?.args.toArray()).to.deep.equal([BigInt(given), 2n]);
    }
  });

  it("K21: is invalid with bytes inserted anywhere or removed (property)", async () => {
    const place = fc.oneof(
      fc.nat(end()),
      fc.nat(end() / 32).map((words) => 32 * words),
      fc.constant(end()),
    );
    await fc.assert(
      fc.asyncProperty(place, fc.uint8Array({ minLength: 1, maxLength: 96 }), async (at, added) => {
        const longer = concat([dataSlice(whole, 0, at), added, dataSlice(whole, at)]);
        expect(await ask(longer).catch(() => false)).to.equal(false);
        const shorter = concat([
          dataSlice(whole, 0, at),
          dataSlice(whole, Math.min(at + added.length, end())),
        ]);
        if (shorter !== whole) expect(await ask(shorter).catch(() => false)).to.equal(false);
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  it("K9: is refused with a reason, however far one of its offsets or lengths reaches (property)", async () => {
    const inData = dataLength(whole) - dataLength(encodeSessionValidatorData(session.spec, IDS));
    const idsAt = inData + Number(toBigInt(dataSlice(whole, inData + 32, inData + 64)));
    // Offsets of both members; lengths of both; offsets of spec and ids, and their number.
    const places = [0, 0x40, 0x60, inData - 32, inData, inData + 32, idsAt];
    const values = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...FAR_OFFSETS) },
      { weight: 1, arbitrary: fc.bigInt(0n, 2n ** 256n - 1n) },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), values, async (at, value) => {
        const before = toBigInt(dataSlice(whole, at, at + 32));
        if (value === before) return;
        // A signature of another length, of as many words, is not malformed but nobody's.
        if (at === 0x60 && (value + 31n) / 32n === (before + 31n) / 32n) {
          expect(await ask(replace(whole, at, value))).to.equal(false);
          return;
        }
        // With a reason, hence not by running out of gas.
        await expectRefused(ask(replace(whole, at, value)), "MalformedValidatorData");
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  it("K9: matches no signature of the session if its length differs within the same words", async () => {
    for (const size of [66n, 96n]) expect(await ask(replace(whole, 0x60, size))).to.equal(false);
  });

  it("K9: is read no further than it reaches, however short it is", async () => {
    for (let size = 0; size < 0x120; size += 7)
      await expectRefused(ask(dataSlice(whole, 0, size)), "MalformedValidatorData");
    for (const at of FAR_OFFSETS)
      await expectRefused(ask(concat([word(0x60n), word(0n), word(at), word(0n)])), "MalformedValidatorData");
  });

  it("K9: is refused if its signature would end before it begins", async () => {
    const data = encodeSessionValidatorData(session.spec, IDS);
    const rest = concat([word(BigInt(dataLength(data))), data]);
    // Rounded up to whole words, the length is 0.
    for (const length of [2n ** 256n - 1n, 2n ** 256n - 31n]) {
      const field = concat([
        word(0x60n),
        zeroPadValue(sessions.moduleAddress, 32),
        word(0x80n),
        word(length),
        rest,
      ]);
      await expectRefused(ask(field), "MalformedValidatorData");
    }
  });

  it("K9: is refused if it goes on in what follows it, which is the paymaster's input", async () => {
    const [size, length] = [0x80n, 0x40n];
    // After the field come two words, the number of bytecodes and the length of the paymaster's input.
    const dataAt = size + length;
    const field = concat([word(0x60n), zeroPadValue(sessions.moduleAddress, 32), word(dataAt), word(length)]);
    const lessThanNothing = 2n ** 256n + size - dataAt - 0x20n;
    const specWords = dataSlice(encodeSessionValidatorData(session.spec, []), 0x40, -0x20);
    const idsAt = 0x40n + BigInt(dataLength(specWords));
    const paymasterInput = concat([
      word(lessThanNothing),
      word(0x40n),
      word(idsAt),
      specWords,
      word((lessThanNothing - idsAt - 0x20n) / 32n),
    ]);
    await expectRefused(
      sessions.ask(session, { ...call, signature: field, paymasterInput }),
      "MalformedValidatorData",
    );
  });

  it("K9: is refused with a reason for a batch, however far one of its offsets or lengths reaches", async () => {
    const good = encodeBatchExecute([call, call].map(({ to, value }) => ({ target: to, value })));
    const asked = { to: sessions.account, periodIds: [0n, 0n, 0n] };
    expect(await sessions.ask(session, { ...asked, data: good })).to.equal(true);
    // Of the calldata, the array, both calls, and their data; the number of calls, and the length of their
    // data.
    const places = [0x24, 0x44, 0x64, 0x84, 0xa4, 0xc4, 0x124, 0x144, 0x1a4, 0x1c4];
    for (const at of places) {
      for (const far of FAR_OFFSETS) {
        const data = replace(good, at, far);
        await expectRefused(sessions.ask(session, { ...asked, data }), "MalformedBatch");
      }
    }
  });

  const end = () => dataLength(whole);
});
