import { expect } from "chai";
import type { Address, Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createZksyncEcdsaClient } from "../../src/client/ecdsa/index.js";
import { installModule, uninstallModule } from "../../src/client/index.js";
import { createZksyncSessionClient } from "../../src/client/session/index.js";
import { SessionContractError, SessionRefusedError } from "../../src/errors/index.js";
import { LimitType, LimitZero, type SessionConfig } from "../../src/session/index.js";
import { readTime } from "../../src/transaction/chain-clock.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { deployPasskeyAccount, type PasskeyAccount } from "../helpers/passkey-account.js";
import { rejection } from "../helpers/rejection.js";

/** A call to any function. */
const data: Hex = "0x12345678";

describe("Targets that no session may call", () => {
  let chain: LocalChain;
  let account: PasskeyAccount;
  let owner: Awaited<ReturnType<typeof ownersClient>>;
  const sessionKey = generatePrivateKey();
  let sessionConfig: SessionConfig;

  before(async () => {
    chain = await startLocalChain();
    account = await deployPasskeyAccount(chain);
    owner = await ownersClient();
    const { timestamp: now } = await readTime(chain.publicClient);
    sessionConfig = {
      signer: privateKeyToAccount(sessionKey).address,
      expiresAt: now + 3600n,
      feeLimit: { limitType: LimitType.Lifetime, limit: 10n ** 17n, period: 0n },
      callPolicies: [policyFor(chain.contracts.recovery)],
      transferPolicies: [],
    };
    // A session may be for an address that is not a module yet.
    const { recovery: module } = chain.contracts;
    await uninstallModule(owner as never, { module });
    await owner.createSession({ sessionConfig });
    await installModule(owner as never, { module });
  });
  after(() => chain.stop());

  const common = () => ({
    chain: chain.chain,
    transport: chain.transport(),
    contracts: chain.contracts,
    pollingInterval: 10,
    address: account.address,
  });
  const ownersClient = () => createZksyncEcdsaClient({ ...common(), owner: account.owner });
  const policyFor = (target: Address) => ({
    target,
    selector: data,
    maxValuePerUse: 0n,
    valueLimit: LimitZero,
    constraints: [],
  });
  const session = (changes: object = {}) =>
    createZksyncSessionClient({ ...common(), sessionKey, sessionConfig, ...changes });

  it("include the account, its modules and the chain's deployer, with which no session can be opened", async () => {
    const { session: module, passkey, recovery } = chain.contracts;
    const deployer = "0x0000000000000000000000000000000000008006";
    for (const target of [account.address, module, passkey, recovery, deployer] as const) {
      const opening = owner.createSession({
        sessionConfig: { ...sessionConfig, callPolicies: [policyFor(target)] },
      });
      const error = await rejection(opening, SessionContractError);
      expect(error.rule).to.equal("TargetBanned");
      expect(error.shortMessage).to.include(`no session may call ${target}`);
    }
  });

  it("include a target that has since become a module: refused before sending, or by the chain", async () => {
    const { recovery: module } = chain.contracts;
    const nonce = await chain.publicClient.getTransactionCount({ address: account.address });
    const gas = { gas: 3_000_000n };
    for (const client of [session(), session({ skipPreTransactionStateValidation: true })])
      for (const given of [{}, gas]) {
        const error = await rejection(
          client.sendTransaction({ to: module, data, ...given }),
          SessionContractError,
        );
        expect(error.rule).to.equal("TargetBanned");
        expect(error.shortMessage).to.include(`no session may call ${module}`);
      }
    expect(await chain.publicClient.getTransactionCount({ address: account.address })).to.equal(nonce);
    await rejection(session().sendTransaction({ to: account.address, data }), SessionRefusedError);
  });

  it("are left to the fallback, for which the owner signs", async () => {
    const asked: unknown[] = [];
    const fallback = {
      sendTransaction: (request: unknown) => {
        asked.push(request);
        return Promise.resolve("0x01");
      },
    };
    const request = { to: chain.contracts.recovery, data };
    expect(await session({ fallback }).sendTransaction(request)).to.equal("0x01");
    expect(asked).to.deep.equal([request]);
  });
});
