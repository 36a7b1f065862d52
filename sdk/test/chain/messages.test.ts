import { expect } from "chai";
import fc from "fast-check";
import { createPublicClient, hashMessage, http, serializeErc6492Signature, type Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { withSso } from "../../src/chains/index.js";
import { CounterfactualSignatureError } from "../../src/errors/index.js";
import { type MessageSigner } from "../../src/message/message-signer.js";
import { signMessage } from "../../src/message/sign-message.js";
import { signTypedData } from "../../src/message/sign-typed-data.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { deployPasskeyAccount, type PasskeyAccount } from "../helpers/passkey-account.js";
import { rejection } from "../helpers/rejection.js";
import { mail, permit2, seaport, typedDataSamples } from "../helpers/typed-data-samples.js";
import { tries } from "../helpers/tries.js";

describe("Signed messages of an account", () => {
  let chain: LocalChain;
  let account: PasskeyAccount;
  let other: PasskeyAccount;
  let signers: [string, MessageSigner][];
  let client: ReturnType<typeof verifier>;
  let chainId: number;

  /** A client that knows the chain and nothing of the suite. */
  function verifier() {
    return createPublicClient({ chain: withSso(chain.chain, chain.contracts), transport: chain.transport() });
  }

  before(async () => {
    chain = await startLocalChain();
    client = verifier();
    chainId = chain.chain.id;
    account = await deployPasskeyAccount(chain);
    other = await deployPasskeyAccount(chain);
    const owner: MessageSigner = {
      address: account.address,
      signTypedData: (typedData) => account.owner.signTypedData(typedData as never),
    };
    signers = [
      ["a passkey", account.signer],
      ["an owner", owner],
    ];
  });
  after(() => chain.stop());

  it("are verified by plain viem, whichever of its keys signed them", async () => {
    for (const [by, signer] of signers)
      for (const message of [
        "",
        "Hello",
        "Grüße 👋",
        { raw: "0xdeadbeef" as Hex },
        { raw: new Uint8Array(100) },
      ]) {
        const signature = await signMessage(signer, chainId, message);
        const { address } = account;
        expect(await client.verifyMessage({ address, message, signature }), by).to.equal(true);
        expect(await client.verifyMessage({ address, message: "another", signature }), by).to.equal(false);
        expect(await client.verifyMessage({ address: other.address, message, signature }), by).to.equal(
          false,
        );
      }
  });

  for (const [title, typedData] of Object.entries(typedDataSamples))
    it(`include typed data that plain viem verifies: ${title}`, async () => {
      for (const [by, signer] of signers) {
        const signature = await signTypedData(signer, chainId, typedData);
        const { address } = account;
        expect(await client.verifyTypedData({ address, ...typedData, signature }), by).to.equal(true);
        const foreign = { ...typedData, domain: { ...typedData.domain, name: "Another app" } };
        expect(await client.verifyTypedData({ address, ...foreign, signature }), by).to.equal(false);
        expect(
          await client.verifyTypedData({ address: other.address, ...typedData, signature }),
          by,
        ).to.equal(false);
      }
    });

  it("are accepted by a contract that asks the account", async () => {
    const contract = await chain.deploy("SignatureVerifier");
    const signature = await signMessage(account.signer, chainId, "Hello");
    const isValid = (signer: Hex, hash: Hex) =>
      chain.publicClient.readContract({
        address: contract,
        abi: [
          {
            type: "function",
            name: "isValidSig",
            stateMutability: "view",
            inputs: [{ type: "address" }, { type: "bytes32" }, { type: "bytes" }],
            outputs: [{ type: "bool" }],
          },
        ],
        functionName: "isValidSig",
        args: [signer, hash, signature],
      });
    expect(await isValid(account.address, hashMessage("Hello"))).to.equal(true);
    expect(await isValid(account.address, hashMessage("Hello!"))).to.equal(false);
    expect(await isValid(other.address, hashMessage("Hello"))).to.equal(false);
  });

  it("include Sign-In with Ethereum", async () => {
    const { address } = account;
    const message = createSiweMessage({
      address,
      chainId,
      domain: "auth.example",
      nonce: "abcdefgh",
      uri: "https://auth.example/login",
      version: "1",
    });
    const signature = await signMessage(account.signer, chainId, message);
    const expected = { domain: "auth.example", nonce: "abcdefgh" };
    expect(await client.verifySiweMessage({ message, signature, ...expected })).to.equal(true);
    const foreign = { ...expected, domain: "evil.example" };
    expect(await client.verifySiweMessage({ message, signature, ...foreign })).to.equal(false);
  });

  it("are invalid with one byte changed anywhere", async () => {
    const { address } = account;
    const signatures = await Promise.all([
      signTypedData(account.signer, chainId, permit2),
      signTypedData({ ...signers[1]![1] }, chainId, seaport),
    ]);
    const data = [permit2, seaport] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1),
        fc.nat(100_000),
        fc.integer({ min: 1, max: 255 }),
        async (which, at, change) => {
          const bytes = Buffer.from((signatures[which] ?? "0x").slice(2), "hex");
          const position = at % bytes.length;
          bytes[position] = (bytes[position] ?? 0) ^ change;
          // The envelope's third member and padding are ignored (docs/passkeys.md), and not signed.
          const signature: Hex = `0x${bytes.toString("hex")}`;
          const valid = await client.verifyTypedData({ address, ...data[which]!, signature } as never);
          if (valid) expect(which, `byte ${position}`).to.equal(0);
        },
      ),
      { numRuns: tries(60) },
    );
  });

  it("leave the verification of others unchanged: keys without an account, and nobody's signatures", async () => {
    const key = privateKeyToAccount(generatePrivateKey());
    const signature = await key.signMessage({ message: "Hello" });
    const { address } = key;
    expect(await client.verifyMessage({ address, message: "Hello", signature })).to.equal(true);
    expect(await client.verifyMessage({ address, message: "Bye", signature })).to.equal(false);
    expect(await client.verifyMessage({ address, message: "Hello", signature: "0x1234" })).to.equal(false);
    const mailed = await key.signTypedData(mail);
    expect(await client.verifyTypedData({ address, ...mail, signature: mailed })).to.equal(true);
  });

  it("are refused with a remedy for an undeployed account, and accepted in wrapped form for a deployed one", async () => {
    const signature = await signMessage(account.signer, chainId, "Hello");
    const wrapped = serializeErc6492Signature({
      address: chain.contracts.accountFactory,
      data: "0x",
      signature,
    });
    const { address } = account;
    expect(await client.verifyMessage({ address, message: "Hello", signature: wrapped })).to.equal(true);
    const nobody = privateKeyToAccount(generatePrivateKey()).address;
    const answer = client.verifyMessage({ address: nobody, message: "Hello", signature: wrapped });
    expect(await rejection(answer)).to.be.instanceOf(CounterfactualSignatureError);
  });

  it("are neither valid nor invalid while the node cannot be reached: that is an error", async () => {
    const signature = await signMessage(account.signer, chainId, "Hello");
    const unreachable = createPublicClient({
      chain: withSso(chain.chain, chain.contracts),
      transport: http("http://127.0.0.1:1", { retryCount: 0 }),
    });
    const { address } = account;
    await rejection(unreachable.verifyMessage({ address, message: "Hello", signature }));
  });

  it("are not taken for valid by a contract that does not implement signatures", async () => {
    const signature = await signMessage(account.signer, chainId, "Hello");
    const address = chain.contracts.accountFactory;
    expect(await client.verifyMessage({ address, message: "Hello", signature })).to.equal(false);
  });

  it("cannot be verified by plain viem without `withSso`", async () => {
    const signature = await signMessage(account.signer, chainId, "Hello");
    const { address } = account;
    expect(await chain.publicClient.verifyMessage({ address, message: "Hello", signature })).to.equal(false);
  });
});
