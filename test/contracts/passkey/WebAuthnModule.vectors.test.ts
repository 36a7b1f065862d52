import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { concat, hexlify, toBeHex, Wallet } from "ethers";
import { StarvedCaller__factory } from "../../../typechain-types";
import { encodeAuthenticatorData, syncedPasskeyFlags } from "../../helpers/passkeys/authenticator-data";
import { clientDataJson } from "../../helpers/passkeys/client-data";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { encodePasskeyInstall } from "../../helpers/accounts/module-install";
import {
  assertionDigest,
  assertionMessage,
  inverse,
  keyOf,
  opensslAccepts,
  signWith,
  type ChosenKey,
} from "../../helpers/passkeys/p256-key";
import { P256_ORDER, toDer, toLowS, type P256Signature } from "../../helpers/passkeys/p256-signature";
import { ORIGIN, PasskeyHost } from "../../helpers/passkeys/passkey-host";
import { encodeAssertion } from "../../helpers/passkeys/passkey-signature";
import { createPasskey, type Passkey } from "../../helpers/passkeys/software-authenticator";
import { walletDeployer } from "../../helpers/accounts/suite";

const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const N = P256_ORDER;
/** Length of authenticator data, and the flag that says more than 37 bytes follow. */
const FLAGS_POSITION = 32;
const EXTENSIONS = 0x80;

/**
 * Edge cases in the manner of Project Wycheproof, all generated here: keys, digests and nonces are chosen to
 * reach them.
 */
