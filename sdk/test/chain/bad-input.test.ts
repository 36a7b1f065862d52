import { expect } from "chai";
import { createPublicClient, type Address } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { withSso } from "../../src/chains/index.js";
import { createZksyncEcdsaClient } from "../../src/client/ecdsa/index.js";
import { createZksyncPasskeyClient } from "../../src/client/passkey/index.js";
import { createZksyncSessionClient } from "../../src/client/session/index.js";
import {
  AccountWithoutCodeError,
  InvalidTransactionRequestError,
  SessionKeyMismatchError,
  SessionModuleNotFoundError,
  SignatureRefusedError,
  UnusableSessionKeyError,
} from "../../src/errors/index.js";
import { formatSessionPreferences, LimitZero } from "../../src/session/index.js";
import { readTime } from "../../src/transaction/chain-clock.js";
import { BOB } from "../helpers/addresses.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { deployPasskeyAccount, PAGE, type PasskeyAccount } from "../helpers/passkey-account.js";
import { rejection } from "../helpers/rejection.js";

describe("Client input that cannot be used", () => {
  let chain: LocalChain;
  let account: PasskeyAccount;
  let other: PasskeyAccount;

  before(async () => {
    chain = await startLocalChain();
    account = await deployPasskeyAccount(chain);
    other = await deployPasskeyAccount(chain);
  });
  after(() => chain.stop());

  const common = () => ({
    chain: chain.chain,
    transport: chain.transport(),
    contracts: chain.contracts,
    pollingInterval: 10,
  });
  const ownersClient = (address: Address) =>
    createZksyncEcdsaClient({ ...common(), address, owner: account.owner });
  const passkeysClient = (address: Address, contracts = chain.contracts) => {
    const { credentialId, credentialPublicKey, authenticator } = account.passkey;
    const passkey = { credentialId, credentialPublicKey, authenticator };
    const names = { userName: "alice", userDisplayName: "Alice" };
    return createZksyncPasskeyClient({ ...common(), ...PAGE, ...names, ...passkey, address, contracts });
  };

  it("names an invalid field of a transaction before anything is signed", async () => {
    const client = await ownersClient(account.address);
    const before = await chain.publicClient.getTransactionCount({ address: account.address });
    const fields: Record<string, unknown[]> = {
      nonce: [2 ** 60, -1, 1.5, NaN, "abc", "0x1", 1n],
      value: ["abc", "0x1", -1n, -1, 2n ** 256n, 1.5, {}],
      gas: ["abc", -1n, 2n ** 256n],
      gasPerPubdata: ["x", 0n, 0],
      maxFeePerGas: ["x", 2n ** 256n],
      maxPriorityFeePerGas: [-1n],
      data: ["hello", "0x123", "0xzz", 5],
      dataSuffix: ["zz"],
      paymaster: ["hello", "0x12"],
      paymasterInput: ["hello"],
      factoryDeps: ["x", ["0x1"]],
      to: ["hello", "0x12", BOB.replace("c", "C")],
      from: ["hello"],
    };
    for (const [name, values] of Object.entries(fields))
      for (const value of values) {
        const sending = client.sendTransaction({ to: BOB, value: 1n, [name]: value } as never);
        const { shortMessage, code } = await rejection(sending, InvalidTransactionRequestError);
        expect(shortMessage).to.include(`transaction's ${name} cannot be read`);
        expect(code).to.equal(-32602);
      }
    const after = await chain.publicClient.getTransactionCount({ address: account.address });
    expect(after).to.equal(before);
  });

  it("takes null for absent, and refuses a fractional amount", async () => {
    const client = await ownersClient(account.address);
    const fields = { to: BOB, value: 1, data: null, gas: null, nonce: null, paymaster: null };
    expect((await client.sendTransactionSync(fields as never)).status).to.equal("success");
  });

  it("names an address that has no account or belongs to another", async () => {
    for (const client of [await ownersClient(other.address), passkeysClient(other.address)]) {
      const sending = client.sendTransaction({ to: BOB, value: 1n });
      expect((await rejection(sending, SignatureRefusedError)).shortMessage).to.include(other.address);
    }
    const nobody = privateKeyToAccount(generatePrivateKey()).address;
    const passkeys = passkeysClient(nobody);
    const owners = await ownersClient(nobody);
    for (const act of [
      () => owners.sendTransaction({ to: BOB }),
      () => passkeys.sendTransaction({ to: BOB }),
      () => passkeys.estimateGas({ to: BOB } as never),
    ]) {
      const { shortMessage } = await rejection(act(), AccountWithoutCodeError);
      expect(shortMessage).to.include(nobody).and.to.include(String(chain.chain.id));
    }
  });

  it("treats a signature in an unknown form as nobody's, whoever is asked about it", async () => {
    const client = createPublicClient({
      chain: withSso(chain.chain, chain.contracts),
      transport: chain.transport(),
    });
    const brokenWrapper = `0x${"12".repeat(40)}${"6492".repeat(16)}`;
    const junk = ["0x", "0x1234", "0x123", `0x${"11".repeat(65)}`, `0x${"ab".repeat(500)}`, brokenWrapper];
    const forms = [...junk, "hello", undefined, null, 5, {}, { r: "0x1", s: "0x2" }, new Uint8Array(3)];
    const nobody = privateKeyToAccount(generatePrivateKey()).address;
    const domain = { name: "Test" };
    const types = { A: [{ name: "x", type: "uint256" }] } as const;
    const typedData = { domain, types, primaryType: "A", message: { x: 1n } } as const;
    for (const address of [account.address, nobody, chain.contracts.session])
      for (const form of forms) {
        const signature = form as `0x${string}`;
        const answers = await Promise.all([
          client.verifyMessage({ address, message: "Hello", signature }),
          client.verifyTypedData({ address, ...typedData, signature }),
        ]);
        expect(answers, String(form)).to.deep.equal([false, false]);
      }
  });

  describe("a session's invalid input", () => {
    const sessionKey = generatePrivateKey();
    const signer = privateKeyToAccount(sessionKey).address;

    async function sessionClient(changes: object = {}) {
      const { timestamp: now } = await readTime(chain.publicClient);
      const policy = formatSessionPreferences(
        { transfers: [{ to: BOB, valueLimit: 5n }], feeLimit: 10n ** 17n },
        { expiresAt: now + 3600n, feeLimit: LimitZero },
      );
      const { address } = account;
      const sessionConfig = { signer, ...policy };
      return createZksyncSessionClient({ ...common(), address, sessionKey, sessionConfig, ...changes });
    }

    it("refuses a key other than the session's when the client is made, with both addresses", async () => {
      const wrong = generatePrivateKey();
      const error = await rejection(sessionClient({ sessionKey: wrong }), SessionKeyMismatchError);
      expect(error.shortMessage).to.include(signer).and.to.include(privateKeyToAccount(wrong).address);
      expect(error.code).to.equal(-32602);
      expect(error.message).not.to.include(wrong);
    });

    it("refuses an invalid key without repeating it", async () => {
      for (const none of ["0x1234", "hello", `0x${"00".repeat(32)}`]) {
        const error = await rejection(sessionClient({ sessionKey: none }), UnusableSessionKeyError);
        expect(error.message).not.to.include(none);
      }
    });

    it("refuses a module that does not exist or is on another chain", async () => {
      const nowhere = await sessionClient({ contracts: { session: BOB } });
      const error = await rejection(
        nowhere.sendTransaction({ to: BOB, value: 1n }),
        SessionModuleNotFoundError,
      );
      expect(error.shortMessage).to.include(BOB).and.to.include(String(chain.chain.id));
    });
  });
});
