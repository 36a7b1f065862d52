import { expect } from "chai";
import { AbiCoder, concat, getBytes, hexlify } from "ethers";
import { deterministicSignature } from "../../helpers/chain/deterministic-signature";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { transactionStruct } from "../../helpers/accounts/module-transaction";
import { assertionDigest, assertionMessage, opensslAccepts } from "../../helpers/passkeys/p256-key";
import {
  parseDerSignature,
  P256_ORDER,
  toDer,
  type P256Signature,
} from "../../helpers/passkeys/p256-signature";
import { PasskeyHost } from "../../helpers/passkeys/passkey-host";
import { encodeAssertion } from "../../helpers/passkeys/passkey-signature";
import { readRegistration, referenceAccepts } from "../../helpers/passkeys/reference-verifier";
import type { Assertion } from "../../helpers/passkeys/software-authenticator";
import {
  deriveVector,
  SPECIFICATION_VECTORS,
  type SpecificationVector,
} from "../../helpers/passkeys/specification-vectors";

/** Section 16.1.1 of Web Authentication Level 3 ("ES256 Credential with No Attestation"), as printed there. */
const NO_ATTESTATION = {
  registration: {
    challenge: "0x00c30fb78531c464d2b6771dab8d7b603c01162f2fa486bea70f283ae556e130",
    clientDataJson:
      '{"type":"webauthn.create","challenge":"AMMPt4UxxGTStncdq417YDwBFi8vpIa-pw8oOuVW4TA","origin":"https://example.org","crossOrigin":false,"extraData":"clientDataJSON may be extended with additional fields in the future, such as this: BkQeDjdcTBrXBiAwJTLE5Q=="}',
  },
  aaguid: "0x8446ccb9ab1db374750b2367ff6f3a1f",
  credentialId: "0xf91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4",
  privateKey: "0x6e68e7a58484a3264f66b77f5d6dc5bc36a47085b615c9727ab334e8c369c2ee",
  authentication: {
    challenge: "0x39c0e7521417ba54d43e8dc95174f423dee9bf3cd804ff6d65c857c9abf4d408",
    clientDataJson:
      '{"type":"webauthn.get","challenge":"OcDnUhQXulTUPo3JUXT0I97pvzzYBP9tZchXyav01Ag","origin":"https://example.org","crossOrigin":false}',
    authenticatorData: "0xbfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000",
    signature:
      "0x3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac0f0b93538174f575bf11a1dd5d78c6e486013f937295ea13653e331e87",
  },
};

/** How the credential ids of three other vectors begin, as printed there. */
const CREDENTIAL_IDS = {
  "packed-self.ES256": "0x455ef34e2043a87db3d4afeb39bbcb6cc32df9347c789a865ecdca129cbef58c",
  "none.ES256.long-credential-id": "0x3a761a4e1674ad6c4305869435c0eee9c286172c229bb91b48b4ada140c08634",
  "fido-u2f.ES256": "0xa4ba6e2d2cfec43648d7d25c5ed5659bc18f2b781538527ebd492de03256bdf4",
};

/** The module's expected answer to the low-s form of each, and the reason. */
const NOT_VERIFIED = ["none", "packed-self", "android-key", "apple", "fido-u2f"].map((id) => `${id}.ES256`);
const IN_A_FRAME = ["none.ES256.crossOrigin", "none.ES256.topOrigin"];
const GOOD = ["none.ES256.long-credential-id", "packed.ES256", "tpm.ES256"];

const FLAGS = 32;
const USER_VERIFIED = 0x04;

/**
 * The first vector is the standard's verbatim. The others are derived by the standard's procedure, which the
 * first one and the credential ids check; their texts and signatures are not compared with the printed ones.
 */
