import { expect } from "chai";
import {
  AbiCoder,
  concat,
  dataSlice,
  getBytes,
  hashMessage,
  hexlify,
  randomBytes,
  toBeHex,
  toUtf8Bytes,
  TypedDataEncoder,
  Wallet,
  ZeroHash,
  zeroPadBytes,
  zeroPadValue,
  type TypedDataDomain,
} from "ethers";
import fc from "fast-check";
import { createClient, custom, publicActions, type EIP1193RequestFn } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { erc7739Actions } from "viem/experimental/erc7739";
import { CallTarget__factory, RawAnswerAccount__factory } from "../../../typechain-types";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import {
  askToValidate,
  BOOTLOADER,
  bootloaderCalldata,
  plainTransaction,
} from "../../helpers/chain/bootloader-call";
import { encodePasswordInstall, envelope } from "../../helpers/accounts/password-signer";
import { propertyRuns } from "../../helpers/project/tries";

const MAX_WORD = 2n ** 256n - 1n;
const coder = AbiCoder.defaultAbiCoder();
const GOOD = "0x1626ba7e";
const BAD = "0xffffffff";
const APP_TYPES = {
  Order: [
    { name: "item", type: "string" },
    { name: "price", type: "uint256" },
  ],
};
const APP_DOMAIN = {
  name: "Bakery",
  version: "1",
  chainId: 260n,
  verifyingContract: "0x00000000000000000000000000000000000ba4e2",
} as const;
const ORDER = { item: "bread", price: 3n };
const ORDER_TYPE = "Order(string item,uint256 price)";

