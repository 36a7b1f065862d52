import { expect } from "chai";
import {
  getBytes,
  hashMessage,
  hexlify,
  Interface,
  randomBytes,
  toUtf8Bytes,
  TypedDataEncoder,
  Wallet,
  ZeroAddress,
} from "ethers";
import fc from "fast-check";
import { deploySuite } from "../../../scripts/suite/deploy-suite";
import type { SuiteAddresses } from "../../../scripts/suite/suite-addresses";
import {
  AAFactory__factory,
  ERC7579Account__factory,
  GuardianRecoveryModule__factory,
  SessionKeyModule__factory,
  SessionSequence__factory,
  WebAuthnModule__factory,
} from "../../../typechain-types";
import { encodeModuleInstall, encodePasskeyInstall } from "../../helpers/accounts/module-install";
import { transactionStruct } from "../../helpers/accounts/module-transaction";
import { envelope } from "../../helpers/accounts/password-signer";
import { walletDeployer } from "../../helpers/accounts/suite";
import { BOOTLOADER } from "../../helpers/chain/bootloader-call";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { startPlainChain, type PlainChain, type VerdictChain } from "../../helpers/chain/plain-chain";
import { compileForEvm } from "../../helpers/chain/plain-compiler";
import { encodeAssertion, type PasskeySignatureOverrides } from "../../helpers/passkeys/passkey-signature";
import { P256_ORDER, toLowS } from "../../helpers/passkeys/p256-signature";
import {
  createPasskey,
  type AssertionOverrides,
  type Passkey,
} from "../../helpers/passkeys/software-authenticator";
import { propertyRuns } from "../../helpers/project/tries";
import { finishingCall, hashedOriginDomain, recoveryOf } from "../../helpers/recovery/recovery";
import { schedule, sessionPolicies, steps } from "../../helpers/sessions/session-arbitraries";
import { p256KeyPair, secp256k1KeyPair } from "../../helpers/sessions/session-keypair";
import { SessionSequences } from "../../helpers/sessions/session-sequence";

const ORIGIN = "https://auth.example";
const DAY = 86_400n;

/** What a passkey's client or authenticator may do, and whether a good module accepts it. */
const ASSERTIONS: Readonly<Record<string, [AssertionOverrides & PasskeySignatureOverrides, boolean]>> = {
  "an honest assertion": [{}, true],
  "one whose client writes the challenge first": [{ dialect: "challenge-first" }, true],
  "one of a registration": [{ type: "webauthn.create" }, false],
  "one for another origin": [{ origin: "https://evil.example" }, false],
  "one from a frame of another origin": [{ crossOrigin: true }, false],
  "one without user verification": [{ flags: { userVerified: false } }, false],
  "one whose s is in the upper half": [
    { transform: (each) => ({ ...toLowS(each), s: P256_ORDER - toLowS(each).s }) },
    false,
  ],
};

