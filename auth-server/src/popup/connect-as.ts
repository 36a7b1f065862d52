import type { ParsedRequest } from "@zksync-sso/sdk/messages";
import {
  getSessionHash,
  SessionStatus,
  toSessionConfigJSON,
  type SessionSpec,
} from "@zksync-sso/sdk/session";
import { createSession, getSessionState } from "@zksync-sso/sdk/client";
import { numberToHex, zeroHash } from "viem";
import { accountClient, nodeClient } from "../account/account-client.ts";
import { rememberAccount, type KnownAccount } from "../account/known-account.ts";
import { payingFor } from "../account/paymaster.ts";
import { makeAccount, makePasskey, type NewPasskey } from "../account/sign-up.ts";
import { rememberApp } from "../apps/app-origins.ts";
import type { AskedConnection } from "../approval/asked-session.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import type { Situation } from "./popup-app.tsx";
import { signInMessage } from "./sign-in-message.ts";

/** Selector of the session module's `createSession`. */
const CREATE_SESSION = "0x5a0694d2";

/** A connection that is being made. */
export interface Connecting {
  readonly situation: Situation;
  readonly request: Extract<ParsedRequest, { method: "wallet_connect" | "eth_requestAccounts" }>;
  /** Made already, for an account that is not there yet. */
  passkey?: NewPasskey;
}

/** A session as the person approved it, and the paths of what they lowered. */
export interface ApprovedSession {
  readonly spec: SessionSpec;
  readonly adjusted: readonly string[];
}

/**
 * Connects somebody, and answers the app. Somebody new makes a passkey, and gets account and session in one transaction; who is
 * known signs for the session. A session that is open already is not opened again.
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
  const account = person === "new" ? await signUp(connecting, approved?.spec, say) : person;
  if (person !== "new" && approved) await openSession(chain, account, approved.spec, say);
  rememberAccount(chain.id, account);
  if (approved) rememberApp(getSessionHash(approved.spec), asked.origin);
  const signedIn = connection.signIn && (await signIn(connecting, account, connection.signIn, say));
  asked.answer(answerOf(connecting, account, connection, approved, signedIn));
}

async function signUp(
  connecting: Connecting,
  session: SessionSpec | undefined,
  say: (what: string) => void,
): Promise<KnownAccount> {
  // Not in the situation's copy: whoever tries again finds the passkey that was made.
  connecting.passkey ??= await makePasskey(new Date());
  say("Making your account…");
  return makeAccount(connecting.situation.chain, connecting.passkey, session);
}

async function openSession(
  chain: ChainConfig,
  account: KnownAccount,
  sessionConfig: SessionSpec,
  say: (what: string) => void,
): Promise<void> {
  const node = nodeClient(chain);
  const { contracts } = chain;
  const { status } = await getSessionState(node, {
    account: account.address,
    sessionConfig,
    contracts,
  }).then(
    ({ sessionState }) => sessionState,
    () => ({ status: SessionStatus.NotInitialized }),
  );
  if (status === SessionStatus.Active) return;
  const call = { sender: account.address, to: contracts.session, selector: CREATE_SESSION } as const;
  const paymaster = await payingFor(node, contracts.accountPaymaster, call);
  const client = accountClient(chain, account);
  await createSession(client, {
    sessionConfig,
    contracts,
    ...(paymaster && { paymaster: { address: paymaster } }),
    onTransactionSent: () => {
      say("Waiting for the chain…");
    },
  });
}

async function signIn(
  { situation }: Connecting,
  account: KnownAccount,
  request: NonNullable<AskedConnection["signIn"]>,
  say: (what: string) => void,
) {
  say("Waiting for your passkey…");
  const { chain, asked, now } = situation;
  const message = signInMessage(request, {
    origin: asked.origin,
    address: account.address,
    now: new Date(Number(now) * 1000),
  });
  return { message, signature: await accountClient(chain, account).account.signMessage({ message }) };
}

function answerOf(
  { request, situation }: Connecting,
  { address }: KnownAccount,
  { session }: AskedConnection,
  approved: ApprovedSession | undefined,
  signedIn: object | undefined,
): unknown {
  const { chain, chains } = situation;
  const sessionConfig = approved && toSessionConfigJSON(approved.spec);
  if (request.method === "eth_requestAccounts") {
    const handedOver = sessionConfig && {
      session: { sessionKey: session?.madeHere ?? zeroHash, sessionConfig },
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
    ...(signedIn && { signInWithEthereum: signedIn }),
  };
  return { accounts: [{ address, capabilities }], chainIds: [numberToHex(chain.id)] };
}