describe("WebAuthnModule: signature", () => {
  let host: PasskeyHost;
  const challenge = randomBytes(32);
  const text = clientDataJson({ type: "webauthn.get", challenge, origin: ORIGIN });
  const authenticatorData = encodeAuthenticatorData({
    rpId: "auth.example",
    flags: syncedPasskeyFlags,
    counter: 7,
  });
  const digest = assertionDigest(authenticatorData, text);
  const message = assertionMessage(authenticatorData, text);

  before(async () => {
    host = await PasskeyHost.deploy(await fundedWallet(localProvider()));
  });

  const assertion = (credentialId: Uint8Array, signature: P256Signature) =>
    encodeAssertion(
      { credentialId, authenticatorData, clientDataJson: text, signature: toDer(signature) },
      { transform: () => signature },
    );

  /** Registers a key and asks the module about its signatures of one message. */
  const judge = async (key: ChosenKey): Promise<(signature: P256Signature) => Promise<boolean>> => {
    const credentialId = randomBytes(16);
    await host.add({ credentialId, publicKey: key.publicKey, origin: ORIGIN });
    return (signature) => host.acceptsFor(hexlify(challenge), assertion(credentialId, signature));
  };

  describe("with little gas", () => {
    let asking: (signature: string) => (gas: number) => Promise<{ answered: boolean; yes: boolean }>;
    let passkey: Passkey;

    before(async () => {
      const wallet = await fundedWallet(localProvider());
      const address = await walletDeployer(wallet).deploy("StarvedCaller", []);
      const starved = StarvedCaller__factory.connect(address, wallet);
      const module = await host.module.getAddress();
      const { interface: abi } = host.module;
      passkey = createPasskey({ origin: ORIGIN });
      const install = abi.encodeFunctionData("onInstall", [encodePasskeyInstall(passkey)]);
      await (await starved.callAs(module, install)).wait();
      // A long signature is encoded once, and only the gas word replaced.
      asking = (signature) => {
        const question = abi.encodeFunctionData("validateSignature", [hexlify(challenge), signature]);
        const call = starved.interface.encodeFunctionData("ask", [module, 0n, question]);
        return async (gas) => {
          const data = `${call.slice(0, 74)}${toBeHex(gas, 32).slice(2)}${call.slice(138)}`;
          // Sent as it is: a provider's `call` would decode and encode it again.
          const answer = (await wallet.provider.send("eth_call", [
            { to: address, data },
            "latest",
          ])) as string;
          const [answered, yes] = starved.interface.decodeFunctionResult("ask", answer);
          return { answered, yes };
        };
      };
    });

    it("W4: is never accepted for lack of gas", async () => {
      const good = asking(encodeAssertion(passkey.assert(challenge)));
      const other = createPasskey({ origin: ORIGIN }).assert(challenge);
      const forged = asking(encodeAssertion({ ...other, credentialId: passkey.credentialId }));
      expect((await good(1_000_000)).yes).to.equal(true);
      const answers: boolean[] = [];
      for (let gas = 500; gas < 80_000; gas += 500) {
        answers.push((await good(gas)).yes);
        expect((await forged(gas)).yes, `${gas} gas`).to.equal(false);
      }
      expect(answers.lastIndexOf(false)).to.equal(answers.indexOf(true) - 1);
    });

    it("returns false rather than reverting if there is too little gas to hash what was signed", async () => {
      const announced = Buffer.from(authenticatorData);
      announced[FLAGS_POSITION]! |= EXTENSIONS;
      // So long that the 1/64 of the gas left after hashing used up the rest is enough to answer.
      const authenticator = Buffer.concat([announced, Buffer.alloc(600_000)]);
      const ask = asking(encodeAssertion(passkey.assert(challenge, { authenticatorData: authenticator })));
      let [tooLittle, enough] = [1_000_000, 5_000_000];
      expect((await ask(enough)).yes).to.equal(true);
      while (enough - tooLittle > 20_000) {
        const gas = Math.floor((tooLittle + enough) / 2);
        if ((await ask(gas)).answered) enough = gas;
        else tooLittle = gas;
      }
      expect(await ask(enough)).to.deep.equal({ answered: true, yes: false });
    });
  });

  it("W5: is refused where the precompile returns nothing, as an address without one does", async () => {
    const accepts = await judge(keyOf(5n));
    const wrong = toLowS(signWith(6n, digest, 7n));
    const words = concat([hexlify(randomBytes(32)), ...keyOf(5n).publicKey, ...keyOf(6n).publicKey]);
    for (const to of ["0x0000000000000000000000000000000000000100", Wallet.createRandom().address]) {
      expect(await localProvider().call({ to, data: words })).to.equal("0x");
    }
    expect(await accepts(wrong)).to.equal(false);
  });

  it("matches a reference at the edges of r and s", async () => {
    const scalar = 0x1234567890abcdefn;
    const key = keyOf(scalar);
    const accepts = await judge(key);
    const { r, s } = toLowS(signWith(scalar, digest, 0xfedcban));
    const edges = [
      0n,
      1n,
      2n,
      N / 2n,
      N / 2n + 1n,
      N - 1n,
      N,
      N + 1n,
      P - 1n,
      P,
      2n ** 256n - 1n,
      2n ** 255n,
    ];
    const candidates: P256Signature[] = [
      { r, s },
      { r: s, s: r },
      { r: N - r, s },
      { r, s: N - s },
      { r: r ^ 1n, s },
      { r, s: s ^ 1n },
      ...[r, s].flatMap((value) => [value - 1n, value + 1n]).map((value) => ({ r: value, s })),
      ...edges.flatMap((edge) => [
        { r: edge, s },
        { r, s: edge },
        { r: edge, s: edge },
      ]),
    ];
    for (const each of candidates) {
      const expected = each.s <= N / 2n && opensslAccepts(key, message, each);
      expect(await accepts(each), `r ${each.r}, s ${each.s}`).to.equal(expected);
    }
    expect(await accepts({ r, s })).to.equal(true);
  });

  it("W3: is refused if the resulting point is the one at infinity", async () => {
    // e + r·d = 0 makes u1·G + u2·Q the point at infinity, whatever s is.
    for (const r of [1n, 2n, BigInt(keyOf(3n).publicKey[0]) % N]) {
      const key = keyOf((((N - (digest % N)) % N) * inverse(r)) % N);
      const accepts = await judge(key);
      for (const s of [1n, 2n, N / 2n]) {
        expect(opensslAccepts(key, message, { r, s })).to.equal(false);
        expect(await accepts({ r, s })).to.equal(false);
      }
    }
  });

  it("is accepted if the two halves of the sum are the same point", async () => {
    // e = r·d makes u1·G = u2·Q, so that their sum is a doubling.
    for (const nonce of [2n, 0xabcdefn, N - 5n]) {
      const r = BigInt(keyOf(nonce).publicKey[0]) % N;
      const scalar = (digest * inverse(r)) % N;
      const key = keyOf(scalar);
      const signature = toLowS(signWith(scalar, digest, nonce));
      expect(opensslAccepts(key, message, signature)).to.equal(true);
      expect(await (await judge(key))(signature)).to.equal(true);
    }
  });

  it("is verified with keys and values that have leading zero bytes", async () => {
    const small = (word: string) => BigInt(word) < 2n ** 248n;
    const scalars = (which: 0 | 1) => {
      for (let scalar = 1n; ; scalar++) if (small(keyOf(scalar).publicKey[which])) return scalar;
    };
    const nonce = scalars(0);
    for (const scalar of [scalars(0), scalars(1), 1n, N - 1n]) {
      const accepts = await judge(keyOf(scalar));
      const signature = toLowS(signWith(scalar, digest, nonce));
      expect(signature.r < 2n ** 248n).to.equal(true);
      expect(await accepts(signature)).to.equal(true);
      expect(await accepts({ ...signature, s: signature.s + 1n })).to.equal(false);
    }
  });
});
