import { expect } from "chai";
import {
  bytesToHex,
  createClient,
  encodeFunctionData,
  hashMessage,
  hashTypedData,
  parseAbi,
  parseEther,
  type Address,
  type Hash,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import {
  createZksyncEcdsaClient,
  deployAccount,
  fetchAccount,
  toEcdsaAccount,
  uniqueIdOfOwner,
} from "../../src/client/ecdsa/index.js";
import {
  getAccountVersion,
  getSessionState,
  installModule,
  listSessions,
  predictAccountAddress,
  proposeGuardian,
  revokeSessions,
  upgradeAccount,
} from "../../src/client/index.js";
import { addAccountOwnerPasskey } from "../../src/client/passkey/account-passkeys.js";
import { accountIdOf } from "../../src/deployment/unique-id.js";
import {
  AccountContractError,
  OwnerAccountNotFoundError,
  OwnerPrefixTooLongError,
  PasskeyContractError,
  RecoveryContractError,
  SessionContractError,
} from "../../src/errors/index.js";
import { createGeneralPaymaster } from "../../src/paymaster/index.js";
import {
  formatSessionPreferences,
  getSessionHash,
  LimitZero,
  SessionStatus,
} from "../../src/session/index.js";
import { secp256k1SessionKey } from "../../src/session-key/index.js";
import { readTime } from "../../src/transaction/chain-clock.js";
import { getPublicKeyBytesFromPasskeySignature } from "../../src/utils/index.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { makePasskey, PAGE } from "../helpers/passkey-account.js";
import { recordRequests } from "../helpers/requests.js";
import { rejection } from "../helpers/rejection.js";

const FRIEND: Address = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const ERC1271 = parseAbi(["function isValidSignature(bytes32, bytes) view returns (bytes4)"]);

describe("an owner's client", () => {
  let chain: LocalChain;
  const owner = privateKeyToAccount(generatePrivateKey());
  let address: Address;

  const makeClient = (options: object = {}) =>
    createZksyncEcdsaClient({
      chain: chain.chain,
      transport: chain.transport(),
      pollingInterval: 10,
      address,
      owner,
      contracts: chain.contracts,
      ...options,
    });
  const makeSession = async (limit = 10n) => ({
    signer: secp256k1SessionKey().address,
    ...formatSessionPreferences(
      { transfers: [{ to: FRIEND, valueLimit: limit }], feeLimit: 10n },
      { expiresAt: (await readTime(chain.publicClient)).timestamp + 3600n, feeLimit: LimitZero },
    ),
  });

  before(async () => {
    chain = await startLocalChain();
    const { rich, contracts } = chain;
    address = (await deployAccount(rich, { owner: owner.address, prefix: "bank-demo", contracts })).address;
    await chain.testClient.setBalance({ address, value: parseEther("10") });
  });
  after(() => chain.stop());

  it("finds the account that its key deployed, at the address the factory predicted", async () => {
    const { contracts, rich } = chain;
    const found = await fetchAccount(rich, { owner: owner.address, prefix: "bank-demo", contracts });
    expect(found).to.deep.equal({ address, owner: owner.address });
    const predicted = await predictAccountAddress(chain.publicClient, {
      accountFactory: contracts.accountFactory,
      uniqueId: uniqueIdOfOwner(owner.address, "bank-demo"),
      deployer: rich.account.address,
    });
    expect(predicted).to.equal(address);
    await rejection(fetchAccount(rich, { owner: owner.address, contracts }), OwnerAccountNotFoundError);
  });

  it("derives an owner's id as the published client does, and refuses a prefix that does not fit", () => {
    const deployer = "0x1111111111111111111111111111111111111111";
    const id = uniqueIdOfOwner("0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42", "bank-demo");
    expect(accountIdOf(id, deployer)).to.equal(
      "0xddb6a9c26975764a5fbc682c69bd69bb1b0057007678f5cd132b5c3ab2b9d063",
    );
    expect(() => uniqueIdOfOwner(deployer, "thirteen-long")).to.throw(OwnerPrefixTooLongError);
  });

  it("sends value in two rounds, without being given the gas", async () => {
    const requests = recordRequests(chain);
    const client = await makeClient({ transport: requests.transport });
    const hash = await client.sendTransaction({ to: FRIEND, value: 1n });
    expect(requests.rounds()).to.equal(2);
    const { status } = await chain.publicClient.waitForTransactionReceipt({ hash });
    expect(status).to.equal("success");
  });

  it("signs through a wallet that supports only typed data", async () => {
    const asked: string[] = [];
    const wallet = {
      request: async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
        asked.push(method);
        if (method !== "eth_signTypedData_v4") return [owner.address];
        return owner.signTypedData(JSON.parse((params as [string, string])[1]));
      },
    };
    const client = await makeClient({ owner: wallet });
    await client.sendTransactionSync({ to: FRIEND, value: 1n });
    expect(asked).to.deep.equal(["eth_accounts", "eth_signTypedData_v4"]);
  });

  it("takes the signatures of hardware wallets, which count the parity of a key's point from 0", async () => {
    const wallet = {
      request: async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
        if (method !== "eth_signTypedData_v4") return [owner.address];
        const signature = await owner.signTypedData(JSON.parse((params as [string, string])[1]));
        return `${signature.slice(0, -2)}${signature.endsWith("1b") ? "00" : "01"}`;
      },
    };
    const client = await makeClient({ owner: wallet });
    // Of either parity.
    for (const value of [1n, 2n, 3n, 4n, 5n, 6n]) {
      const { status } = await client.sendTransactionSync({ to: FRIEND, value });
      expect(status).to.equal("success");
      const args = [
        hashMessage(`hello ${value}`),
        await client.signMessage({ message: `hello ${value}` }),
      ] as const;
      const abi = ERC1271;
      expect(
        await chain.publicClient.readContract({ address, abi, functionName: "isValidSignature", args }),
      ).to.equal("0x1626ba7e");
    }
  });

  it("signs messages and typed data that the account accepts", async () => {
    const client = await makeClient();
    const valid = (hash: Hash, signature: Hash) =>
      chain.publicClient.readContract({
        address,
        abi: ERC1271,
        functionName: "isValidSignature",
        args: [hash, signature],
      });
    const message = await client.signMessage({ message: "hello" });
    expect(await valid(hashMessage("hello"), message)).to.equal("0x1626ba7e");
    const typedData = {
      domain: { name: "App", version: "1", chainId: chain.chain.id, verifyingContract: FRIEND },
      types: { Order: [{ name: "amount", type: "uint256" }] },
      primaryType: "Order",
      message: { amount: 5n },
    } as const;
    const signature = await client.signTypedData(typedData);
    expect(await valid(hashTypedData(typedData), signature)).to.equal("0x1626ba7e");
  });

  it("makes a viem account that signs transactions without a client", async () => {
    const account = await toEcdsaAccount({ address, owner });
    const nonce = await chain.publicClient.getTransactionCount({ address });
    const serializedTransaction = await account.signTransaction({
      to: FRIEND,
      nonce,
      gas: 3_000_000n,
      maxFeePerGas: 100_000_000n,
      chainId: chain.chain.id,
    } as never);
    const hash = await chain.publicClient.sendRawTransaction({ serializedTransaction });
    expect((await chain.publicClient.waitForTransactionReceipt({ hash })).status).to.equal("success");
  });

  it("opens and closes sessions, paid for by a paymaster, and lists past ones", async () => {
    const paymasterHandler = createGeneralPaymaster(chain.contracts.accountPaymaster);
    const client = await makeClient({ paymasterHandler });
    const sessions = [await makeSession(1n), await makeSession(2n), await makeSession(3n)];
    const before = await chain.publicClient.getBalance({ address });
    for (const sessionConfig of sessions) await client.createSession({ sessionConfig });
    const ids = sessions.map(getSessionHash);
    const [, , first] = await listSessions(chain.publicClient, {
      account: address,
      contracts: chain.contracts,
    });
    expect(first?.sessionHash).to.equal(ids[0]);
    await client.revokeSession({ ...first });
    expect(await chain.publicClient.getBalance({ address }), "the paymaster paid").to.equal(before);

    const state = await getSessionState(chain.publicClient, {
      account: address,
      sessionConfig: sessions[1]!,
      contracts: chain.contracts,
    });
    expect(state.sessionState.status).to.equal(SessionStatus.Active);
    expect(state.sessionState.transferValue[0]).to.include({ remaining: 2n, target: FRIEND });

    // The block that a client remembers is no longer the latest.
    const reader = createClient({ chain: chain.chain, transport: chain.transport(), cacheTime: 600_000 });
    const list = async () =>
      (await listSessions(reader, { account: address, contracts: chain.contracts })).map(
        ({ sessionHash, status }) => [sessionHash, status],
      );
    expect(await list()).to.deep.equal([
      [ids[2], "active"],
      [ids[1], "active"],
      [ids[0], "revoked"],
    ]);
    await revokeSessions(client as never, {
      sessionIds: [ids[1]!, { sessionHash: ids[2]! }],
      contracts: chain.contracts,
    });
    expect((await list()).map(([, status]) => status)).to.deep.equal(["revoked", "revoked", "revoked"]);

    const again = await rejection(
      client.createSession({ sessionConfig: sessions[0]! }),
      SessionContractError,
    );
    expect(again.rule).to.be.oneOf(["SignerAlreadyUsed", "SessionAlreadyExists"]);
  });

  it("lists sessions on a node that limits block ranges, and takes the module's removal into account", async () => {
    const client = await makeClient();
    const sessionConfig = await makeSession();
    await client.createSession({ sessionConfig });
    await client.sendTransactionSync({
      to: address,
      data: uninstall(chain.contracts.session),
    });
    const asked: number[] = [];
    const { publicClient } = chain;
    const reluctant = createClient({
      chain: chain.chain,
      transport: () => ({
        config: { key: "few", name: "few", type: "few", request: undefined as never },
        request: (async ({ method, params }: { method: string; params: never }) => {
          if (method === "eth_getLogs") {
            const [{ fromBlock, toBlock }] = params as [{ fromBlock: Hash; toBlock: Hash }];
            const blocks = Number(toBlock) - Number(fromBlock) + 1;
            asked.push(blocks);
            if (blocks > 8) throw new Error("query exceeds max block range of 8");
          }
          return publicClient.request({ method, params } as never);
        }) as never,
      }),
    });
    const progress: bigint[] = [];
    const sessions = await listSessions(reluctant, {
      account: address,
      contracts: chain.contracts,
      onProgress: ({ done }) => progress.push(done),
    });
    expect(sessions[0]).to.deep.include({
      sessionHash: getSessionHash(sessionConfig),
      session: sessionConfig,
      status: "revoked",
    });
    expect(asked.length).to.be.greaterThan(2);
    expect(progress.at(-1)).to.equal((await publicClient.getBlockNumber()) + 1n);
  });

  it("names the module that its account lacks, and works once that is installed", async () => {
    const client = await makeClient();
    const { contracts } = chain;
    const { credentialId, credentialPublicKey } = await makePasskey();
    const [x, y] = getPublicKeyBytesFromPasskeySignature(credentialPublicKey);
    const rawPublicKey = [bytesToHex(x), bytesToHex(y)] as const;
    const passkey = { credentialId, rawPublicKey, origin: PAGE.origin };
    const addPasskey = () => addAccountOwnerPasskey(client as never, { ...passkey, contracts });
    const propose = () =>
      proposeGuardian(client as never, { newGuardian: FRIEND, origin: PAGE.origin, contracts });
    expect((await rejection(addPasskey(), PasskeyContractError)).rule).to.equal("AccountNotInitialized");
    expect((await rejection(propose(), RecoveryContractError)).rule).to.equal("AccountNotInitialized");
    await installModule(client as never, { module: contracts.passkey });
    await installModule(client as never, { module: contracts.recovery });
    await addPasskey();
    expect((await propose()).transactionReceipt.status).to.equal("success");
  });

  it("upgrades the account when its owner says so", async () => {
    const client = await makeClient();
    const { contracts } = chain;
    const version = await getAccountVersion(client as never, { account: address, contracts });
    expect(version.isUpgradeAvailable).to.equal(false);
    const implementation = await chain.deploy("NextAccount");
    await upgradeAccount(client as never, { implementation, contracts });
    const upgraded = await getAccountVersion(client as never, { account: address, contracts });
    expect(upgraded).to.include({ current: implementation, isUpgradeAvailable: true });
    const wrong = upgradeAccount(client as never, { implementation: FRIEND, contracts });
    expect((await rejection(wrong, AccountContractError)).rule).to.equal("NotAnImplementation");
  });
});

function uninstall(module: Address): Hash {
  return encodeFunctionData({
    abi: parseAbi(["function uninstallModule(uint256 moduleTypeId, address module, bytes deInitData)"]),
    functionName: "uninstallModule",
    args: [1n, module, "0x"],
  });
}