describe("ERC7579Account: signatures outside transactions (ERC-1271, ERC-7739)", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let owner: Wallet;
  let accountDomain: TypedDataDomain;

  before(async () => {
    stage = await accountStage();
    account = await ownedAccount(stage);
    owner = new Wallet(account.ownerKey);
    const { chainId } = await account.provider.getNetwork();
    accountDomain = { name: "SSO1271", version: "1.0.0", chainId, verifyingContract: account.address };
  });

  const ask = (hash: string, signature: string) => account.contract.isValidSignature(hash, signature);

  /** The owner's ERC-7739 signature of a message. */
  const signMessage = (message: string, domain = accountDomain): Promise<string> => {
    const text = toUtf8Bytes(message);
    const prefixed = concat([toUtf8Bytes(`\x19Ethereum Signed Message:\n${text.length}`), text]);
    return owner.signTypedData(domain, { PersonalSign: [{ name: "prefixed", type: "bytes" }] }, { prefixed });
  };

  /** What ERC-7739 appends to the inner signature of typed data. */
  const trailer = (description = ORDER_TYPE): string =>
    concat([
      TypedDataEncoder.hashDomain(APP_DOMAIN),
      TypedDataEncoder.hashStruct("Order", APP_TYPES, ORDER),
      toUtf8Bytes(description),
      toBeHex(description.length, 2),
    ]);

  /** The owner's ERC-7739 signature of the app's order, for an account. */
  const signOrder = async (verifyingContract = account.address): Promise<string> => {
    const types = {
      TypedDataSign: [
        { name: "contents", type: "Order" },
        { name: "name", type: "string" },
        { name: "version", type: "string" },
        { name: "chainId", type: "uint256" },
        { name: "verifyingContract", type: "address" },
        { name: "salt", type: "bytes32" },
      ],
      ...APP_TYPES,
    };
    const message = { contents: ORDER, ...accountDomain, verifyingContract, salt: `0x${"00".repeat(32)}` };
    return concat([await owner.signTypedData(APP_DOMAIN, types, message), trailer()]);
  };
  const orderHash = () => TypedDataEncoder.hash(APP_DOMAIN, APP_TYPES, ORDER);

  it("reports the domain of its signatures (ERC-5267)", async () => {
    const { fields, name, version, chainId, verifyingContract, salt, extensions } =
      await account.contract.eip712Domain();
    expect({
      fields,
      name,
      version,
      chainId,
      verifyingContract,
      salt,
      extensions: [...extensions],
    }).to.deep.equal({
      fields: "0x0f",
      ...accountDomain,
      salt: `0x${"00".repeat(32)}`,
      extensions: [],
    });
  });

  it("accepts a signature of a message in the account's own domain (A23)", async () => {
    expect(await ask(hashMessage("hello"), await signMessage("hello"))).to.equal(GOOD);
    expect(await ask(hashMessage("hullo"), await signMessage("hello"))).to.equal(BAD);
  });

  it("accepts a signature of typed data in the app's domain that names the account (A23)", async () => {
    expect(await ask(orderHash(), await signOrder())).to.equal(GOOD);
    expect(await ask(hashMessage("other"), await signOrder())).to.equal(BAD);
  });

  it("rejects a signature made for another account with the same owner (W12)", async () => {
    const other = Wallet.createRandom().address;
    const message = await signMessage("hello", { ...accountDomain, verifyingContract: other });
    expect(await ask(hashMessage("hello"), message)).to.equal(BAD);
    expect(await ask(orderHash(), await signOrder(other))).to.equal(BAD);
  });

  it("rejects a signature that is not nested: a plain signature of the hash does not name the account", async () => {
    const hash = hashMessage("hello");
    expect(await ask(hash, await owner.signMessage("hello"))).to.equal(BAD);
    expect(await ask(hash, owner.signingKey.sign(hash).serialized)).to.equal(BAD);
  });

  it("rejects a signature with a malformed description of the typed data", async () => {
    const inner = (await signOrder()).slice(0, 2 + 130);
    for (const description of ["", "(string item)", "Or der(string item)", "Order"]) {
      expect(await ask(orderHash(), concat([inner, trailer(description)]))).to.equal(BAD);
    }
  });

  it("leaves a validator's signature to the validator, which learns who asks", async () => {
    const validator = await stage.deploy("TestValidator");
    await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("please")]);
    const signature = envelope(hexlify(toUtf8Bytes("please")), validator);
    const hash = hashMessage("hello");
    expect(await ask(hash, signature)).to.equal(GOOD);
    expect(await ask(hash, envelope(hexlify(toUtf8Bytes("now")), validator))).to.equal(BAD);
    expect(await ask(orderHash(), concat([signature, trailer()]))).to.equal(GOOD);
    // The test validator rejects every caller that has code.
    const contract = account.contract.connect(account.provider);
    expect(await contract.isValidSignature(hash, signature, { from: validator })).to.equal(BAD);
    await account.sendSelf("removeModuleValidator", [validator, "0x"]);
    expect(await ask(hash, signature)).to.equal(BAD);
  });

  it("also accepts the published encoding, whose third member is a list", async () => {
    const validator = await stage.deploy("TestValidator");
    await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("please")]);
    const signature = AbiCoder.defaultAbiCoder().encode(
      ["bytes", "address", "bytes[]"],
      [hexlify(toUtf8Bytes("please")), validator, ["0x"]],
    );
    expect(await ask(hashMessage("hello"), signature)).to.equal(GOOD);
  });

  it("rejects the signature of a validator that reverts, without reverting", async () => {
    const hostile = await stage.deploy("HostileModule", [0]);
    await account.sendSelf("addModuleValidator", [hostile, "0x"]);
    expect(await ask(hashMessage("hello"), envelope("0x", hostile))).to.equal(BAD);
  });

  it("rejects the signature of a validator that returns nonsense, without reverting", async () => {
    const answers = {
      [`${GOOD}${"00".repeat(28)}`]: GOOD,
      // Bytes after the word are ignored.
      [`${GOOD}${"00".repeat(100)}`]: GOOD,
      "0x": BAD,
      [GOOD]: BAD,
      [`${GOOD}${"00".repeat(27)}`]: BAD,
      [`${GOOD}${"00".repeat(27)}01`]: BAD,
      [`0x${"ff".repeat(32)}`]: BAD,
      [`0x${"00".repeat(31)}01`]: BAD,
    };
    for (const [answer, expected] of Object.entries(answers)) {
      const validator = await stage.deploy("RawAnswerValidator", [true]);
      await account.sendSelf("addModuleValidator", [validator, answer]);
      expect(await ask(hashMessage("hello"), envelope("0x", validator)), answer).to.equal(expected);
    }
  });

  it("rejects the signature of a validator that reverts with what it would accept by", async () => {
    const address = await stage.deploy("RawAnswerAccount");
    const validator = RawAnswerAccount__factory.connect(address, stage.deployer);
    const yes = zeroPadBytes(GOOD, 32);
    await (await validator.setAnswer(toBeHex(1, 32), false)).wait();
    await account.sendSelf("addModuleValidator", [address, "0x"]);
    for (const [refuses, answer] of [
      [false, GOOD],
      [true, BAD],
    ] as const) {
      await (await validator.setAnswer(yes, refuses)).wait();
      expect(await ask(hashMessage("hello"), envelope("0x", address))).to.equal(answer);
    }
  });

  it("leaves to a validator what names it in three words, and no less", async () => {
    const validator = await stage.deploy("RawAnswerValidator", [false]);
    await account.sendSelf("addModuleValidator", [validator, zeroPadBytes(GOOD, 32)]);
    const hash = hashMessage("hello");
    // The third word is the length of the validator's part, which has no bytes.
    const words = concat([toBeHex(0x40, 32), zeroPadValue(validator, 32), ZeroHash]);
    expect(await ask(hash, words)).to.equal(GOOD);
    expect(await ask(hash, dataSlice(words, 0, 95))).to.equal(BAD);
  });

  it("rejects a malformed signature without reverting, whatever its bytes (A10)", async () => {
    const hash = hashMessage("hello");
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await ask(hash, hexlify(bytes))).to.equal(BAD);
      }),
      { numRuns: propertyRuns(20) },
    );
  });

  it("rejects a signature whose validator's part reaches past its end, without reverting (A10)", async () => {
    const validator = await stage.deploy("TestValidator");
    await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("please")]);
    const good = envelope(hexlify(toUtf8Bytes("please")), validator);
    const { length } = getBytes(good);
    const at = (position: number, word: bigint) =>
      concat([dataSlice(good, 0, position), toBeHex(word, 32), dataSlice(good, position + 32)]);
    const offset = Number(dataSlice(good, 0, 32));
    const hash = hashMessage("hello");
    expect(await ask(hash, good)).to.equal(GOOD);
    const words = [toBeHex(0x40, 32), zeroPadValue(validator, 32), toBeHex("please".length, 32)];
    expect(await ask(hash, concat([...words, toUtf8Bytes("please")])), "up to its end").to.equal(GOOD);
    for (const outside of [length - 31, length, 2 ** 40])
      expect(await ask(hash, at(0, BigInt(outside)))).to.equal(BAD);
    expect(await ask(hash, at(0, MAX_WORD))).to.equal(BAD);
    for (const tooLong of [BigInt(length - offset - 31), MAX_WORD])
      expect(await ask(hash, at(offset, tooLong))).to.equal(BAD);
  });

  it("rejects a signature that comes with a factory to call first (ERC-6492), and calls nobody (A24)", async () => {
    const target = await stage.deploy("CallTarget");
    const data = CallTarget__factory.createInterface().encodeFunctionData("store", [1n]);
    const wrap = (inner: string) =>
      concat([coder.encode(["address", "bytes", "bytes"], [target, data, inner]), `0x${"6492".repeat(16)}`]);
    const called = async (call: { from: string; data: string }) => {
      const options = { tracer: "callTracer" };
      const trace = JSON.stringify(
        await account.provider.send("debug_traceCall", [{ ...call, to: account.address }, "latest", options]),
      );
      return trace.toLowerCase().includes(`"to":"${target.toLowerCase()}"`);
    };
    const hash = hashMessage("hello");
    const signature = wrap(await signMessage("hello"));
    expect(await ask(hash, signature)).to.equal(BAD);
    const question = account.contract.interface.encodeFunctionData("isValidSignature", [hash, signature]);
    expect(await called({ from: stage.deployer.address, data: question })).to.equal(false);

    const tx = await plainTransaction(account);
    const wrapped = wrap(await account.owner.sign(tx));
    expect(await askToValidate(account, tx, wrapped)).to.equal("0x00000000");
    const validation = bootloaderCalldata("validateTransaction", tx, wrapped);
    expect(await called({ from: BOOTLOADER, data: validation })).to.equal(false);
    // A call would be in the trace.
    const call = { target, allowFailure: false, value: 0n, callData: data };
    const batch = account.contract.interface.encodeFunctionData("batchCall", [[call]]);
    expect(await called({ from: account.address, data: batch })).to.equal(true);
  });

  it("reports that it supports ERC-7739", async () => {
    expect(await ask(`0x${"7739".repeat(16)}`, "0x")).to.equal("0x77390001");
    expect(await ask(hexlify(randomBytes(32)), "0x")).to.equal(BAD);
    expect(await ask(`0x${"7739".repeat(16)}`, "0x00")).to.equal(BAD);
  });

  it("accepts signatures made by viem's ERC-7739 actions", async () => {
    const client = viemClient();
    expect(await ask(hashMessage("hello"), await client.signMessage({ message: "hello" }))).to.equal(GOOD);
    const typedData = await client.signTypedData({
      domain: APP_DOMAIN,
      types: APP_TYPES,
      primaryType: "Order",
      message: ORDER,
    });
    expect(await ask(orderHash(), typedData)).to.equal(GOOD);
  });

  it("has its signatures verified by viem's verifyMessage and verifyTypedData, through an on-chain verifier", async () => {
    const erc6492VerifierAddress = (await stage.deploy("SignatureVerifier")) as `0x${string}`;
    const client = viemClient().extend(publicActions);
    const address = account.address as `0x${string}`;
    const verify = (message: string, signature: `0x${string}`) =>
      client.verifyMessage({ address, message, signature, erc6492VerifierAddress });
    const signature = await client.signMessage({ message: "hello" });
    expect(await verify("hello", signature)).to.equal(true);
    expect(await verify("hullo", signature)).to.equal(false);
    expect(await verify("hello", (await owner.signMessage("hello")) as `0x${string}`)).to.equal(false);

    const typedData = { domain: APP_DOMAIN, types: APP_TYPES, primaryType: "Order", message: ORDER } as const;
    const orderSignature = await client.signTypedData(typedData);
    const verifyOrder = (message: typeof ORDER) =>
      client.verifyTypedData({
        ...typedData,
        message,
        address,
        signature: orderSignature,
        erc6492VerifierAddress,
      });
    expect(await verifyOrder(ORDER)).to.equal(true);
    expect(await verifyOrder({ ...ORDER, price: 4n })).to.equal(false);
  });

  /** viem's client of the owner, who signs for the account. */
  function viemClient() {
    const request = (({ method, params }: { method: string; params?: unknown[] }) =>
      account.provider.send(method, params ?? [])) as EIP1193RequestFn;
    return createClient({
      account: privateKeyToAccount(account.ownerKey as `0x${string}`),
      transport: custom({ request }),
    }).extend(erc7739Actions({ verifier: account.address as `0x${string}` }));
  }
});