describe("WebAuthnModule: the standard's test vectors", () => {
  let host: PasskeyHost;
  let stranger: PasskeyHost;
  const vectors = new Map(SPECIFICATION_VECTORS.map((kind) => [kind.name, deriveVector(kind)]));

  before(async () => {
    const provider = localProvider();
    host = await PasskeyHost.deploy(await fundedWallet(provider));
    stranger = await host.as(await fundedWallet(provider, 1));
    for (const { registration, origin, rpId } of vectors.values()) {
      const { credentialId, publicKey } = await readRegistration(registration, origin, rpId);
      await host.add({ credentialId, publicKey, origin });
    }
  });

  const vectorsOf = (names: readonly string[]): SpecificationVector[] =>
    names.map((name) => {
      const vector = vectors.get(name);
      if (!vector) throw new Error(`there is no vector ${name}`);
      return vector;
    });

  const asItIs = (assertion: Assertion) => encodeAssertion(assertion, { transform: (each) => each });

  const accepts = ({ authentication }: SpecificationVector, changes: Partial<Assertion> = {}) =>
    host.acceptsFor(hexlify(authentication.challenge), encodeAssertion({ ...authentication, ...changes }));

  it("are derived as the standard says, to the values it prints", async () => {
    const [vector] = vectorsOf(["none.ES256"]);
    const { registration, authentication } = vector!;
    expect(hexlify(registration.challenge)).to.equal(NO_ATTESTATION.registration.challenge);
    expect(registration.clientDataJson).to.equal(NO_ATTESTATION.registration.clientDataJson);
    expect(hexlify(registration.authenticatorData.slice(37, 53))).to.equal(NO_ATTESTATION.aaguid);
    expect(hexlify(vector!.credentialId)).to.equal(NO_ATTESTATION.credentialId);
    expect(vector!.scalar).to.equal(BigInt(NO_ATTESTATION.privateKey));
    expect({
      challenge: hexlify(authentication.challenge),
      clientDataJson: authentication.clientDataJson,
      authenticatorData: hexlify(authentication.authenticatorData),
      signature: hexlify(authentication.signature),
    }).to.deep.equal(NO_ATTESTATION.authentication);
    for (const [name, printed] of Object.entries(CREDENTIAL_IDS)) {
      const { credentialId } = vectorsOf([name])[0]!;
      expect(hexlify(credentialId.slice(0, 32))).to.equal(printed);
    }
  });

  it("are each accepted, or refused for one reason", () => {
    expect([...NOT_VERIFIED, ...IN_A_FRAME, ...GOOD].sort()).to.deep.equal([...vectors.keys()].sort());
    for (const { key, authentication } of vectors.values()) {
      const { authenticatorData, clientDataJson, signature } = authentication;
      const message = assertionMessage(authenticatorData, clientDataJson);
      expect(opensslAccepts(key, message, parseDerSignature(signature))).to.equal(true);
    }
  });

  it("W1: are refused with the high s they have, and accepted with the low one, on every path", async () => {
    for (const vector of vectorsOf(GOOD)) {
      const { authentication, key, ...rest } = vector;
      const challenge = hexlify(authentication.challenge);
      const high = asItIs(authentication);
      const low = encodeAssertion(authentication);
      expect(low).to.not.equal(high);
      expect(await answers(challenge, high), vector.name).to.deep.equal([false, false, false]);
      expect(await answers(challenge, low), vector.name).to.deep.equal([true, true, true]);
      const passkey = { ...rest, publicKey: key.publicKey };
      expect(await referenceAccepts(passkey, authentication.challenge, authentication)).to.equal(true);
    }
  });

  it("W7: are refused if the user was not verified, for no other reason", async () => {
    for (const vector of vectorsOf(NOT_VERIFIED)) {
      expect(await accepts(vector), vector.name).to.equal(false);
      const authenticatorData = Uint8Array.from(vector.authentication.authenticatorData);
      authenticatorData[FLAGS]! |= USER_VERIFIED;
      expect(await accepts(vector, signedAnew(vector, { authenticatorData })), vector.name).to.equal(true);
    }
  });

  it("W15: are refused from a frame of another origin, for no other reason", async () => {
    for (const vector of vectorsOf(IN_A_FRAME)) {
      expect(await accepts(vector), vector.name).to.equal(false);
      const clientDataJson = vector.authentication.clientDataJson
        .replace('"crossOrigin":true', '"crossOrigin":false')
        .replace('"topOrigin":"https://example.com",', "");
      expect(await accepts(vector, signedAnew(vector, { clientDataJson })), vector.name).to.equal(true);
    }
  });

  it("are refused with any one field changed", async () => {
    for (const vector of vectorsOf(GOOD)) {
      const { authentication } = vector;
      const challenge = hexlify(authentication.challenge);
      expect(await stranger.acceptsFor(challenge, encodeAssertion(authentication))).to.equal(false);
      expect(await host.acceptsFor(flipped(challenge, 31), encodeAssertion(authentication))).to.equal(false);
      for (const [what, changes] of changesOf(authentication)) {
        expect(await accepts(vector, changes), `${vector.name}: ${what}`).to.equal(false);
      }
    }
  });

  /** Returns the module's answer to each question an account asks. */
  async function answers(challenge: string, encoded: string): Promise<boolean[]> {
    const { module, account } = host;
    const signature = AbiCoder.defaultAbiCoder().encode(["bytes", "address"], [encoded, account]);
    const transaction = transactionStruct({ from: account, to: account, signature });
    return [
      await module.validateSignature(challenge, encoded),
      (await module.isValidSignatureWithSender(stranger.account, challenge, encoded)) === "0x1626ba7e",
      await module.validateTransaction(challenge, transaction),
    ];
  }
});

