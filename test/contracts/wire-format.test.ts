import { expect } from "chai";
import { dataLength, getBytes, hexlify, id, Interface, randomBytes, SigningKey, zeroPadValue } from "ethers";
import { erc20Abi, hashTypedData, type Address, type Hex } from "viem";
import { serializeTransaction as viemSerialize, zksyncInMemoryNode } from "viem/zksync";
import { signSessionTransaction } from "zksync-sso-published/client/session";
import {
  encodeModuleData,
  encodePasskeyModuleParameters,
  encodeSession as publishedEncodeSession,
  getPeriodIdsForTransaction,
  passkeyHashSignatureResponseFormat,
  type SessionConfig,
} from "zksync-sso-published/utils";
import { formatSessionPreferences, LimitZero, type SessionPreferences } from "../../sdk/src/session/index.js";
import {
  serializeTransaction,
  transactionDigest,
  type AccountTransaction,
} from "../helpers/accounts/account-transaction";
import { toBase64Url } from "../helpers/passkeys/base64url";
import { encodeModuleInstall, encodePasskeyInstall } from "../helpers/accounts/module-install";
import { encodePasskeySignature } from "../helpers/passkeys/passkey-signature";
import { periodId, periodIds } from "../helpers/sessions/session-periods";
import { encodeSessionSignature } from "../helpers/sessions/session-signature";
import {
  ConstraintCondition,
  encodeSession,
  sessionHash,
  type SessionSpec,
} from "../helpers/sessions/session-spec";
import { createPasskey } from "../helpers/passkeys/software-authenticator";
import { accountId, modularUniqueId, ownerUniqueId, uniqueIdFromText } from "../helpers/accounts/unique-id";
import { allowance, lifetime } from "../helpers/sessions/usage-limit";

const ACCOUNT = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
const RECIPIENT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const MODULE = "0x2222222222222222222222222222222222222222";
const erc20 = new Interface(["function transfer(address to, uint256 amount) returns (bool)"]);

