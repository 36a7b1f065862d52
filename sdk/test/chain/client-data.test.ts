import { randomBytes } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { hexToBytes, keccak256, numberToHex, type Hex } from "viem";
import { webAuthnModuleAbi } from "../../src/abi/generated.js";
import { addPasskeyCall } from "../../src/client/passkey/account-passkeys.js";
import { PasskeyError } from "../../src/errors/index.js";
import { checkAuthenticatorData } from "../../src/passkey/authenticator-data.js";
import { checkClientData } from "../../src/passkey/client-data.js";
import { encodeAssertion, parseAssertion } from "../../src/passkey/passkey-signature.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { deployPasskeyAccount, ORIGIN, RP_ID, type PasskeyAccount } from "../helpers/passkey-account.js";
import { toBase64Url } from "../../src/passkey/base64url.js";
import { parsePublicKey, type P256PublicKey } from "../../src/passkey/public-key.js";
import { tries } from "../helpers/tries.js";

const hash = keccak256("0x5a");

/** Members that browsers write, or an attacker would. */
const members = fc.constantFrom(
  `"topOrigin":"https://a.example"`,
  `"crossOrigin":false`,
  `"crossOrigin":true`,
  `"origin":"${ORIGIN}"`,
  `"origin":"https:\\/\\/auth.example"`,
  `"origin":"https://evil.example"`,
  `"type":"webauthn.get"`,
  `"type":"webauthn.create"`,
  `"challenge":"AAAA"`,
  `"other":{"a":[1,-0.5e+3,true,null,{"type":"x\\u0041"}]}`,
  `"other":[[[[[[[[1]]]]]]]]`,
  `"other":[[[[[[[[[1]]]]]]]]]`,
  `"other":01`,
  `"other":"\\x"`,
  `"a\\u0062":1`,
  `"other":{}`,
  `"other" :1`,
);

const changes = fc.oneof(
  { weight: 1, arbitrary: fc.constant((text: string) => text) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.array(members, { maxLength: 3 }), fc.boolean())
      .map(([list, first]) => (text: string) => {
        const joined = list.join(",");
        if (joined === "") return text;
        return first ? `{${joined},${text.slice(1)}` : `${text.slice(0, -1)},${joined}}`;
      }),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.nat(),
        fc.constantFrom("", '"', "\\", "/", "\\/", ",", "}", "{", " ", ":", "a", "\u0000", "é"),
        fc.nat(2),
      )
      .map(([at, put, length]) => (text: string) => {
        const position = at % (text.length + 1);
        return text.slice(0, position) + put + text.slice(position + length);
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .shuffledSubarray(["type", "challenge", "origin", "crossOrigin"])
      .map((names) => (text: string) => {
        const all = JSON.parse(text) as Record<string, unknown>;
        return JSON.stringify(Object.fromEntries(names.map((name) => [name, all[name]])));
      }),
  },
);

describe("The SDK's checks of an authenticator's response", () => {
  let chain: LocalChain;
  let account: PasskeyAccount;

  before(async () => {
    chain = await startLocalChain();
    account = await deployPasskeyAccount(chain);
  });
  after(() => chain.stop());

  async function answer(clientData: (members: Record<string, unknown>) => string, flags: number) {
    const { authenticator, credentialId } = account.passkey;
    authenticator.behaviour = { origin: ORIGIN, clientData, flags };
    const challenge = Buffer.from(hash.slice(2), "hex").toString("base64url");
    const { response } = await authenticator.get({ challenge, rpId: RP_ID });
    return parseAssertion(credentialId, response);
  }

  it("accept exactly what the chain accepts, whatever browser and authenticator say", async () => {
    const outcomes = new Set<boolean>();
    const flags = fc.oneof(
      { weight: 6, arbitrary: fc.constant(0x1d) },
      { weight: 1, arbitrary: fc.nat(255) },
    );
    await fc.assert(
      fc.asyncProperty(changes, flags, async (change, bits) => {
        const assertion = await answer((all) => change(JSON.stringify(all)), bits);
        const text = Buffer.from(assertion.clientDataJSON).toString();
        const onChain = await chain.publicClient.readContract({
          account: account.address,
          address: chain.contracts.passkey,
          abi: webAuthnModuleAbi,
          functionName: "validateSignature",
          args: [hash, encodeAssertion(assertion)],
        });
        const taken = isTaken(() => {
          checkClientData(text, { type: "webauthn.get", challenge: hexToBytes(hash), origin: ORIGIN });
          checkAuthenticatorData(assertion.authenticatorData, RP_ID);
        });
        expect(taken, text).to.equal(onChain);
        outcomes.add(taken);
      }),
      { numRuns: tries(250) },
    );
    expect(outcomes.size).to.equal(2);
  });

  it("accept exactly the passkeys that the chain registers, whatever their id, key and origin", async () => {
    const printable = fc.stringMatching(/^[!-~]{0,20}$/);
    const origin = fc.oneof(
      { weight: 3, arbitrary: fc.constant(ORIGIN) },
      { weight: 2, arbitrary: printable },
      { weight: 1, arbitrary: fc.string({ maxLength: 8, unit: "binary" }) },
      { weight: 1, arbitrary: fc.constantFrom(252, 253, 254).map((length) => "a".repeat(length)) },
    );
    const length = fc.oneof(fc.constantFrom(0, 15, 16, 17, 1023, 1024), fc.nat(1100));
    const key = fc.oneof(
      { weight: 3, arbitrary: fc.constant(parsePublicKey(account.passkey.credentialPublicKey)) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.bigInt(0n, 2n ** 256n - 1n), fc.bigInt(0n, 2n ** 256n - 1n))
          .map((point) => point.map((each) => numberToHex(each, { size: 32 })) as unknown as P256PublicKey),
      },
    );
    const outcomes = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(origin, length, key, async (page, bytes, [x, y]) => {
        const credentialId: Hex = `0x${randomBytes(bytes).toString("hex")}`;
        const asked = {
          credentialId: toBase64Url(hexToBytes(credentialId)),
          rawPublicKey: [x, y],
          origin: page,
        } as const;
        const taken = isTaken(() => addPasskeyCall(asked));
        const onChain = await chain.publicClient
          .simulateContract({
            account: account.address,
            address: chain.contracts.passkey,
            abi: webAuthnModuleAbi,
            functionName: "addValidationKey",
            args: [credentialId, [x, y], page],
          })
          .then(
            () => true,
            () => false,
          );
        expect(taken, JSON.stringify({ page, bytes, x, y })).to.equal(onChain);
        outcomes.add(taken);
      }),
      { numRuns: tries(120) },
    );
    expect(outcomes.size).to.equal(2);
  });
});

function isTaken(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    expect(error).to.be.instanceOf(PasskeyError);
    return false;
  }
}