/** Returns the same authenticator's response with another text or other data. */
function signedAnew(
  { scalar, authentication }: SpecificationVector,
  changes: Partial<Assertion>,
): Partial<Assertion> {
  const { authenticatorData, clientDataJson } = { ...authentication, ...changes };
  const signature = deterministicSignature(scalar, assertionDigest(authenticatorData, clientDataJson));
  return { ...changes, signature: toDer(signature) };
}

/** Returns variants of a response, each with one field changed. */
function changesOf(answer: Assertion): [string, Partial<Assertion>][] {
  const { r, s } = parseDerSignature(answer.signature);
  const signatures: P256Signature[] = [
    { r: r ^ 1n, s },
    { r, s: s ^ 1n },
    { r: P256_ORDER - r, s },
    { r: s, s: r },
  ];
  const { clientDataJson: text, authenticatorData: data } = answer;
  const texts = [
    text.replace("webauthn.get", "webauthn.create"),
    text.replace(/"challenge":"./, '"challenge":"_'),
    text.replace("example.org", "example.com"),
    text.replace('"crossOrigin":false', '"crossOrigin":true'),
    text.replace(',"crossOrigin":false', ""),
    text.replace(/}$/, ',"more":1}'),
    text.replace(/}$/, ',"topOrigin":"https://example.com"}'),
  ];
  const bits = [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => flippedIn(data, FLAGS, 1 << bit));
  const bytes = [0, 31, 33, 36].map((at) => flippedIn(data, at, 1));
  return [
    ...signatures.map((each): [string, Partial<Assertion>] => [
      `r ${each.r}, s ${each.s}`,
      { signature: toDer(each) },
    ]),
    ...texts.map((each): [string, Partial<Assertion>] => [each, { clientDataJson: each }]),
    ...[...bits, ...bytes, data.slice(0, 36), getBytes(concat([data, "0x00"]))].map(
      (each): [string, Partial<Assertion>] => [hexlify(each), { authenticatorData: each }],
    ),
    ["credential id", { credentialId: flippedIn(answer.credentialId, 0, 1) }],
    ["shorter credential id", { credentialId: answer.credentialId.slice(0, -1) }],
  ];
}

function flippedIn(bytes: Uint8Array, at: number, mask: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at]! ^= mask;
  return copy;
}

function flipped(hex: string, at: number): string {
  return hexlify(flippedIn(getBytes(hex), at, 1));
}
