import { expect } from "chai";
import { AbiCoder, getBytes, id, ZeroAddress, type Interface } from "ethers";
import { WebAuthnModule__factory } from "../../../typechain-types";
import { WILD_OFFSETS, withArgument, withFieldAt, withWord } from "../../helpers/chain/calldata-words";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { encodePasskeyInstall } from "../../helpers/accounts/module-install";
import { transactionStruct } from "../../helpers/accounts/module-transaction";
import { ORIGIN, PasskeyHost } from "../../helpers/passkeys/passkey-host";
import { encodeAssertion } from "../../helpers/passkeys/passkey-signature";
import { createPasskey, type Passkey } from "../../helpers/passkeys/software-authenticator";

const HASH = id("something to sign");
const NO = `0x${"00".repeat(32)}`;
/** `bytes4(0xffffffff)`, as a word. */
const REFUSED = `0xffffffff${"00".repeat(28)}`;

/**
 * Offsets past the end, which EraVM must not be asked to load from: that takes all gas, even inside
 * `isValidSignature`.
 */
describe("WebAuthnModule: offsets past the calldata", () => {
  const abi: Interface = WebAuthnModule__factory.createInterface();
  let host: PasskeyHost;
  let passkey: Passkey;
  let assertion: string;

  before(async () => {
    host = await PasskeyHost.deploy(await fundedWallet(localProvider()));
    passkey = await host.newKey();
    assertion = encodeAssertion(passkey.assert(getBytes(HASH)));
  });

  /** Returns the module's answer to calldata, with barely enough gas. */
  const ask = async (data: string) =>
    localProvider().call({
      from: host.account,
      to: await host.module.getAddress(),
      data,
      gasLimit: 1_000_000n,
    });
  const validation = (signature: string) =>
    abi.encodeFunctionData("validateTransaction", [
      HASH,
      transactionStruct({ from: host.account, to: ZeroAddress, signature }),
    ]);
  const envelope = (inner: string) =>
    AbiCoder.defaultAbiCoder().encode(["bytes", "address", "bytes"], [inner, host.account, "0x"]);

  it("are answered with false in any of an assertion's three byte strings", async () => {
    for (const head of [0, 1, 4]) {
      for (const offset of WILD_OFFSETS) {
        const wild = withWord(assertion, head, offset);
        expect(await ask(abi.encodeFunctionData("validateSignature", [HASH, wild]))).to.equal(NO);
        const question = abi.encodeFunctionData("isValidSignatureWithSender", [ZeroAddress, HASH, wild]);
        expect(await ask(question)).to.equal(REFUSED);
        expect(await ask(validation(envelope(wild)))).to.equal(NO);
      }
    }
  });

  it("are answered with false in the signature's envelope and for the signature itself", async () => {
    const good = validation(envelope(assertion));
    expect(BigInt(await ask(good))).to.equal(1n);
    for (const offset of WILD_OFFSETS) {
      expect(await ask(validation(withWord(envelope(assertion), 0, offset)))).to.equal(NO);
      expect(await ask(withFieldAt(good, "signature", offset))).to.equal(NO);
    }
  });

  it("are answered with false where they are lengths, too", async () => {
    for (const length of WILD_OFFSETS) {
      // The word after the five of the head is the length of the first byte string.
      const wild = withWord(assertion, 5, length);
      expect(await ask(abi.encodeFunctionData("validateSignature", [HASH, wild]))).to.equal(NO);
    }
  });

  it("are refused in install data, and end the list in uninstall data", async () => {
    const data = encodePasskeyInstall(createPasskey({ origin: ORIGIN }));
    const list = AbiCoder.defaultAbiCoder().encode(
      ["tuple(string,bytes)[]"],
      [[[ORIGIN, passkey.credentialId]]],
    );
    for (const offset of WILD_OFFSETS) {
      for (const head of [0, 3]) {
        const install = abi.encodeFunctionData("onInstall", [withWord(data, head, offset)]);
        await expectRefused(ask(install), "MalformedInstallData");
      }
      for (const word of [0, 1, 2, 3, 4]) {
        const uninstall = abi.encodeFunctionData("onUninstall", [withWord(list, word, offset)]);
        expect(await ask(uninstall)).to.equal("0x");
      }
    }
  });

  it("are refused in its functions' arguments before they are followed", async () => {
    const { credentialId, publicKey } = createPasskey({ origin: ORIGIN });
    const addition = abi.encodeFunctionData("addValidationKey", [credentialId, [...publicKey], ORIGIN]);
    const question = abi.encodeFunctionData("validateSignature", [HASH, assertion]);
    for (const offset of WILD_OFFSETS) {
      await expectRefused(ask(withArgument(addition, 0, offset)), "revert");
      await expectRefused(ask(withArgument(addition, 3, offset)), "revert");
      await expectRefused(ask(withArgument(question, 1, offset)), "revert");
      await expectRefused(ask(withArgument(validation(envelope(assertion)), 1, offset)), "revert");
    }
  });
});