describe("The suite on a plain EVM chain", () => {
  let era: VerdictChain;
  let withP256: PlainChain;
  let withoutP256: PlainChain;

  before(async () => {
    const provider = localProvider();
    const wallet = await fundedWallet(provider);
    era = { provider, wallet, contracts: walletDeployer(wallet) };
    const code = compileForEvm();
    [withP256, withoutP256] = await Promise.all([
      startPlainChain("osaka", code),
      startPlainChain("prague", code),
    ]);
  });

  after(async () => {
    await Promise.all([withP256?.stop(), withoutP256?.stop()]);
  });

  describe("verifies WebAuthn", () => {
    let passkey: Passkey;
    let ask: (on: VerdictChain, challenge: string, assertion: string) => Promise<boolean>;

    before(async () => {
      passkey = createPasskey({ origin: ORIGIN });
      const modules = new Map<VerdictChain, string>();
      for (const chain of [era, withP256, withoutP256]) {
        const address = await chain.contracts.deploy("WebAuthnModule", []);
        modules.set(chain, address);
        const module = WebAuthnModule__factory.connect(address, chain.wallet);
        await (await module.onInstall(encodePasskeyInstall(passkey))).wait();
      }
      ask = (on, challenge, assertion) =>
        WebAuthnModule__factory.connect(modules.get(on)!, on.wallet).validateSignature.staticCall(
          challenge,
          assertion,
        );
    });

    for (const [name, [overrides, isGood]] of Object.entries(ASSERTIONS)) {
      it(`with the verdict that Era has, where there is a precompile for P-256: ${name}`, async () => {
        const challenge = hexlify(randomBytes(32));
        const assertion = encodeAssertion(passkey.assert(getBytes(challenge), overrides), overrides);
        expect(await ask(era, challenge, assertion)).to.equal(isGood);
        expect(await ask(withP256, challenge, assertion)).to.equal(isGood);
      });

      it(`with "no" for everything, where there is none: ${name}`, async () => {
        const challenge = hexlify(randomBytes(32));
        const assertion = encodeAssertion(passkey.assert(getBytes(challenge), overrides), overrides);
        expect(await ask(withoutP256, challenge, assertion)).to.equal(false);
      });
    }

    it("alike if any byte of an assertion is another (property)", async () => {
      const challenge = hexlify(randomBytes(32));
      const good = getBytes(encodeAssertion(passkey.assert(getBytes(challenge))));
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: good.length - 1 }),
          fc.integer({ min: 1, max: 255 }),
          async (at, change) => {
            const tampered = Uint8Array.from(good);
            tampered[at]! ^= change;
            const verdict = await ask(era, challenge, hexlify(tampered));
            expect(await ask(withP256, challenge, hexlify(tampered))).to.equal(verdict);
            expect(await ask(withoutP256, challenge, hexlify(tampered))).to.equal(false);
          },
        ),
        { numRuns: propertyRuns(25) },
      );
    });
  });

  describe("answers about messages (ERC-1271) as on Era", () => {
    let passkey: Passkey;
    const owner = Wallet.createRandom();

    /** Returns a new account's answer to a signature of its own domain, which `sign` makes. */
    const answer = async (
      chain: VerdictChain,
      sign: (digest: string, validator: string, typed: () => Promise<string>) => Promise<string>,
    ): Promise<string> => {
      const { wallet, contracts, provider } = chain;
      const module = await contracts.deploy("WebAuthnModule", []);
      const implementation = await contracts.deploy("ERC7579Account", []);
      const beacon = await contracts.deploy("AccountBeacon", [implementation, wallet.address]);
      const account = ERC7579Account__factory.connect(
        await contracts.deploy("AccountProxy", [beacon]),
        wallet,
      );
      const key = encodeModuleInstall(module, encodePasskeyInstall(passkey));
      await (await account.initialize([key], [owner.address])).wait();

      const { chainId } = await provider.getNetwork();
      const domain = {
        name: "SSO1271",
        version: "1.0.0",
        chainId,
        verifyingContract: await account.getAddress(),
      };
      const types = { PersonalSign: [{ name: "prefixed", type: "bytes" }] };
      const message = { prefixed: toUtf8Bytes("\x19Ethereum Signed Message:\n5hello") };
      const digest = TypedDataEncoder.hash(domain, types, message);
      const signature = await sign(digest, module, () => owner.signTypedData(domain, types, message));
      return account.isValidSignature(hashMessage("hello"), signature);
    };

    const signatures: Record<
      string,
      { sign: Parameters<typeof answer>[1]; isGood: boolean; isPasskey?: true }
    > = {
      "an owner's": { sign: (_digest, _module, typed) => typed(), isGood: true },
      "an owner's with a changed byte": {
        sign: async (_digest, _module, typed) => (await typed()).replace(/^0x../, "0x00"),
        isGood: false,
      },
      "a passkey's": {
        sign: async (digest, module) => envelope(encodeAssertion(passkey.assert(getBytes(digest))), module),
        isGood: true,
        isPasskey: true,
      },
      "a passkey's of another message": {
        sign: async (_digest, module) => envelope(encodeAssertion(passkey.assert(randomBytes(32))), module),
        isGood: false,
      },
    };

    before(() => {
      passkey = createPasskey({ origin: ORIGIN });
    });

    for (const [name, { sign, isGood, isPasskey }] of Object.entries(signatures)) {
      it(`to a signature that is ${name}`, async () => {
        const verdict = isGood ? "0x1626ba7e" : "0xffffffff";
        expect(await answer(era, sign)).to.equal(verdict);
        expect(await answer(withP256, sign)).to.equal(verdict);
        expect(await answer(withoutP256, sign)).to.equal(isPasskey ? "0xffffffff" : verdict);
      });
    }
  });

  it("decides what a session may do as on Era, with keys of either curve (property)", async () => {
    const [onEra, onPlain] = await Promise.all(
      [era, withP256].map(({ provider, contracts }) => SessionSequences.deploy(provider, contracts)),
    );
    const verdicts = new Set<string>();
    const inputs = [sessionPolicies, fc.integer(), fc.boolean(), fc.boolean()] as const;
    await fc.assert(
      fc.asyncProperty(...inputs, async (policies, seed, timeless, isP256) => {
        const key = isP256 ? await p256KeyPair() : secp256k1KeyPair();
        const [here, there] = await Promise.all(
          [onEra!, onPlain!].map(async (sequences) => {
            const start = await sequences.now();
            const spec = { ...policies, signer: key.address, expiresAt: start + DAY };
            // The same steps for both, but for the account's address in them.
            const arbitrary = fc.array(steps(sequences.account), { minLength: 3, maxLength: 8 });
            const [sequence] = fc.sample(arbitrary, { seed, numRuns: 1 });
            return sequences.run(spec, key, schedule(start, sequence!, timeless));
          }),
        );
        expect(there!.verdicts).to.deep.equal(here!.verdicts);
        for (const verdict of here!.verdicts) verdicts.add(verdict);
      }),
      { numRuns: propertyRuns(40) },
    );
    expect([...verdicts])
      .to.include("allowed")
      .and.to.have.length.greaterThan(3);
  });

  describe("lets a recovery finish as on Era", () => {
    const REFUSALS = new Interface([
      ...GuardianRecoveryModule__factory.abi,
      ...SessionSequence__factory.abi.filter(({ type }) => type === "error"),
    ]);

    /** Goes through a recovery on an account that is only a host, and returns the verdict at each attempt to finish. */
    const recover = async ({ wallet, contracts, provider }: VerdictChain) => {
      const address = await contracts.deploy("SessionSequence", []);
      const host = SessionSequence__factory.connect(address, wallet);
      const passkeys = await contracts.deploy("WebAuthnModule", []);
      const target = await contracts.deploy("GuardianRecoveryModule", [passkeys, address]);
      const module = GuardianRecoveryModule__factory.connect(target, wallet);
      const step = (data: string, time = 0n) => ({ time, installed: ZeroAddress, target, data });
      const domain = hashedOriginDomain(ORIGIN);
      const propose = module.interface.encodeFunctionData("proposeGuardian", [domain, wallet.address]);
      const install = module.interface.encodeFunctionData("onInstall", ["0x"]);
      const setUp = [{ ...step(install), target: passkeys }, step(install), step(propose)];
      // Estimated gas would do for the call, but not for its steps, whose failures it catches.
      await (await host.run(setUp, { gasLimit: 10_000_000n })).wait();
      await (await module.addGuardian(domain, address)).wait();
      const [passkey, other] = [createPasskey({ origin: ORIGIN }), createPasskey({ origin: ORIGIN })];
      const begun = await (await module.initRecovery(...recoveryOf(address, passkey))).wait();
      const start = BigInt((await provider.getBlock(begun!.blockNumber))!.timestamp);

      const attempt = (time: bigint, of = passkey, signature = envelope("0x", target)) => {
        const call = finishingCall(passkeys, of);
        const tx = transactionStruct({ from: address, ...call, signature } as Parameters<
          typeof transactionStruct
        >[0]);
        return step(
          module.interface.encodeFunctionData("validateTransaction", [`0x${"00".repeat(32)}`, tx]),
          time,
        );
      };
      const outcomes = await host.run.staticCall([
        attempt(start + DAY - 1n),
        attempt(start + DAY),
        attempt(start + DAY, other),
        attempt(start + DAY, passkey, envelope("0x01", target)),
        attempt(start + 3n * DAY),
        attempt(start + 4n * DAY),
      ]);
      return outcomes.map(({ allowed, answer }) => (allowed ? "allowed" : REFUSALS.parseError(answer)!.name));
    };

    for (const kind of ["with", "without"] as const) {
      it(`${kind} a precompile for P-256, which it does not need`, async () => {
        const there = await recover(kind === "with" ? withP256 : withoutP256);
        expect(there).to.deep.equal(await recover(era));
        expect(there).to.deep.equal([
          "TimestampOutOfRange",
          "allowed",
          "WrongPasskey",
          "NotAuthentic",
          "allowed",
          "TimestampOutOfRange",
        ]);
      });
    }
  });

  describe("has no accounts there", () => {
    let addresses: SuiteAddresses;

    before(async () => {
      const { contracts, wallet } = withP256;
      const timestampAsserter = await contracts.deploy("SessionSequence", []);
      addresses = await deploySuite(contracts, { owner: wallet.address, timestampAsserter });
    });

    it("since the factory asks Era's deployer, which is not there", async () => {
      const factory = AAFactory__factory.connect(addresses.accountFactory, withP256.wallet);
      const key = encodeModuleInstall(
        addresses.passkey,
        encodePasskeyInstall(createPasskey({ origin: ORIGIN })),
      );
      const failure = await factory.deployProxySsoAccount(hexlify(randomBytes(32)), [key], []).then(
        () => "deployed",
        (error: Error) => error.message,
      );
      expect(failure).to.contain("revert");
    });

    it("since no bootloader calls them, and they obey nobody else", async () => {
      const account = ERC7579Account__factory.connect(addresses.accountImplementation, withP256.wallet);
      const tx = transactionStruct({ from: await account.getAddress(), to: ZeroAddress, signature: "0x" });
      const hash = `0x${"00".repeat(32)}`;
      const failure = await account.validateTransaction.staticCall(hash, hash, tx).then(
        () => "answered",
        (error: Error) => error.message,
      );
      expect(failure).to.contain("NotFromBootloader");
      expect(await withP256.provider.getCode(BOOTLOADER)).to.equal("0x");
    });

    it("since Era's timestamp asserter is not there: the session module refuses to be deployed without one", async () => {
      const none = "0x0000000000000000000000000000000000808012";
      const failure = await withP256.contracts.deploy("SessionKeyModule", [none]).then(
        () => "deployed",
        (error: { data?: string }) => error.data ?? "",
      );
      const { name } = SessionKeyModule__factory.createInterface().parseError(failure)!;
      expect(name).to.equal("NoTimestampAsserter");
    });
  });
});
