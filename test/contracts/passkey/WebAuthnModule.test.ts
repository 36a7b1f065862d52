import { expect } from "chai";
import {
  AbiCoder,
  concat,
  dataLength,
  dataSlice,
  getBytes,
  hexlify,
  id,
  keccak256,
  randomBytes,
  toBeHex,
  toUtf8Bytes,
  ZeroAddress,
  ZeroHash,
  Interface,
} from "ethers";
import fc from "fast-check";
import {
  IValidationModule__factory,
  IWebAuthnModule__factory,
  ModuleHost__factory,
  RawAnswerAccount__factory,
  WebAuthnModule__factory,
  type ModuleHost,
} from "../../../typechain-types";
import { deployContract } from "../../helpers/chain/deploy-contract";
import { timeOf } from "../../helpers/chain/chain-time";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { interfaceId } from "../../helpers/accounts/interface-id";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { mappingEntry, namespaceMember } from "../../helpers/chain/storage-slots";
import { encodePasskeyInstall } from "../../helpers/accounts/module-install";
import { transactionStruct } from "../../helpers/accounts/module-transaction";
import { P256_PRIME, firstPoint, pointWords } from "../../helpers/passkeys/p256-point";
import { P256_ORDER, toHighS, toLowS } from "../../helpers/passkeys/p256-signature";
import { ORIGIN, PasskeyHost } from "../../helpers/passkeys/passkey-host";
import { encodeAssertion, encodePasskeySignature } from "../../helpers/passkeys/passkey-signature";
import { propertyRuns } from "../../helpers/project/tries";
import { createPasskey, type Passkey } from "../../helpers/passkeys/software-authenticator";

const NO_KEY = [`0x${"00".repeat(32)}`, `0x${"00".repeat(32)}`];

