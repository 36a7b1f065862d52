import { Wallet } from "ethers";
import type { AccountSigner } from "../../test/helpers/accounts/account-signer";
import { increaseTime } from "../../test/helpers/chain/chain-time";
import { sendAs, type AccountCall } from "../../test/helpers/accounts/send-as";
import { SessionStatus } from "../../test/helpers/sessions/session-spec";
import { holds, isRefused } from "./hold";
import type { Person } from "./person";
import { LIFETIME_SECONDS, openSession, type OpenSession } from "./session";
import type { Stage } from "./stage";

/** Enough for any of these transactions, so that no estimation answers instead of the chain. */
const GAS_LIMIT = 3_000_000n;

/** Runs step 4: the chain itself refuses whatever is outside the session. */
export async function sessionLimits(stage: Stage, person: Person, session: OpenSession): Promise<void> {
  await refuseOutsidePolicies(stage, person, session);
  await refuseWhenRevoked(stage, person);
  await refuseWhenExpired(stage, person, session);
}

async function refuseOutsidePolicies(stage: Stage, { account }: Person, session: OpenSession): Promise<void> {
  const { suite, token } = stage;
  const tokenAddress = await token.getAddress();
  const stranger = Wallet.createRandom().address;
  const state = await suite.sessionModule.sessionState(account.address, session.spec);
  const wei = state.transferValue[0]!.remaining;
  const tokens = state.callParams[0]!.remaining;
  const tokenCall = (data: string): AccountCall => ({ to: tokenAddress, data });
  const pay = (to: string, amount: bigint) =>
    tokenCall(token.interface.encodeFunctionData("transfer", [to, amount]));
  const approval = tokenCall(token.interface.encodeFunctionData("approve", [session.shop, 1n]));
  const { signer, insistentSigner } = session;
  const attempts: [string, AccountSigner, AccountCall, RegExp][] = [
    ["one wei over the limit", signer, { to: session.friend, value: wei + 1n }, /^ValueLimitExceeded/],
    ["ETH to another recipient", insistentSigner, { to: stranger, value: 1n }, /^TransferNotAllowed/],
    ["one token unit over the limit", signer, pay(session.shop, tokens + 1n), /^ArgumentLimitExceeded/],
    ["tokens to another recipient", signer, pay(stranger, 1n), /^ConditionFailed/],
    ["another function of the token", insistentSigner, approval, /^CallNotAllowed/],
  ];
  for (const [what, key, call, reason] of attempts) {
    await isRefused(stage, what, sendAs(account, key, { ...call, gasLimit: GAS_LIMIT }), reason);
  }
}

async function refuseWhenRevoked(stage: Stage, person: Person): Promise<void> {
  const { suite, printer } = stage;
  const { account } = person;
  const session = await openSession(stage, person);
  const receipt = await sendAs(account, person.signer, {
    to: suite.addresses.session,
    data: suite.sessionModule.interface.encodeFunctionData("revokeKey", [session.hash]),
  });
  printer.done("owner revokes the session", receipt);
  const status = await suite.sessionModule.sessionStatus(account.address, session.hash);
  holds("the session", status, BigInt(SessionStatus.Closed));
  const attempt = sendAs(account, session.signer, { to: session.friend, value: 1n, gasLimit: GAS_LIMIT });
  await isRefused(stage, "the session key after that", attempt, /^SessionNotActive/);
}

async function refuseWhenExpired(stage: Stage, { account }: Person, session: OpenSession): Promise<void> {
  await increaseTime(account.provider, LIFETIME_SECONDS);
  stage.printer.note("an hour goes by");
  const attempt = sendAs(account, session.signer, { to: session.friend, value: 1n, gasLimit: GAS_LIMIT });
  await isRefused(
    stage,
    "the first session's key, expired",
    attempt,
    /^TimestampOutOfRange|block\.timestamp/,
  );
}
