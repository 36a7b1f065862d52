import { expect } from "chai";
import { parseGwei, size, type Address, type Hex } from "viem";
import { createAccountClient } from "../../src/account-client/create-account-client.js";
import type { Behaviour } from "../helpers/software-authenticator.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { deployPasskeyAccount, type PasskeyAccount } from "../helpers/passkey-account.js";

const FRIEND: Address = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";

/** How browsers write their client data. */
const dialects: [title: string, behaviour: Partial<Behaviour>][] = [
  ["as the standard says", {}],
  [
    "with the member that Chromium occasionally adds",
    {
      clientData: (members) =>
        JSON.stringify({
          ...members,
          other_keys_can_be_added_here:
            "do not compare clientDataJSON against a template. See https://goo.gl/yabPex",
        }),
    },
  ],
  [
    "with slashes escaped, as Chrome on Android did",
    { clientData: (m) => JSON.stringify(m).replaceAll("/", "\\/") },
  ],
  [
    "with the challenge first, as old Firefox did",
    {
      clientData: ({ challenge, origin, type }) =>
        JSON.stringify({ challenge, clientExtensions: {}, hashAlgorithm: "SHA-256", origin, type }),
    },
  ],
];

describe("An account's transactions, signed with a passkey", () => {
  let chain: LocalChain;

  before(async () => {
    chain = await startLocalChain();
  });
  after(() => chain.stop());

  const clientOf = ({ signer, owner }: PasskeyAccount) =>
    createAccountClient({
      chain: chain.chain,
      transport: chain.transport(),
      account: owner,
      signer,
      pollingInterval: 10,
    });

  it("are estimated with the stub and succeed, whatever their size", async () => {
    const account = await deployPasskeyAccount(chain);
    const recorder = await chain.deploy("CalldataRecorder");
    const client = clientOf(account);
    for (const length of [0, 1, 4, 31, 100, 1_000, 5_000, 20_000]) {
      const data: Hex = `0x${"5a".repeat(length)}`;
      const receipt = await client.sendTransactionSync({
        to: length % 2 ? FRIEND : recorder,
        data,
        value: 0n,
      });
      expect(receipt.status, `${length} bytes`).to.equal("success");
      expect(receipt.from.toLowerCase()).to.equal(account.address.toLowerCase());
    }
  });

  for (const [title, behaviour] of dialects)
    it(`succeed with the estimated gas when the browser writes ${title}`, async () => {
      const account = await deployPasskeyAccount(chain);
      account.passkey.authenticator.behaviour = { ...account.passkey.authenticator.behaviour, ...behaviour };
      const client = clientOf(account);
      const gas = await client.estimateGas({ to: FRIEND, value: 1n });
      const receipt = await client.sendTransactionSync({ to: FRIEND, value: 1n, gas });
      expect(receipt.status).to.equal("success");
      expect(receipt.gasUsed <= gas).to.equal(true);
    });

  it("have a stub no shorter than the signature, and little longer", async () => {
    const { signer } = await deployPasskeyAccount(chain);
    const stub = size(signer.stubSignature({ to: FRIEND }, { timestamp: 0n }));
    const real = size(await signer.signHash(`0x${"11".repeat(32)}`));
    expect(stub).to.be.within(real, real + 160);
  });

  it("have a larger stub once an authenticator was seen to send extensions", async () => {
    const account = await deployPasskeyAccount(chain);
    const { authenticator } = account.passkey;
    authenticator.behaviour = { ...authenticator.behaviour, extensions: Buffer.alloc(200, 0xa0) };
    const stub = () => size(account.signer.stubSignature({ to: FRIEND }, { timestamp: 0n }));
    const before = stub();
    await account.signer.signHash(`0x${"11".repeat(32)}`);
    expect(stub()).to.be.within(before + 160, before + 224);
    const receipt = await clientOf(account).sendTransactionSync({ to: FRIEND, value: 1n });
    expect(receipt.status).to.equal("success");
  });

  it("keep the fees they are given", async () => {
    const account = await deployPasskeyAccount(chain);
    const fees = { maxFeePerGas: parseGwei("2"), maxPriorityFeePerGas: 0n };
    const receipt = await clientOf(account).sendTransactionSync({ to: FRIEND, value: 1n, ...fees });
    const { maxFeePerGas } = await chain.publicClient.getTransaction({ hash: receipt.transactionHash });
    expect(maxFeePerGas).to.equal(fees.maxFeePerGas);
  });
});
