import { expect } from "chai";
import { concat, dataSlice, hexlify, keccak256, randomBytes, toBigInt } from "ethers";
import { word } from "../../helpers/chain/calldata";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { P256_ORDER } from "../../helpers/passkeys/p256-signature";
import { SessionHost, SIGNED_HASH, type SessionSecret } from "../../helpers/sessions/session-host";
import {
  encodeP256Signature,
  p256KeyPair,
  type SessionKeyPair,
} from "../../helpers/sessions/session-keypair";
import { callTo, transferTo } from "../../helpers/sessions/session-policies";
import { encodeBatchExecute } from "../../helpers/accounts/execution-mode";
import { lifetime } from "../../helpers/sessions/usage-limit";

const ALICE = "0xa11ce00000000000000000000000000000000001";
const TOKEN = "0x70ce000000000000000000000000000000000001";
const call = { to: ALICE, value: 1n };

describe("SessionKeyModule: P-256 keys", () => {
  let sessions: SessionHost;
  let key: SessionKeyPair;
  let session: SessionSecret;

  before(async () => {
    sessions = await SessionHost.deploy(await fundedWallet(localProvider()));
    key = await p256KeyPair();
    const transferPolicies = [transferTo(ALICE, lifetime(10n))];
    session = await sessions.open({ transferPolicies, callPolicies: [callTo(TOKEN, "0x12345678")] }, key);
  });

  const answer = (rawSignature: string) => sessions.ask(session, { ...call, rawSignature });
  const parts = async () => {
    const signature = await key.sign(SIGNED_HASH);
    const at = (position: number) => toBigInt(dataSlice(signature, position, position + 32));
    return { r: at(0), s: at(32), coordinates: dataSlice(signature, 64) };
  };

  it("sign as a browser's WebCrypto does, without revealing the key", async () => {
    expect(dataSlice(keccak256((await parts()).coordinates), 12)).to.equal(key.address.toLowerCase());
    expect(await sessions.ask(session, call)).to.equal(true);
    // ECDSA is randomised: some signatures have s in the upper half, and are normalised.
    for (let i = 0; i < 16; ++i) expect(await answer(await key.sign(SIGNED_HASH))).to.equal(true);
  });

  it("are subject to the same policies", async () => {
    await sessions.use(session, { ...call, value: 4n });
    await expectRefused(sessions.ask(session, { ...call, value: 7n }), "ValueLimitExceeded");
    await expectRefused(sessions.ask(session, { to: TOKEN, periodIds: [0n, 0n] }), "TransferNotAllowed");
    const data = encodeBatchExecute([
      { target: ALICE, value: 3n },
      { target: TOKEN, callData: "0x12345678" },
    ]);
    await sessions.use(session, { to: sessions.account, data });
    await expectRefused(sessions.ask(session, { ...call, value: 4n }), "ValueLimitExceeded");
  });

  it("W1: sign with r and s in range, and s in the lower half", async () => {
    const { r, s, coordinates } = await parts();
    expect(await answer(encodeP256Signature({ r, s }, coordinates))).to.equal(true);
    const wrong = [
      { r, s: P256_ORDER - s },
      { r: 0n, s },
      { r, s: 0n },
      { r: P256_ORDER, s },
      { r, s: P256_ORDER },
      { r: s, s: r },
    ];
    for (const each of wrong) expect(await answer(encodeP256Signature(each, coordinates))).to.equal(false);
  });

  it("answer false to another key's signature, another hash's, and to points off the curve", async () => {
    const other = await p256KeyPair();
    const { r, s, coordinates } = await parts();
    expect(await answer(await other.sign(SIGNED_HASH))).to.equal(false);
    expect(await answer(await key.sign(hexlify(randomBytes(32))))).to.equal(false);
    const otherPoint = dataSlice(await other.sign(SIGNED_HASH), 64);
    for (const point of [otherPoint, concat([word(0n), word(0n)]), concat([word(1n), word(1n)])]) {
      expect(await answer(encodeP256Signature({ r, s }, point))).to.equal(false);
    }
    const swapped = concat([dataSlice(coordinates, 32), dataSlice(coordinates, 0, 32)]);
    expect(await answer(encodeP256Signature({ r, s }, swapped))).to.equal(false);
  });

  it("answer false to a signature of any other length", async () => {
    const signature = await key.sign(SIGNED_HASH);
    for (const each of [
      "0x",
      dataSlice(signature, 0, 64),
      dataSlice(signature, 0, 127),
      concat([signature, "0x00"]),
    ])
      expect(await answer(each)).to.equal(false);
  });

  it("cannot sign for a secp256k1 session, nor the other way round", async () => {
    const classic = await sessions.open({ transferPolicies: [transferTo(ALICE, lifetime(10n))] });
    expect(await sessions.ask(classic, { ...call, signWith: key })).to.equal(false);
    expect(await sessions.ask(session, { ...call, signWith: classic.key })).to.equal(false);
  });

  it("answer false to the stub, which is as long as a signature and costs the same", async () => {
    const signature = await key.sign(SIGNED_HASH);
    expect(key.stub.length).to.equal(signature.length);
    expect(await answer(key.stub)).to.equal(false);
    const gas = async (rawSignature?: string) =>
      Number(await sessions.estimate(session, { ...call, rawSignature }));
    expect(await gas(key.stub)).to.be.closeTo(await gas(), 1_000);
  });

  it("K16: sign no messages", async () => {
    const signature = await key.sign(SIGNED_HASH);
    expect(await sessions.module.validateSignature(SIGNED_HASH, signature)).to.equal(false);
  });

  it("K13: serve one session, like any other key", async () => {
    const transferPolicies = [transferTo(ALICE, lifetime(11n))];
    await expectRefused(sessions.open({ transferPolicies }, key), "SignerAlreadyUsed");
  });
});