describe("WebAuthnModule", () => {
  let host: PasskeyHost;
  let stranger: PasskeyHost;
  let passkey: Passkey;

  before(async () => {
    const provider = localProvider();
    host = await PasskeyHost.deploy(await fundedWallet(provider));
    stranger = await host.as(await fundedWallet(provider, 1));
    passkey = await host.newKey();
  });

  const ownerOf = ({ origin, credentialId }: Passkey) =>
    host.module.credentialOwner(id(origin), keccak256(credentialId));
  const keyOf = async (owner: PasskeyHost, { origin, credentialId }: Passkey) =>
    (await owner.module.getAccountKey(origin, credentialId, owner.account)).map(String);

  describe("keys", () => {
    it("are added, announced and found by page and account", async () => {
      const added = createPasskey({ origin: ORIGIN });
      await host.add(added);
      const [event] = (await host.module.queryFilter(host.module.filters.PasskeyCreated(host.account))).slice(
        -1,
      );
      expect([...event!.args]).to.deep.equal([host.account, ORIGIN, hexlify(added.credentialId)]);
      expect(await keyOf(host, added)).to.deep.equal(added.publicKey);
      expect(await keyOf(stranger, added)).to.deep.equal(NO_KEY);
      expect(await host.module.registeredAddress(ORIGIN, added.credentialId)).to.equal(host.account);
    });

    it("are added on installation if install data name one", async () => {
      const first = createPasskey({ origin: ORIGIN });
      const account = await host.as(await fundedWallet(localProvider(), 3));
      await account.uninstall();
      await account.install(first);
      expect(await account.accepts(first)).to.equal(true);
      expect(await account.module.hasKey()).to.equal(true);
    });

    it("W2: are refused off the curve, at (0, 0), and with a coordinate outside the field", async () => {
      const { credentialId, publicKey, origin } = createPasskey({ origin: ORIGIN });
      const [x, y] = publicKey.map(BigInt);
      // A field element so small that adding p still fits into a word.
      const small = firstPoint(1n);
      const offByP = [small.x + P256_PRIME, small.y];
      for (const bad of [[x, y! ^ 1n], [y, x], [0n, 0n], [x, 2n ** 256n - 1n], offByP]) {
        const words: [string, string] = [toBeHex(bad[0]!, 32), toBeHex(bad[1]!, 32)];
        await expectRefused(
          host.module.addValidationKey.staticCall(credentialId, words, origin),
          "InvalidPublicKey",
        );
      }
    });

    it("W3: may have x = 0", async () => {
      const publicKey = pointWords(firstPoint(0n));
      expect(BigInt(publicKey[0])).to.equal(0n);
      await host.add({ credentialId: randomBytes(16), publicKey, origin: ORIGIN });
    });

    it("are refused with a credential id of less than 16 or more than 1023 bytes", async () => {
      const { publicKey } = passkey;
      for (const length of [0, 15, 1024]) {
        const key = { credentialId: new Uint8Array(length), publicKey, origin: ORIGIN };
        const { error } = await expectRefused(host.add(key), "InvalidCredentialIdLength");
        expect(error?.args[0]).to.equal(BigInt(length));
      }
      for (const length of [16, 1023]) {
        await host.add({ credentialId: randomBytes(length), publicKey, origin: ORIGIN });
      }
    });

    it("are refused with a domain of no or more than 253 bytes, or with characters that no origin has", async () => {
      const { publicKey } = passkey;
      const add = (origin: string) => host.add({ credentialId: randomBytes(16), publicKey, origin });
      for (const length of [0, 254])
        await expectRefused(add("a".repeat(length)), "InvalidOriginDomainLength");
      for (const length of [1, 253]) await add("a".repeat(length));
      for (const character of ['"', "\\", " ", "\n", "é", "\u007f"]) {
        const { error } = await expectRefused(add(`https://a${character}`), "InvalidOriginDomainCharacter");
        expect(error?.args[0]).to.equal(9n);
      }
    });

    it("are refused with a character that no origin has at each position of a word", async () => {
      for (let position = 0; position < 64; position++) {
        const domain = `${"a".repeat(position)}"${"a".repeat(63 - position)}`;
        const data = encodeInstall(randomBytes(16), passkey.publicKey, toUtf8Bytes(domain));
        const { error } = await expectRefused(
          host.module.onInstall.staticCall(data),
          "InvalidOriginDomainCharacter",
        );
        expect(error?.args[0]).to.equal(BigInt(position));
      }
    });

    it("are refused with a first character that no origin has, at any position (property)", async () => {
      const isAllowed = (byte: number) => byte > 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
      const plain = fc.integer({ min: 0x21, max: 0x7e }).filter(isAllowed);
      const edges = fc.constantFrom(
        0x00,
        0x20,
        0x21,
        0x22,
        0x23,
        0x5b,
        0x5c,
        0x5d,
        0x7e,
        0x7f,
        0x80,
        0xa2,
        0xff,
      );
      const bytes = fc.oneof({ weight: 60, arbitrary: plain }, edges, fc.integer({ min: 0, max: 255 }));
      const check = fc.asyncProperty(fc.array(bytes, { minLength: 1, maxLength: 100 }), async (domain) => {
        const call = host.module.onInstall.staticCall(
          encodeInstall(randomBytes(16), passkey.publicKey, Uint8Array.from(domain)),
        );
        const position = domain.findIndex((byte) => !isAllowed(byte));
        if (position < 0) {
          await call;
          return;
        }
        const { error } = await expectRefused(call, "InvalidOriginDomainCharacter");
        expect(error?.args[0]).to.equal(BigInt(position));
      });
      await fc.assert(check, { numRuns: propertyRuns(75) });
    });

    it("are not added by install data that are truncated or point outside", async () => {
      const data = encodeInstall(randomBytes(16), passkey.publicKey, toUtf8Bytes(ORIGIN));
      const pointing = (head: number, to: bigint) =>
        concat([dataSlice(data, 0, 32 * head), toBeHex(to, 32), dataSlice(data, 32 * head + 32)]);
      const length = BigInt(dataLength(data));
      const malformed = [
        dataSlice(data, 0, 1),
        dataSlice(data, 0, 127),
        dataSlice(data, 0, Number(length) - 32),
        ...[length - 31n, length, 2n ** 255n, 2n ** 256n - 1n].flatMap((to) => [
          pointing(0, to),
          pointing(3, to),
        ]),
      ];
      for (const bad of malformed)
        await expectRefused(host.module.onInstall.staticCall(bad), "MalformedInstallData");
      await host.module.onInstall.staticCall(data);
    });

    it("W14: belong to one account, and are not overwritten", async () => {
      const taken = await host.newKey();
      const usurper = {
        ...taken,
        publicKey: passkey.publicKey,
        credentialId: taken.credentialId,
        origin: ORIGIN,
      };
      for (const account of [host, stranger]) {
        const { error } = await expectRefused(account.add(usurper), "KeyExists");
        expect(error?.args[0]).to.equal(host.account);
      }
      expect(await keyOf(host, taken)).to.deep.equal(taken.publicKey);
      await stranger.add({ ...usurper, origin: `${ORIGIN}0` });
    });

    it("are unlimited in number", async () => {
      const origins = [ORIGIN, ORIGIN, "http://localhost:3002", "android:apk-key-hash:abc"];
      for (const origin of origins) {
        const options = { origin, rpId: "example" };
        const each = createPasskey(options);
        await host.add(each);
        expect(await host.accepts(each)).to.equal(true);
      }
      expect(await host.accepts(passkey)).to.equal(true);
    });

    it("no longer sign once removed, which is announced, and can be added again", async () => {
      const removed = await host.newKey();
      await host.remove(removed);
      const [event] = (await host.module.queryFilter(host.module.filters.PasskeyRemoved(host.account))).slice(
        -1,
      );
      expect([...event!.args]).to.deep.equal([host.account, ORIGIN, hexlify(removed.credentialId)]);
      expect(await host.accepts(removed)).to.equal(false);
      expect(await keyOf(host, removed)).to.deep.equal(NO_KEY);
      expect(BigInt(await host.module.registeredAddress(ORIGIN, removed.credentialId))).to.equal(0n);
      await host.add(removed);
      expect(await host.accepts(removed)).to.equal(true);
      expect(await keyOf(host, removed)).to.deep.equal(removed.publicKey);
      expect(await host.module.registeredAddress(ORIGIN, removed.credentialId)).to.equal(host.account);
    });

    it("W18: remain their first account's once removed, and cannot be added to another", async () => {
      const account = await host.as(await fundedWallet(localProvider(), 2));
      const [removed, voided] = [await account.newKey(), await account.newKey()];
      await account.remove(removed);
      await account.uninstall();
      await account.install();
      for (const credential of [removed, voided]) {
        const planted = { ...createPasskey({ origin: ORIGIN }), credentialId: credential.credentialId };
        for (const key of [credential, { ...planted, publicKey: credential.publicKey, origin: ORIGIN }]) {
          const { error } = await expectRefused(stranger.add(key), "KeyExists");
          expect(error?.args[0]).to.equal(account.account);
        }
        expect(await host.module.registeredAddress(ORIGIN, credential.credentialId)).to.equal(ZeroAddress);
        expect(await ownerOf(credential)).to.equal(account.account);
        await account.add(credential);
        expect(await account.accepts(credential)).to.equal(true);
      }
    });

    it("can be removed by their account only", async () => {
      await expectRefused(stranger.remove(passkey), "NotKeyOwner");
      await expectRefused(host.remove(createPasskey({ origin: ORIGIN })), "NotKeyOwner");
    });

    it("have a history: never one, one now, one until some second, in the present installation", async () => {
      const account = await host.as(await fundedWallet(localProvider(), 4));
      const key = createPasskey({ origin: ORIGIN });
      const names = [id(ORIGIN), keccak256(key.credentialId), account.account] as const;
      const history = async () => [...(await account.module.credentialHistory(...names))];
      expect(await history()).to.deep.equal([1n, 0n]);
      await account.add(key);
      expect(await history()).to.deep.equal([1n, 2n ** 256n - 1n]);
      const removal = await account.module.removeValidationKey(key.credentialId, ORIGIN);
      const receipt = await removal.wait();
      expect(await history()).to.deep.equal([1n, await timeOf(localProvider(), receipt!)]);
      await account.add(key);
      await account.uninstall();
      expect(await history()).to.deep.equal([2n, 0n]);
      await account.install();
      expect(await history()).to.deep.equal([3n, 0n]);
    });
  });

  describe("installation", () => {
    let account: ModuleHost;
    let module: string;
    const abi = WebAuthnModule__factory.createInterface();
    beforeEach(async () => {
      module = await host.module.getAddress();
      const wallet = await fundedWallet(localProvider());
      account = ModuleHost__factory.connect(await deployContract(wallet, "ModuleHost"), wallet);
    });

    /** Deploys an account that answers the module with bytes of the test's choice. */
    const rawAccount = async () => {
      const wallet = await fundedWallet(localProvider());
      const raw = RawAnswerAccount__factory.connect(await deployContract(wallet, "RawAnswerAccount"), wallet);
      return {
        tell: async (data: string) => (await raw.callAs(module, data)).wait(),
        answerWith: async (answer: string, refuses: boolean) => (await raw.setAnswer(answer, refuses)).wait(),
      };
    };
    const tell = async (data: string) => (await account.callAs(module, data)).wait();
    const record = async (installed: boolean) => (await account.setModule(module, installed)).wait();
    const install = async (key?: Passkey) => {
      await record(true);
      await tell(encodeCall("onInstall", [key ? encodePasskeyInstall(key) : "0x"]));
    };
    const addition = ({ credentialId, publicKey, origin }: Passkey) =>
      encodeCall("addValidationKey", [credentialId, [...publicKey], origin]);
    const removal = ({ credentialId, origin }: Passkey) =>
      encodeCall("removeValidationKey", [credentialId, origin]);
    const encodeCall = (name: string, values: unknown[]) =>
      (abi as Interface).encodeFunctionData(name, values);
    const signs = async (key: Passkey) => {
      const hash = hexlify(randomBytes(32));
      const data = encodeCall("validateSignature", [hash, encodeAssertion(key.assert(getBytes(hash)))]);
      return BigInt(await account.callAs.staticCall(module, data)) === 1n;
    };
    const opens = async ({ origin, credentialId }: Passkey) =>
      (await host.module.registeredAddress(origin, credentialId)) === (await account.getAddress());
    const make = () => createPasskey({ origin: ORIGIN });

    it("W17: refuses keys before onInstall, and no key tried then can sign afterwards", async () => {
      const planted = make();
      await expectRefused(tell(addition(planted)), "AccountNotInitialized");
      await install();
      expect(await signs(planted)).to.equal(false);
      await tell(addition(planted));
      expect(await signs(planted)).to.equal(true);
    });

    it("W17: refuses keys if the account says it removed the module, whether or not onUninstall was called", async () => {
      await install();
      await record(false);
      const planted = make();
      await expectRefused(tell(addition(planted)), "AccountNotInitialized");
      await install();
      expect(await signs(planted)).to.equal(false);
    });

    it("W17: ends for an account only that says so with a whole word", async () => {
      const raw = await rawAccount();
      await raw.tell(encodeCall("onInstall", ["0x"]));
      for (const [answer, refuses, isDenial] of [
        [ZeroHash, false, true],
        [concat([ZeroHash, "0x00"]), false, true],
        [toBeHex(1, 32), false, false],
        [dataSlice(ZeroHash, 1), false, false],
        ["0x", false, false],
        [ZeroHash, true, false],
        ["0x", true, false],
      ] as const) {
        await raw.answerWith(answer, refuses);
        if (isDenial) await expectRefused(raw.tell(addition(make())), "AccountNotInitialized");
        else await raw.tell(addition(make()));
      }
    });

    it("keeps the last key of an account only that says with one word that no other is left", async () => {
      const raw = await rawAccount();
      const yes = toBeHex(1, 32);
      for (const [answer, refuses, isLast] of [
        [yes, false, true],
        [`0x${"ff".repeat(32)}`, false, true],
        [ZeroHash, false, false],
        [concat([yes, "0x00"]), false, false],
        [dataSlice(yes, 1), false, false],
        ["0x", false, false],
        [yes, true, false],
      ] as const) {
        await raw.answerWith("0x", false);
        const key = make();
        await raw.tell(encodeCall("onInstall", [encodePasskeyInstall(key)]));
        await raw.answerWith(answer, refuses);
        if (isLast) await expectRefused(raw.tell(removal(key)), "LastPasskey");
        else await raw.tell(removal(key));
      }
    });

    it("W16: starts afresh however the last one ended, even without onUninstall", async () => {
      const endings: (() => Promise<unknown>)[] = [
        async () => tell(encodeCall("onUninstall", ["0x"])),
        async () => tell(encodeCall("onUninstall", ["0x01"])),
        async () => undefined,
      ];
      for (const end of endings) {
        const [first, second, later] = [make(), make(), make()];
        await install(first);
        await tell(addition(second));
        await record(false);
        await end();
        for (const next of [later, undefined]) {
          await install(next);
          for (const old of [first, second]) {
            expect(await signs(old)).to.equal(false);
            expect(await opens(old)).to.equal(false);
          }
          await record(false);
        }
        expect(await opens(later)).to.equal(false);
        await install(later);
        expect([await signs(later), await opens(later)]).to.deep.equal([true, true]);
      }
    });

    it("counts the keys added since", async () => {
      const [first, second] = [make(), make()];
      const counts = async () => BigInt(await account.callAs.staticCall(module, encodeCall("hasKey", [])));
      await install(first);
      await tell(addition(second));
      await record(false);
      await install();
      expect(await counts()).to.equal(0n);
      await expectRefused(tell(removal(first)), "NotKeyOwner");
      await tell(addition(first));
      expect(await counts()).to.equal(1n);
      await tell(removal(first));
      expect(await counts()).to.equal(0n);
    });

    it("ends with the last key if the account does not report other keys", async () => {
      const key = make();
      await install(key);
      await tell(removal(key));
      expect(await opens(key)).to.equal(false);
    });

    it("begins and ends in whichever order other vendors' accounts use", async () => {
      const [first, second] = [make(), make()];
      await tell(encodeCall("onInstall", [encodePasskeyInstall(first)]));
      await record(true);
      expect(await signs(first)).to.equal(true);
      await tell(encodeCall("onUninstall", ["0x"]));
      await record(false);
      expect(await signs(first)).to.equal(false);
      await tell(encodeCall("onInstall", [encodePasskeyInstall(second)]));
      expect([await signs(first), await signs(second)]).to.deep.equal([false, true]);
    });
  });

  describe("uninstalling", () => {
    const ids = (...keys: [origin: string, credentialId: Uint8Array][]) =>
      AbiCoder.defaultAbiCoder().encode(["tuple(string,bytes)[]"], [keys]);
    let account: PasskeyHost;
    before(async () => {
      account = await host.as(await fundedWallet(localProvider(), 5));
    });
    const removals = async () =>
      (await account.module.queryFilter(account.module.filters.PasskeyRemoved(account.account))).length;

    it("voids all keys, and announces those that its data name", async () => {
      const [named, unnamed] = [await account.newKey(), await account.newKey()];
      const before = await removals();
      await account.uninstall(ids([ORIGIN, named.credentialId]));
      expect((await removals()) - before).to.equal(1);
      await account.install();
      for (const gone of [named, unnamed]) {
        expect(await account.accepts(gone)).to.equal(false);
        expect(await keyOf(account, gone)).to.deep.equal(NO_KEY);
      }
      await account.add(unnamed);
      expect(await account.accepts(unnamed)).to.equal(true);
    });

    it("clears the slots of the keys that its data name, and of no others", async () => {
      const [named, unnamed] = [await account.newKey(), await account.newKey()];
      const words = async ({ origin, credentialId }: Passkey, installation: bigint) => {
        const passkey = keccak256(concat([id(origin), keccak256(credentialId)]));
        const member = (number: number) => namespaceMember("zksync-sso.storage.WebAuthnModule", number);
        const key = mappingEntry(toBeHex(BigInt(passkey) ^ installation, 32), member(1));
        const x = BigInt(mappingEntry(account.account, key));
        const slots = [toBeHex(x, 32), toBeHex(x + 1n, 32), mappingEntry(passkey, member(2))];
        return Promise.all(slots.map((slot) => localProvider().getStorage(account.module, slot)));
      };
      const { installation } = await account.module.credentialHistory(
        id(ORIGIN),
        keccak256(named.credentialId),
        account.account,
      );
      const registered = (number: bigint) => concat([toBeHex(number, 12), account.account]);
      expect(await words(named, installation)).to.deep.equal([...named.publicKey, registered(installation)]);
      await account.uninstall(ids([ORIGIN, named.credentialId]));
      expect(await words(named, installation)).to.deep.equal([ZeroHash, ZeroHash, registered(0n)]);
      expect(await words(unnamed, installation)).to.deep.equal([
        ...unnamed.publicKey,
        registered(installation),
      ]);
      await account.install();
    });

    it("announces as many keys as its data count, up to the first that cannot be read", async () => {
      const [first, second] = [await account.newKey(), await account.newKey()];
      const list = ids([ORIGIN, first.credentialId], [ORIGIN, second.credentialId]);
      // The list's offset, its length, and the offsets of its entries, from where the first of these is.
      const ENTRIES = 2;
      const [firstAt, secondAt] = [0, 1].map(
        (entry) =>
          ENTRIES + Number(BigInt(dataSlice(list, 32 * (ENTRIES + entry), 32 * (ENTRIES + entry + 1)))) / 32,
      ) as [number, number];
      const wild = 2n ** 256n - 1n;
      for (const [data, announced] of [
        [list, [first, second]],
        [withWord(list, 1, 1n), [first]],
        [withWord(list, 1, 0n), []],
        ...[firstAt, firstAt + 1].map((word) => [withWord(list, word, wild), []] as const),
        ...[secondAt, secondAt + 1].map((word) => [withWord(list, word, wild), [first]] as const),
      ] as const) {
        const before = await removals();
        await account.uninstall(data);
        const events = await account.module.queryFilter(
          account.module.filters.PasskeyRemoved(account.account),
        );
        expect(events.slice(before).map(({ args }) => args.credentialId)).to.deep.equal(
          announced.map(({ credentialId }) => hexlify(credentialId)),
        );
        await account.install();
        for (const key of [first, second]) await account.add(key);
      }
      await account.uninstall();
      await account.install();
    });

    it("W16: never fails, whatever its data (property)", async () => {
      const [good, other] = [await account.newKey(), await account.newKey()];
      const list = ids([ORIGIN, good.credentialId], [ORIGIN, randomBytes(16)], [ORIGIN, other.credentialId]);
      const length = dataLength(list);
      const extreme = fc.constantFrom(0n, 31n, 2n ** 31n, 2n ** 32n, 2n ** 64n, 2n ** 255n, 2n ** 256n - 1n);
      const changed = fc
        .tuple(fc.nat(length / 32 - 1), extreme)
        .map(([at, value]) => withWord(list, at, value));
      const cut = fc.nat(length).map((end) => dataSlice(list, 0, end));
      const noise = fc.uint8Array({ maxLength: 300 }).map(hexlify);
      await fc.assert(
        fc.asyncProperty(fc.oneof(changed, cut, noise, fc.constant(list)), async (data) => {
          await account.module.onUninstall.staticCall(data);
        }),
        {
          numRuns: propertyRuns(50),
          // Around the ends of the list's offset and of its length.
          examples: [0, 31, 32, 33, 63, 64, 65].map((end) => [dataSlice(list, 0, end)]),
        },
      );
      const before = await removals();
      await account.uninstall(list);
      expect((await removals()) - before).to.equal(2);
    });

    it("does nothing for an account that does not have the module", async () => {
      await account.uninstall();
      await account.uninstall(ids([ORIGIN, passkey.credentialId]));
      expect(await host.accepts(passkey)).to.equal(true);
    });
  });

  describe("authenticatorData", () => {
    it("W7: must say that the user is present and verified", async () => {
      expect(await host.accepts(passkey, { flags: { userPresent: false } })).to.equal(false);
      expect(await host.accepts(passkey, { flags: { userVerified: false } })).to.equal(false);
    });

    it("W7: is refused for a key that is backed up but not eligible", async () => {
      const flags = (backupEligible: boolean, backedUp: boolean) => ({ flags: { backupEligible, backedUp } });
      expect(await host.accepts(passkey, flags(false, false))).to.equal(true);
      expect(await host.accepts(passkey, flags(true, false))).to.equal(true);
      expect(await host.accepts(passkey, flags(false, true))).to.equal(false);
    });

    it("W6: has at least 37 bytes", async () => {
      const authenticatorData = getBytes(concat([randomBytes(32), "0x05", "0x00000000"]));
      expect(await host.accepts(passkey, { authenticatorData })).to.equal(true);
      for (const length of [0, 32, 33, 36]) {
        const short = authenticatorData.slice(0, length);
        expect(await host.accepts(passkey, { authenticatorData: short })).to.equal(false);
      }
    });

    it("is accepted with any counter, in any order, whether or not the key is backed up", async () => {
      for (const counter of [7, 0, 0xffffffff, 6, 6]) {
        expect(await host.accepts(passkey, { counter })).to.equal(true);
        const flags = { backedUp: counter % 2 === 0 };
        expect(await host.accepts(passkey, { counter, flags })).to.equal(true);
      }
    });

    it("W6: has more bytes exactly if its flags announce attested data or extensions", async () => {
      const data = (flags: number, rest: Uint8Array) =>
        getBytes(concat([randomBytes(32), Uint8Array.of(flags), "0x00000000", rest]));
      const [none, some] = [new Uint8Array(0), randomBytes(300)];
      for (const flags of [0x85, 0x45, 0xc5]) {
        expect(await host.accepts(passkey, { authenticatorData: data(flags, some) })).to.equal(true);
        expect(await host.accepts(passkey, { authenticatorData: data(flags, none) })).to.equal(false);
      }
      expect(await host.accepts(passkey, { authenticatorData: data(0x05, some) })).to.equal(false);
    });
  });

  describe("signature", () => {
    it("W1: is refused with r or s out of range, or s in the upper half", async () => {
      expect(await host.accepts(passkey, { transform: toHighS })).to.equal(false);
      for (const value of [0n, P256_ORDER, 2n ** 256n - 1n]) {
        expect(await host.accepts(passkey, { transform: (s) => ({ ...toLowS(s), r: value }) })).to.equal(
          false,
        );
        expect(await host.accepts(passkey, { transform: ({ r }) => ({ r, s: value }) })).to.equal(false);
      }
    });

    it("is refused by another key, and over other bytes", async () => {
      const challenge = hexlify(randomBytes(32));
      const assertion = passkey.assert(getBytes(challenge));
      expect(await host.acceptsFor(challenge, encodeAssertion(assertion))).to.equal(true);
      expect(await host.acceptsFor(id("another"), encodeAssertion(assertion))).to.equal(false);
      expect(await stranger.acceptsFor(challenge, encodeAssertion(assertion))).to.equal(false);
      const { signature } = createPasskey({ origin: ORIGIN }).assert(getBytes(challenge));
      expect(await host.acceptsFor(challenge, encodeAssertion({ ...assertion, signature }))).to.equal(false);
      const authenticatorData = Uint8Array.from(assertion.authenticatorData);
      authenticatorData[36]! ^= 1;
      expect(await host.acceptsFor(challenge, encodeAssertion({ ...assertion, authenticatorData }))).to.equal(
        false,
      );
    });

    it("W13: counts only for the key of the credential it names", async () => {
      const second = await host.newKey();
      const challenge = hexlify(randomBytes(32));
      const assertion = { ...passkey.assert(getBytes(challenge)), credentialId: second.credentialId };
      expect(await host.acceptsFor(challenge, encodeAssertion(assertion))).to.equal(false);
    });

    it("W6: answers false and does not revert when malformed in any way (property)", async () => {
      const challenge = hexlify(randomBytes(32));
      const good = encodeAssertion(passkey.assert(getBytes(challenge)));
      const length = good.length / 2 - 1;
      const extreme = fc.constantFrom(
        0n,
        31n,
        32n,
        BigInt(length),
        2n ** 255n,
        2n ** 256n - 1n,
        2n ** 256n - 32n,
      );
      const changed = fc
        .tuple(fc.integer({ min: 0, max: length / 32 - 1 }), extreme)
        .map(([at, value]) =>
          concat([dataSlice(good, 0, at * 32), toBeHex(value, 32), dataSlice(good, at * 32 + 32)]),
        )
        .filter((each) => each !== good);
      const cut = fc.integer({ min: 0, max: length - 64 }).map((end) => dataSlice(good, 0, end));
      const noise = fc.uint8Array({ maxLength: 400 }).map(hexlify);
      await fc.assert(
        fc.asyncProperty(fc.oneof(changed, cut, noise), async (encoded) => {
          expect(await host.acceptsFor(challenge, encoded)).to.equal(false);
        }),
        { numRuns: propertyRuns(75) },
      );
    });
  });

  describe("transactions", () => {
    const hash = id("a transaction");
    const sign = () => encodeAssertion(passkey.assert(getBytes(hash)));
    const validate = (signature: string, from = host.account, caller = host) =>
      caller.module.validateTransaction.staticCall(
        hash,
        transactionStruct({ from, to: ORIGIN_ACCOUNT, signature }),
      );
    const ORIGIN_ACCOUNT = "0xa11ce00000000000000000000000000000000001";
    const envelope = (types: string[], values: unknown[]) => AbiCoder.defaultAbiCoder().encode(types, values);

    it("are valid in the longest encoding that clients write, and not with a byte more", async () => {
      // Of each part a byte is beyond a whole number of words, and is padded with 31.
      const owned = createPasskey({ origin: ORIGIN, credentialId: randomBytes(33) });
      await host.add(owned);
      const authenticatorData = getBytes(concat([randomBytes(32), "0x85", "0x00000000", randomBytes(28)]));
      const assertions = Array.from({ length: 32 }, (_, more) =>
        owned.assert(getBytes(hash), { authenticatorData, extraMembers: { more: "x".repeat(more) } }),
      );
      const assertion = assertions.find(({ clientDataJson }) => clientDataJson.length % 32 === 1)!;
      const longest = encodePasskeySignature(assertion, host.account);
      expect(await validate(longest)).to.equal(true);
      expect(await validate(concat([longest, "0x00"]))).to.equal(false);
    });

    it("are valid with a third member of either encoding, or none", async () => {
      const { account } = host;
      expect(await validate(envelope(["bytes", "address", "bytes[]"], [sign(), account, ["0x"]]))).to.equal(
        true,
      );
      expect(await validate(envelope(["bytes", "address", "bytes"], [sign(), account, "0x"]))).to.equal(true);
      expect(await validate(envelope(["bytes", "address"], [sign(), account]))).to.equal(true);
      for (const malformed of ["0x", "0x00", sign(), `0x${"ff".repeat(96)}`]) {
        expect(await validate(malformed)).to.equal(false);
      }
    });

    it("W6: answer false and do not revert when malformed in any way (property)", async () => {
      const good = envelope(["bytes", "address", "bytes"], [sign(), host.account, "0x"]);
      const words = good.length / 64 - 1;
      const extreme = fc.constantFrom(0n, 31n, 32n, 2n ** 64n, 2n ** 255n, 2n ** 256n - 1n, 2n ** 256n - 32n);
      // The module ignores both its own address and what follows the assertion.
      const changed = fc
        .tuple(fc.constantFrom(0, 3), extreme)
        .map(([at, value]) =>
          concat([dataSlice(good, 0, at * 32), toBeHex(value, 32), dataSlice(good, at * 32 + 32)]),
        );
      const cut = fc.integer({ min: 0, max: (words - 4) * 32 }).map((end) => dataSlice(good, 0, end));
      const noise = fc.uint8Array({ maxLength: 400 }).map(hexlify);
      await fc.assert(
        fc.asyncProperty(fc.oneof(changed, cut, noise), async (signature) => {
          expect(await validate(signature)).to.equal(false);
        }),
        { numRuns: propertyRuns(30) },
      );
    });

    it("W12: are valid for the calling account only", async () => {
      const signature = envelope(["bytes", "address"], [sign(), host.account]);
      expect(await validate(signature, stranger.account)).to.equal(false);
      expect(await validate(signature, stranger.account, stranger)).to.equal(false);
    });
  });

  describe("interfaces", () => {
    it("answers ERC-1271's value for a valid signature", async () => {
      const hash = id("a message");
      const ask = (caller: PasskeyHost) =>
        caller.module.isValidSignatureWithSender(
          stranger.account,
          hash,
          encodeAssertion(passkey.assert(getBytes(hash))),
        );
      expect(await ask(host)).to.equal("0x1626ba7e");
      expect(await ask(stranger)).to.equal("0xffffffff");
    });

    it("supports the validator type only", async () => {
      const answers = await Promise.all([0n, 1n, 2n, 3n, 4n].map((type) => host.module.isModuleType(type)));
      expect(answers).to.deep.equal([false, true, false, false, false]);
      const own = interfaceId(
        IWebAuthnModule__factory.createInterface(),
        IValidationModule__factory.createInterface(),
      );
      const standard = interfaceId(
        Interface.from([
          "function onInstall(bytes)",
          "function onUninstall(bytes)",
          "function isModuleType(uint256)",
        ]),
      );
      for (const id of ["0x01ffc9a7", standard, own])
        expect(await host.module.supportsInterface(id), id).to.equal(true);
      expect(await host.module.supportsInterface("0xffffffff")).to.equal(false);
    });
  });
});

/** Returns install data whose domain may be any bytes. */
function encodeInstall(credentialId: Uint8Array, publicKey: readonly string[], domain: Uint8Array): string {
  return AbiCoder.defaultAbiCoder().encode(
    ["bytes", "bytes32[2]", "bytes"],
    [credentialId, [...publicKey], domain],
  );
}

/** Returns encoded data with one word replaced. */
function withWord(data: string, index: number, value: bigint): string {
  return concat([dataSlice(data, 0, 32 * index), toBeHex(value, 32), dataSlice(data, 32 * index + 32)]);
}