describe("Wire format", () => {
  describe("transaction hash", () => {
    const tx: AccountTransaction = {
      chainId: 260n,
      from: ACCOUNT,
      to: RECIPIENT,
      nonce: 3,
      value: 7n,
      data: "0x",
      gasLimit: 100n,
      gasPerPubdata: 50_000n,
      maxFeePerGas: 5n,
      maxPriorityFeePerGas: 0n,
      factoryDeps: [],
    };

    it("is the published vector's", () => {
      expect(transactionDigest(tx)).to.equal(
        "0xee9034aba1295373590446e5eb113dc3b7f57d7d8ce9f765d0319fda25de0fe8",
      );
    });

    it("is the hash viem's zksync chains sign, paymaster included", () => {
      const paymasterParams = { paymaster: MODULE, paymasterInput: "0x8c5a344500" };
      const withPaymaster = { ...tx, maxPriorityFeePerGas: 2n, data: "0xa9059cbb", paymasterParams };
      expect(transactionDigest(withPaymaster)).to.equal(viemDigest(withPaymaster));
    });

    it("commits to every field", () => {
      const changes: Partial<AccountTransaction>[] = [
        { chainId: 261n },
        { from: RECIPIENT },
        { to: ACCOUNT },
        { nonce: 4 },
        { value: 8n },
        { data: "0x00" },
        { gasLimit: 101n },
        { gasPerPubdata: 50_001n },
        { maxFeePerGas: 6n },
        { maxPriorityFeePerGas: 1n },
        { factoryDeps: [`0x${"00".repeat(32)}`] },
        { paymasterParams: { paymaster: MODULE, paymasterInput: "0x" } },
        { paymasterParams: { paymaster: `0x${"00".repeat(20)}`, paymasterInput: "0x01" } },
      ];
      const digests = [tx, ...changes.map((change) => ({ ...tx, ...change }))].map(transactionDigest);
      expect(new Set(digests).size).to.equal(changes.length + 1);
    });

    it("is serialised as viem serialises it", () => {
      const signed = { ...tx, maxPriorityFeePerGas: 5n };
      const ours = serializeTransaction(signed, "0x1234");
      expect(ours).to.equal(viemSerialize({ ...viemTransaction(signed), customSignature: "0x1234" }));
    });

    it("is refused for serialisation with a priority fee that the serialiser would change", () => {
      expect(() => serializeTransaction(tx, "0x1234")).to.throw("priority fee of 0");
    });
  });

  describe("passkey signature", () => {
    it("is encoded as the published client encodes the same assertion", () => {
      const passkey = createPasskey({ origin: "https://auth.example" });
      for (let i = 0; i < 20; i++) {
        const assertion = passkey.assert(getBytes(randomBytes(32)));
        const published = passkeyHashSignatureResponseFormat(
          toBase64Url(assertion.credentialId),
          {
            authenticatorData: toBase64Url(assertion.authenticatorData),
            clientDataJSON: toBase64Url(Buffer.from(assertion.clientDataJson)),
            signature: toBase64Url(assertion.signature),
          },
          { passkey: MODULE },
        );
        expect(encodePasskeySignature(assertion, MODULE)).to.equal(published);
      }
    });
  });

  describe("session", () => {
    const spec: SessionSpec = {
      signer: "0x1111111111111111111111111111111111111111",
      expiresAt: 1_800_000_000n,
      feeLimit: lifetime(10n ** 17n),
      callPolicies: [
        {
          target: ACCOUNT,
          selector: "0xa9059cbb",
          maxValuePerUse: 0n,
          valueLimit: lifetime(0n),
          constraints: [
            {
              condition: ConstraintCondition.Equal,
              index: 0n,
              refValue: zeroPadValue(RECIPIENT, 32),
              limit: { limitType: 0, limit: 0n, period: 0n },
            },
            {
              condition: ConstraintCondition.Unconstrained,
              index: 1n,
              refValue: zeroPadValue("0x", 32),
              limit: allowance(200n, 3600n),
            },
          ],
        },
      ],
      transferPolicies: [{ target: ACCOUNT, maxValuePerUse: 5n, valueLimit: lifetime(5n) }],
    };
    const call = { to: ACCOUNT, data: erc20.encodeFunctionData("transfer", [RECIPIENT, 1n]) };
    const timestamp = 1_714_500_000n;

    it("has the published vector's hash and length", () => {
      expect(sessionHash(spec)).to.equal(
        "0xed4f7dbeab3b406f399f3373bc261adbc18fd2ba99c746c47e544fb15549a3f6",
      );
      expect(dataLength(encodeSession(spec))).to.equal(1152);
    });

    it("is encoded as the published client encodes it", () => {
      expect(encodeSession(spec)).to.equal(publishedEncodeSession(published(spec)));
    });

    it("is what the preferences that describe it are converted to", () => {
      const preferences: SessionPreferences = {
        expiresAt: spec.expiresAt,
        feeLimit: 10n ** 17n,
        contractCalls: [
          {
            address: ACCOUNT,
            abi: erc20Abi,
            functionName: "transfer",
            constraints: [
              { index: 0, value: RECIPIENT },
              { index: 1, limit: { limit: 200n, period: 3600n } },
            ],
          },
        ],
        transfers: [{ to: ACCOUNT, valueLimit: 5n }],
      };
      const built = formatSessionPreferences(preferences, { expiresAt: 0n, feeLimit: LimitZero });
      expect(sessionHash({ signer: spec.signer, ...built })).to.equal(sessionHash(spec));
    });

    it("numbers periods from 1970", () => {
      expect(periodId(allowance(1n, 3600n), timestamp)).to.equal(476_250n);
      expect(periodId(lifetime(1n), timestamp)).to.equal(0n);
    });

    it("lists the period ids of fee, value and constraints as the published client does", () => {
      const expected = getPeriodIdsForTransaction({
        sessionConfig: published(spec),
        target: ACCOUNT,
        selector: "0xa9059cbb",
        timestamp,
      });
      expect(periodIds(spec, call, timestamp)).to.deep.equal(expected);
      expect(expected).to.deep.equal([0n, 0n, 0n, 476_250n]);
    });

    it("has two period ids for a transfer", () => {
      expect(periodIds(spec, { to: ACCOUNT, data: "0x" }, timestamp)).to.deep.equal([0n, 0n]);
    });

    it("has no period ids for a call outside its policies", () => {
      expect(() => periodIds(spec, { to: RECIPIENT, data: "0x" }, timestamp)).to.throw("no policy");
    });

    it("signs as the published client signs", () => {
      const key = new SigningKey(id("session key"));
      const signature = key.sign(id("digest")).serialized;
      const expected = signSessionTransaction({
        sessionKeySignedHash: signature as Hex,
        sessionContract: MODULE,
        sessionConfig: published(spec),
        to: ACCOUNT,
        callData: call.data as Hex,
        timestamp,
      });
      const ids = periodIds(spec, call, timestamp);
      expect(encodeSessionSignature(signature, MODULE, spec, ids)).to.equal(expected);
    });
  });

  describe("install data", () => {
    it("of a passkey is what the published client sends", () => {
      const passkey = createPasskey({ origin: "http://localhost:3002" });
      const expected = encodePasskeyModuleParameters({
        credentialId: toBase64Url(passkey.credentialId),
        passkeyPublicKey: [
          Buffer.from(getBytes(passkey.publicKey[0])),
          Buffer.from(getBytes(passkey.publicKey[1])),
        ],
        expectedOrigin: passkey.origin,
      });
      expect(encodePasskeyInstall(passkey)).to.equal(expected);
    });

    it("of a module is what the published client sends", () => {
      const expected = encodeModuleData({ address: MODULE, parameters: "0x1234" });
      expect(encodeModuleInstall(MODULE, "0x1234")).to.equal(expected);
    });
  });

  describe("unique ids", () => {
    const name = "A".repeat(22);

    it("of a modular deployment hash the hex text of all its ids", () => {
      expect(modularUniqueId({ name, owners: [ACCOUNT], credentialId: name })).to.equal(
        "0x72e0966ff8d6fc016077df58423ae10d5a66935fe36dbaad3a7f717bdc481a0a",
      );
    });

    it("of a passkey deployment hash its name, or its install data's hex text", () => {
      const credentialId = Buffer.from(name, "base64url");
      const publicKey = [`0x${"01".repeat(32)}`, `0x${"02".repeat(32)}`] as const;
      const installData = encodePasskeyInstall({ credentialId, publicKey, origin: "https://x.y" });
      expect(uniqueIdFromText("alice")).to.equal(
        "0x9c0257114eb9399a2985f8e75dad7600c5d89fe3824ffa99ec1c3eb8bf3b0501",
      );
      expect(uniqueIdFromText(installData)).to.equal(
        "0xabf1519f168fba93430cf9fe7ed0f214ef01779d5c7d90395b25860a53dd11a4",
      );
    });

    it("of an owner deployment consist of a prefix and the owner, and with the deployer give the account id", () => {
      const uniqueId = ownerUniqueId("bank-demo", ACCOUNT);
      expect(accountId(uniqueId, "0x1111111111111111111111111111111111111111")).to.equal(
        "0xddb6a9c26975764a5fbc682c69bd69bb1b0057007678f5cd132b5c3ab2b9d063",
      );
    });

    it("refuse a prefix that does not fit", () => {
      expect(() => ownerUniqueId("thirteen char", ACCOUNT)).to.throw("at most 12");
    });
  });
});

/** The published client's session type, with enums as numbers. */
function published(spec: SessionSpec): SessionConfig {
  return spec as unknown as SessionConfig;
}

function viemTransaction(tx: AccountTransaction) {
  return {
    type: "eip712" as const,
    chainId: Number(tx.chainId),
    from: tx.from as Address,
    to: tx.to as Address,
    nonce: tx.nonce,
    value: tx.value,
    data: tx.data as Hex,
    gas: tx.gasLimit,
    gasPerPubdata: tx.gasPerPubdata,
    maxFeePerGas: tx.maxFeePerGas,
    maxPriorityFeePerGas: tx.maxPriorityFeePerGas,
    ...(tx.paymasterParams && {
      paymaster: tx.paymasterParams.paymaster as Address,
      paymasterInput: hexlify(tx.paymasterParams.paymasterInput) as Hex,
    }),
  };
}

function viemDigest(tx: AccountTransaction): string {
  return hashTypedData(zksyncInMemoryNode.custom.getEip712Domain(viemTransaction(tx)));
}
