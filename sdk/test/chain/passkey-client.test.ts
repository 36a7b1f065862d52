import { expect } from "chai";
import {
  createWalletClient,
  encodeFunctionData,
  getAddress,
  parseEther,
  zeroAddress,
  type Address,
  type Hex,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { getGeneralPaymasterInput } from "viem/zksync";
import { AAFactoryAbi, SsoAccountAbi, WebAuthValidatorAbi } from "../../src/abi/index.js";
import { withSso } from "../../src/chains/index.js";
import {
  createZksyncPasskeyClient,
  deployAccount,
  fetchAccount,
  type ZksyncSsoPasskeyClientConfig,
} from "../../src/client/passkey/index.js";
import {
  getSessionState,
  listAccountOwners,
  unlinkModule,
  unlinkValidationHook,
} from "../../src/client/index.js";
import { accountIdOf, uniqueIdOfModularAccount, uniqueIdOfText } from "../../src/deployment/unique-id.js";
import { AccountNotFoundError, InvalidOriginError, UnsupportedModuleError } from "../../src/errors/index.js";
import { getSessionHash, LimitZero, SessionStatus, type SessionSpec } from "../../src/session/index.js";
import { getPublicKeyBytesFromPasskeySignature } from "../../src/utils/index.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { makePasskey, PAGE, type Passkey } from "../helpers/passkey-account.js";
import { recordRequests } from "../helpers/requests.js";
import { rejection } from "../helpers/rejection.js";

const FRIEND: Address = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const names = { userName: "alice", userDisplayName: "Alice" };
const hex = (bytes: Uint8Array): Hex => `0x${Buffer.from(bytes).toString("hex")}`;

function coordinates({ credentialPublicKey }: Passkey): [Hex, Hex] {
  const [x, y] = getPublicKeyBytesFromPasskeySignature(credentialPublicKey);
  return [hex(x), hex(y)];
}

describe("A passkey client", () => {
  let chain: LocalChain;
  let passkey: Passkey;
  let address: Address;

  before(async () => {
    chain = await startLocalChain();
    passkey = await makePasskey();
    ({ address } = await deploy(passkey));
    await chain.testClient.setBalance({ address, value: parseEther("10") });
  });
  after(() => chain.stop());

  function deploy(made: Passkey, changes: Partial<Parameters<typeof deployAccount>[1]> = {}) {
    const { credentialId, credentialPublicKey, origin } = made;
    return deployAccount(chain.rich, {
      credentialId,
      credentialPublicKey,
      expectedOrigin: origin,
      contracts: chain.contracts,
      ...changes,
    });
  }

  function makeClient(changes: Partial<ZksyncSsoPasskeyClientConfig> = {}) {
    return createZksyncPasskeyClient({
      address,
      chain: withSso(chain.chain, chain.contracts),
      transport: chain.transport(),
      credentialPublicKey: passkey.credentialPublicKey,
      credentialId: passkey.credentialId,
      contracts: chain.contracts,
      pollingInterval: 10,
      authenticator: passkey.authenticator,
      ...names,
      ...PAGE,
      ...changes,
    });
  }

  it("uses an account deployed in one transaction without a prompt", async () => {
    const made = await makePasskey();
    const before = made.authenticator.asked.length;
    const sent: Hex[] = [];
    const deployed = await deploy(made, { onTransactionSent: (hash) => sent.push(hash) });
    expect(made.authenticator.asked).to.have.lengthOf(before);
    expect(sent).to.deep.equal([deployed.transactionReceipt.transactionHash]);
    const modules = await chain.publicClient.readContract({
      address: deployed.address,
      abi: SsoAccountAbi,
      functionName: "listModuleValidators",
    });
    const { passkey: module, session, recovery } = chain.contracts;
    expect([...modules].sort()).to.deep.equal(
      [module, session, recovery].map((each) => getAddress(each)).sort(),
    );
    expect(await listAccountOwners(chain.publicClient, { account: deployed.address })).to.deep.equal([]);
  });

  it("uses an account deployed with what creating the passkey returned, its origin included, and refuses two passkeys", async () => {
    const made = await makePasskey();
    const { contracts } = chain;
    const deployed = await deployAccount(chain.rich, { ...made, contracts });
    const asked = { uniqueAccountId: made.credentialId, origin: made.origin, contracts };
    expect((await fetchAccount(chain.publicClient, asked)).address).to.equal(deployed.address);
    const both = { origin: made.origin, expectedOrigin: "https://other.example" };
    await rejection(deployAccount(chain.rich, { ...made, ...both, contracts }), InvalidOriginError);
    await rejection(fetchAccount(chain.publicClient, { ...asked, ...both }), InvalidOriginError);
  });

  it("uses an account deployed by a key without ETH, through the suite's paymaster", async () => {
    const made = await makePasskey();
    const poor = createWalletClient({
      account: privateKeyToAccount(generatePrivateKey()),
      chain: chain.chain,
      transport: chain.transport(),
      pollingInterval: 10,
    });
    const { credentialId, credentialPublicKey, origin } = made;
    const { address: created } = await deployAccount(poor, {
      credentialId,
      credentialPublicKey,
      expectedOrigin: origin,
      contracts: chain.contracts,
      paymasterAddress: chain.contracts.accountPaymaster,
    });
    const found = await fetchAccount(chain.publicClient, {
      uniqueAccountId: credentialId,
      expectedOrigin: origin,
      contracts: chain.contracts,
    });
    expect(found.address).to.equal(created);
  });

  it("uses an account deployed with a session: one prompt for both, and opens and closes others", async () => {
    const made = await makePasskey();
    const spec = (signer: Address): SessionSpec => ({
      signer,
      expiresAt: BigInt(Math.floor(Date.now() / 1000)) + 86_400n * 365n,
      feeLimit: { limitType: 1, limit: 1n, period: 0n },
      callPolicies: [],
      transferPolicies: [{ target: FRIEND, maxValuePerUse: 0n, valueLimit: LimitZero }],
    });
    const [initialSession, later] = [FRIEND, getAddress(chain.contracts.session)].map(spec) as [
      SessionSpec,
      SessionSpec,
    ];
    const { address: created } = await deploy(made, { initialSession });
    expect(made.authenticator.asked).to.have.lengthOf(1);
    const { contracts } = chain;
    const statusOf = async (sessionConfig: SessionSpec) =>
      (await getSessionState(chain.publicClient, { account: created, sessionConfig, contracts })).sessionState
        .status;
    expect(await statusOf(initialSession)).to.equal(SessionStatus.Active);

    await chain.testClient.setBalance({ address: created, value: parseEther("1") });
    const { credentialId, credentialPublicKey, authenticator } = made;
    const client = makeClient({ address: created, credentialId, credentialPublicKey, authenticator });
    await client.createSession({ sessionConfig: later });
    expect(await statusOf(later)).to.equal(SessionStatus.Active);
    await client.revokeSession({ sessionId: getSessionHash(later) });
    expect(await statusOf(later)).to.equal(SessionStatus.Closed);
  });

  it("sends with one prompt and two rounds of requests", async () => {
    const requests = recordRequests(chain);
    const client = makeClient({ transport: requests.transport });
    const prompts = passkey.authenticator.asked.length;
    const hash = await client.sendTransaction({ to: FRIEND, value: 1n });
    expect(requests.rounds()).to.equal(2);
    expect(passkey.authenticator.asked).to.have.lengthOf(prompts + 1);
    const receipt = await client.waitForTransactionReceipt({ hash });
    expect(receipt.status).to.equal("success");
    expect(getAddress(receipt.from)).to.equal(address);
  });

  it("finds its passkey's id in the chain's logs if not given it", async () => {
    const client = makeClient({ credentialId: undefined });
    const receipt = await client.sendTransactionSync({ to: FRIEND, value: 1n });
    expect(receipt.status).to.equal("success");
    expect(passkey.authenticator.asked.at(-1)).to.deep.include({
      allowCredentials: [{ id: passkey.credentialId, type: "public-key" }],
    });
  });

  it("sends with a paymaster, its own or one chosen by a handler", async () => {
    const { accountPaymaster } = chain.contracts;
    const paymasterInput = getGeneralPaymasterInput({ innerInput: "0x" });
    const before = await chain.publicClient.getBalance({ address });
    const another = await makePasskey();
    await makeClient().addAccountOwnerPasskey({
      credentialId: another.credentialId,
      rawPublicKey: coordinates(another),
      origin: PAGE.origin,
      paymaster: { address: accountPaymaster },
    });
    const handled = makeClient({
      paymasterHandler: async () => ({ paymaster: accountPaymaster, paymasterInput }),
    });
    const other = await makePasskey();
    await handled.addAccountOwnerPasskey({
      credentialId: other.credentialId,
      rawPublicKey: coordinates(other),
      origin: PAGE.origin,
    });
    expect(await chain.publicClient.getBalance({ address })).to.equal(before);
  });

  it("signs messages that plain viem verifies", async () => {
    const client = makeClient();
    const signature = await client.signMessage({ message: "Hello" });
    expect(await client.verifyMessage({ address, message: "Hello", signature })).to.equal(true);
  });

  it("adds another passkey, which signs, and removes it, which then does not", async () => {
    const client = makeClient();
    const second = await makePasskey({ origin: "http://localhost:3002" });
    const { credentialId, origin } = second;
    await client.addAccountOwnerPasskey({ credentialId, rawPublicKey: coordinates(second), origin });
    const own = makeClient({
      credentialId,
      credentialPublicKey: second.credentialPublicKey,
      origin,
      rpID: "localhost",
      authenticator: second.authenticator,
    });
    const { status } = await own.sendTransactionSync({ to: FRIEND, value: 1n });
    expect(status).to.equal("success");
    await client.removeAccountOwnerPasskey({ credentialId, origin });
    const registered = await chain.publicClient.readContract({
      address: chain.contracts.passkey,
      abi: WebAuthValidatorAbi,
      functionName: "registeredAddress",
      args: [origin, hex(Buffer.from(credentialId, "base64url"))],
    });
    expect(registered).to.equal(zeroAddress);
    await rejection(own.sendTransaction({ to: FRIEND, value: 1n }));
  });

  it("cannot remove the account's last key: the chain refuses", async () => {
    const made = await makePasskey();
    const { address: lonely } = await deploy(made);
    await chain.testClient.setBalance({ address: lonely, value: parseEther("1") });
    const { credentialId, credentialPublicKey, authenticator, origin } = made;
    const client = makeClient({ address: lonely, credentialId, credentialPublicKey, authenticator });
    await rejection(client.removeAccountOwnerPasskey({ credentialId, origin }));
  });

  it("adds and removes owners", async () => {
    const client = makeClient();
    await client.addAccountOwner({ owner: FRIEND });
    expect(await listAccountOwners(chain.publicClient, { account: address })).to.deep.equal([FRIEND]);
    await client.removeAccountOwner({ owner: FRIEND });
    expect(await listAccountOwners(chain.publicClient, { account: address })).to.deep.equal([]);
  });

  it("installs and removes modules", async () => {
    const client = makeClient();
    const module = await chain.deploy("TestValidator");
    const isInstalled = () =>
      chain.publicClient.readContract({
        address,
        abi: SsoAccountAbi,
        functionName: "isModuleInstalled",
        args: [1n, module, "0x"],
      });
    await client.installModule({ module });
    expect(await isInstalled()).to.equal(true);
    await client.uninstallModule({ module });
    expect(await isInstalled()).to.equal(false);
  });

  it("removes modules that refuse everything and resist their removal", async () => {
    const client = makeClient();
    const module = await chain.deploy("HostileModule", 0);
    const read = { address, abi: SsoAccountAbi } as const;
    const addHook = { ...read, functionName: "addHook", args: [module, true, "0x"] } as const;
    await client.installModule({ module });
    await client.sendTransaction({ to: address, data: encodeFunctionData(addHook) });
    await rejection(client.installModule({ module, type: "hook" }));
    await unlinkValidationHook(client, { hook: module });
    await client.installModule({ module, type: "hook" });
    await rejection(client.uninstallModule({ module, type: "hook" }));
    await unlinkModule(client, { module, type: "hook" });
    await unlinkModule(client, { module });
    for (const isValidation of [true, false])
      expect(
        await chain.publicClient.readContract({ ...read, functionName: "listHooks", args: [isValidation] }),
      ).to.deep.equal([]);
    expect(
      await chain.publicClient.readContract({ ...read, functionName: "listModuleValidators" }),
    ).not.to.include(module);
  });

  it("finds the account on a device that has never seen it, with one prompt", async () => {
    const prompts = passkey.authenticator.asked.length;
    const found = await fetchAccount(chain.publicClient, {
      expectedOrigin: PAGE.origin,
      rpID: PAGE.rpID,
      authenticator: passkey.authenticator,
      contracts: chain.contracts,
    });
    expect(passkey.authenticator.asked).to.have.lengthOf(prompts + 1);
    expect(found.address).to.equal(address);
    expect(found.username).to.equal(passkey.credentialId);
    expect(hex(found.passkeyPublicKey)).to.equal(hex(passkey.credentialPublicKey));
  });

  it("finds no account for a passkey that none has", async () => {
    const { authenticator } = await makePasskey();
    const found = fetchAccount(chain.publicClient, {
      expectedOrigin: PAGE.origin,
      rpID: PAGE.rpID,
      authenticator,
      contracts: chain.contracts,
    });
    expect(await rejection(found)).to.be.instanceOf(AccountNotFoundError);
  });

  it("names the alternative to an OIDC identity", async () => {
    const error = await rejection(makeClient().removeOidcAccount());
    expect(error).to.be.instanceOf(UnsupportedModuleError);
    expect(error.message).to.include("proposeGuardian");
  });

  it("has the id that published clients give an account", async () => {
    // Vectors of the wire format, part B.7.
    expect(uniqueIdOfText("alice")).to.equal(
      "0x9c0257114eb9399a2985f8e75dad7600c5d89fe3824ffa99ec1c3eb8bf3b0501",
    );
    const credentialId = "AAAAAAAAAAAAAAAAAAAAAA";
    const ids = {
      uniqueAccountId: credentialId,
      credentialId,
      owners: ["0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42"],
    } as const;
    expect(uniqueIdOfModularAccount(ids)).to.equal(
      "0x72e0966ff8d6fc016077df58423ae10d5a66935fe36dbaad3a7f717bdc481a0a",
    );
    const named = await deploy(await makePasskey(), { uniqueAccountId: "alice" });
    const mapped = await chain.publicClient.readContract({
      address: chain.contracts.accountFactory,
      abi: AAFactoryAbi,
      functionName: "accountMappings",
      args: [accountIdOf(uniqueIdOfText("alice"), chain.rich.account.address)],
    });
    expect(mapped).to.equal(named.address);
  });
});
