import type { ParsedRequest } from "@zksync-sso/sdk/messages";
import {
  getSessionHash,
  SessionStatus,
  toSessionConfigJSON,
  type SessionSpec,
} from "@zksync-sso/sdk/session";
import { createSession, getSessionState } from "@zksync-sso/sdk/client";
import { numberToHex, type Address, type Hex } from "viem";
import { accountClient, nodeClient } from "../account/account-client.ts";
import { act } from "../account/act.ts";
import { rememberAccount, type KnownAccount } from "../account/known-account.ts";
import { isStillPlanned, planUnfinished } from "../account/plan-unfinished.ts";
import { makeAccount, type PlannedAccount } from "../account/sign-up.ts";
import { unfinishedAccount } from "../account/unfinished-passkey.ts";
import type { AskedConnection } from "../approval/asked-session.ts";
import { rememberApp } from "../apps/app-origins.ts";
import { rememberFunctions } from "../apps/function-names.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { signInMessage } from "./sign-in-message.ts";
import type { Situation } from "./situation.ts";

export { readOpeningFee } from "../approval/read-opening-fee.ts";

const LIMIT = "(uint8,uint256,uint256)";
const CONSTRAINT = `(uint8,uint64,bytes32,${LIMIT})`;
const CALL = `(address,bytes4,uint256,${LIMIT},${CONSTRAINT}[])`;
const TRANSFER = `(address,uint256,${LIMIT})`;
/** The session module's function, as Solidity has it. */
const CREATE_SESSION = `createSession((address,uint256,${LIMIT},${CALL}[],${TRANSFER}[]))`;

/** A connection that is being made. */
export interface Connecting {
  readonly situation: Situation;
  readonly request: Extract<ParsedRequest, { method: "wallet_connect" | "eth_requestAccounts" }>;
  /** What an account is to be whose passkey was made already. */
  planned?: PlannedAccount;
  /** The message that the person has signed in with already, and the account. */
  signedIn?: { readonly address: Address; readonly message: string; readonly signature: Hex };
}

/** A session as the person approved it, and the paths of what they lowered. */
export interface ApprovedSession {
  readonly spec: SessionSpec;
  readonly adjusted: readonly string[];
}

/**
 * Connects somebody, and answers the app. Somebody new makes a passkey, and gets account and session in one transaction; who is
 * known signs for the session. A session that is open already is not opened again. What the person signs in with comes before
 * anything is sent: whoever declines that prompt has let nobody do anything.
 *
 * @param say - is told what is waited for
 */
export async function connectAs(
  connecting: Connecting,
  person: KnownAccount | "new",
  connection: AskedConnection,
  approved: ApprovedSession | undefined,
  say: (what: string) => void,
): Promise<void> {
  const { chain, asked } = connecting.situation;
  const known = person === "new" ? await unfinishedAccount(chain) : person;
  const planned = known ? undefined : await plan(connecting);
  const account = known ?? (planned as PlannedAccount).account;
  const signedIn = connection.signIn && (await signIn(connecting, account, connection.signIn, say));
  if (planned) {
    say("Making your account…");
    await makeAccount(chain, planned, approved?.spec);
  } else if (approved) await openSession(chain, account, approved.spec, say);
  rememberAccount(chain.id, account);
  if (approved) remember(approved.spec, connection, asked.origin);
  asked.answer(answerOf(connecting, account, connection, approved, signedIn));
}

/** Whoever tries again finds what was planned: they have signed in to that account, perhaps. */
async function plan(connecting: Connecting): Promise<PlannedAccount> {
  const { situation, planned } = connecting;
  if (planned && isStillPlanned(situation.chain.id, planned)) return planned;
  return (connecting.planned = await planUnfinished(situation.chain));
}

function remember(spec: SessionSpec, { session }: AskedConnection, origin: string): void {
  const hash = getSessionHash(spec);
  rememberApp(hash, origin);
  if (session) rememberFunctions(hash, spec, session.preferences);
}

async function openSession(
  chain: ChainConfig,
  account: KnownAccount,
  sessionConfig: SessionSpec,
  say: (what: string) => void,
): Promise<void> {
  const { contracts } = chain;
  const asked = { account: account.address, sessionConfig, contracts };
  const { sessionState } = await getSessionState(nodeClient(chain), asked);
  if (sessionState.status === SessionStatus.Active) return;
  await act({ chain, account, to: contracts.session, signature: CREATE_SESSION }, say, (client, options) =>
    createSession(client, { sessionConfig, contracts, ...options }),
  );
}

async function signIn(
  connecting: Connecting,
  account: KnownAccount,
  request: NonNullable<AskedConnection["signIn"]>,
  say: (what: string) => void,
) {
  if (connecting.signedIn?.address === account.address) return connecting.signedIn;
  say("Waiting for your passkey…");
  const { chain, asked, now } = connecting.situation;
  const message = signInMessage(request, {
    origin: asked.origin,
    address: account.address,
    now: new Date(Number(now) * 1000),
  });
  const signature = await accountClient(chain, account).account.signMessage({ message });
  return (connecting.signedIn = { address: account.address, message, signature });
}

function answerOf(
  { request, situation }: Connecting,
  { address }: KnownAccount,
  { session }: AskedConnection,
  approved: ApprovedSession | undefined,
  signedIn: Connecting["signedIn"],
): unknown {
  const { chain, chains } = situation;
  const sessionConfig = approved && toSessionConfigJSON(approved.spec);
  if (request.method === "eth_requestAccounts") {
    const handedOver = session &&
      sessionConfig && {
        session: { sessionKey: session.madeHere, sessionConfig },
      };
    return {
      account: { address, activeChainId: chain.id, ...handedOver },
      chainsInfo: chains.map(({ id, contracts }) => ({ id, capabilities: {}, contracts })),
    };
  }
  const capabilities = {
    ...(approved && {
      session: {
        sessionConfig,
        sessionHash: getSessionHash(approved.spec),
        adjusted: approved.adjusted,
        contracts: chain.contracts,
      },
    }),
    ...(signedIn && {
      signInWithEthereum: { message: signedIn.message, signature: signedIn.signature },
    }),
  };
  return { accounts: [{ address, capabilities }], chainIds: [numberToHex(chain.id)] };
}
