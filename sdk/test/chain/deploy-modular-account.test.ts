import { expect } from "chai";
import { parseAbi } from "viem";
import {
  deployModularAccount,
  predictAccountAddress,
  uniqueIdOfModularAccount,
} from "../../src/client/index.js";
import { FactoryContractError } from "../../src/errors/index.js";
import { formatSessionPreferences, LimitZero, SessionStatus } from "../../src/session/index.js";
import { secp256k1SessionKey } from "../../src/session-key/index.js";
import { getSessionState } from "../../src/client/index.js";
import { readTime } from "../../src/transaction/chain-clock.js";
import { ALICE, BOB } from "../helpers/addresses.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { rejection } from "../helpers/rejection.js";

const ACCOUNT = parseAbi([
  "function isK1Owner(address) view returns (bool)",
  "function listModuleValidators() view returns (address[])",
]);

describe("deploying a modular account", () => {
  let chain: LocalChain;

  before(async () => {
    chain = await startLocalChain();
  });
  after(() => chain.stop());

  it("names it as the published client does", () => {
    const owners = [ALICE];
    const text = "AAAAAAAAAAAAAAAAAAAAAA";
    expect(uniqueIdOfModularAccount({ uniqueAccountId: text, owners, credentialId: text })).to.equal(
      "0x72e0966ff8d6fc016077df58423ae10d5a66935fe36dbaad3a7f717bdc481a0a",
    );
  });

  it("gives it owners, an open session and modules, paid for by the suite's paymaster", async () => {
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
});
