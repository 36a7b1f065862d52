import { expect } from "chai";
import { createWalletClient, parseAbi, parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import {
  deployModularAccount,
  getSessionState,
  predictAccountAddress,
  uniqueIdOfModularAccount,
} from "../../src/client/index.js";
import { createZksyncPasskeyClient, fetchAccount } from "../../src/client/passkey/index.js";
import { createZksyncSessionClient } from "../../src/client/session/index.js";
import { FactoryContractError, OriginRequiredError, PasskeyError } from "../../src/errors/index.js";
import { formatSessionPreferences, LimitZero, SessionStatus } from "../../src/session/index.js";
import { secp256k1SessionKey } from "../../src/session-key/index.js";
import { readTime } from "../../src/transaction/chain-clock.js";
import { ALICE, BOB } from "../helpers/addresses.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { makePasskey, ORIGIN, PAGE, type Passkey } from "../helpers/passkey-account.js";
import { rejection } from "../helpers/rejection.js";

const ACCOUNT = parseAbi([
  "function isK1Owner(address) view returns (bool)",
  "function listModuleValidators() view returns (address[])",
]);

describe("deployModularAccount", () => {
  let chain: LocalChain;

  before(async () => {
    chain = await startLocalChain();
  });
  after(() => chain.stop());

  it("derives the account's id as the published client does", () => {
    const owners = [ALICE];
    const text = "AAAAAAAAAAAAAAAAAAAAAA";
    expect(uniqueIdOfModularAccount({ uniqueAccountId: text, owners, credentialId: text })).to.equal(
      "0x72e0966ff8d6fc016077df58423ae10d5a66935fe36dbaad3a7f717bdc481a0a",
    );
  });

  it("gives the account owners, an open session and modules, paid for by the suite's paymaster", async () => {
    const { contracts, rich } = chain;
    const { timestamp: now } = await readTime(chain.publicClient);
    const initialSession = {
      signer: secp256k1SessionKey().address,
      ...formatSessionPreferences(
        { transfers: [{ to: BOB, valueLimit: 5n }], feeLimit: 1n },
        { expiresAt: now + 3600n, feeLimit: LimitZero },
      ),
    };
    const sent: string[] = [];
    const args = {
      accountFactory: contracts.accountFactory,
      installNoDataModules: [contracts.passkey, contracts.recovery],
      owners: [ALICE],
      sessionModule: { location: contracts.session, initialSession },
      paymaster: { location: contracts.accountPaymaster },
      uniqueAccountId: "alice",
      onTransactionSent: (hash: string) => sent.push(hash),
    };
    const before = await chain.publicClient.getBalance({ address: rich.account.address });
    const { address, transactionReceipt } = await deployModularAccount(rich, args);
    expect(sent).to.deep.equal([transactionReceipt.transactionHash]);
    expect(await chain.publicClient.getBalance({ address: rich.account.address })).to.equal(before);
    expect(address).to.equal(
      await predictAccountAddress(chain.publicClient, {
        accountFactory: contracts.accountFactory,
        uniqueId: uniqueIdOfModularAccount({ uniqueAccountId: "alice", owners: [ALICE] }),
        deployer: rich.account.address,
      }),
    );
    const read = { address, abi: ACCOUNT } as const;
    const { publicClient } = chain;
    expect(await publicClient.readContract({ ...read, functionName: "isK1Owner", args: [ALICE] })).to.equal(
      true,
    );
    const modules = await publicClient.readContract({ ...read, functionName: "listModuleValidators" });
    expect([...modules].sort()).to.deep.equal(
      [contracts.session, contracts.passkey, contracts.recovery].sort(),
    );
    const state = await getSessionState(publicClient, {
      account: address,
      sessionConfig: initialSession,
      contracts,
    });
    expect(state.sessionState.status).to.equal(SessionStatus.Active);

    const again = deployModularAccount(rich, { ...args, sessionModule: undefined as never });
    const refused = await rejection(again, FactoryContractError);
    expect(refused.rule).to.equal("AccountAlreadyExists");
    expect(refused.shortMessage).to.include(address);
  });

  /** A key that has never had any ETH. */
  const poorKey = () =>
    createWalletClient({
      chain: chain.chain,
      transport: chain.transport(),
      account: privateKeyToAccount(generatePrivateKey()),
      pollingInterval: 10,
    });

  const withPasskey = ({ credentialId, credentialPublicKey, origin }: Passkey) => ({
    accountFactory: chain.contracts.accountFactory,
    installNoDataModules: [chain.contracts.recovery],
    owners: [],
    passkeyModule: {
      location: chain.contracts.passkey,
      credentialId,
      credentialPublicKey,
      expectedOrigin: origin,
    },
    paymaster: { location: chain.contracts.accountPaymaster },
  });

  it("gives the account a passkey and a session that both sign, in one transaction of a key without ETH", async () => {
    const { contracts, publicClient } = chain;
    const passkey = await makePasskey();
    const sessionKey = generatePrivateKey();
    const { timestamp: now } = await readTime(publicClient);
    const initialSession = {
      signer: privateKeyToAccount(sessionKey).address,
      ...formatSessionPreferences(
        { transfers: [{ to: BOB, valueLimit: 5n }], feeLimit: parseEther("0.1") },
        { expiresAt: now + 3600n, feeLimit: LimitZero },
      ),
    };
    const deployer = poorKey();
    const { address, transactionReceipt } = await deployModularAccount(deployer, {
      ...withPasskey(passkey),
      sessionModule: { location: contracts.session, initialSession },
    });
    expect(transactionReceipt.status).to.equal("success");
    expect(await publicClient.getBalance({ address: deployer.account.address })).to.equal(0n);
    expect(await publicClient.getTransactionCount({ address: deployer.account.address })).to.equal(1);
    const { credentialId, credentialPublicKey, authenticator } = passkey;
    expect(
      await predictAccountAddress(publicClient, {
        accountFactory: contracts.accountFactory,
        uniqueId: uniqueIdOfModularAccount({ owners: [], credentialId }),
        deployer: deployer.account.address,
      }),
    ).to.equal(address);
    const found = await fetchAccount(publicClient, {
      uniqueAccountId: credentialId,
      expectedOrigin: ORIGIN,
      contracts,
    });
    expect(found.address).to.equal(address);

    await chain.testClient.setBalance({ address, value: parseEther("1") });
    const common = {
      chain: chain.chain,
      transport: chain.transport(),
      pollingInterval: 10,
      contracts,
      address,
    };
    const client = createZksyncPasskeyClient({
      ...common,
      ...PAGE,
      userName: "alice",
      userDisplayName: "Alice",
      credentialId,
      credentialPublicKey,
      authenticator,
    });
    const before = await publicClient.getBalance({ address: BOB });
    const signed = await client.sendTransactionSync({ to: BOB, value: 2n });
    expect(signed.status).to.equal("success");
    const session = createZksyncSessionClient({ ...common, sessionKey, sessionConfig: initialSession });
    const hash = await session.sendTransaction({ to: BOB, value: 3n });
    expect((await publicClient.waitForTransactionReceipt({ hash })).status).to.equal("success");
    expect(await publicClient.getBalance({ address: BOB })).to.equal(before + 5n);
  });

  it("sends nothing for a passkey that the chain would reject", async () => {
    const made = withPasskey(await makePasskey());
    const deployer = poorKey();
    const { passkeyModule } = made;
    const { location, credentialId, credentialPublicKey } = passkeyModule;
    const attempt = (changed: object) =>
      deployModularAccount(deployer, { ...made, passkeyModule: changed as typeof passkeyModule });
    const { message } = await rejection(
      attempt({ location, credentialId, credentialPublicKey }),
      OriginRequiredError,
    );
    expect(message).to.include("`expectedOrigin`");
    await rejection(attempt({ ...passkeyModule, credentialId: "?" }), PasskeyError);
    await rejection(attempt({ ...passkeyModule, credentialPublicKey: new Uint8Array(3) }), PasskeyError);
    expect(await chain.publicClient.getTransactionCount({ address: deployer.account.address })).to.equal(0);
  });
});
