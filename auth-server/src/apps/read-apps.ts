import { getSessionState, listSessions, type ListedSession } from "@zksync-sso/sdk/client";
import type { Hash } from "viem";
import { nodeClient } from "../account/account-client.ts";
import type { KnownAccount } from "../account/known-account.ts";
import { readTargetFacts } from "../approval/target-facts.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { appOrigins } from "./app-origins.ts";
import { functionNames } from "./function-names.ts";
import { metersOf, type LimitMeter } from "./session-meters.ts";

/** An app that may act for the account, or might. */
export interface App {
  readonly listed: ListedSession;
  /** Where it is, if it was approved on this device. */
  readonly origin: string | undefined;
  /** Of an active one. */
  readonly meters: readonly LimitMeter[];
}

/** Reads which apps may act for an account, and how much of their limits is used; the latest first. */
export async function readApps(
  chain: ChainConfig,
  account: KnownAccount,
  tell: (progress: string) => void,
): Promise<App[]> {
  return withLimits(chain, account, await list(chain, account, tell));
}

/** Reads what one app may do for an account, by the hash of its session; nothing if the account never let it. */
export async function readApp(
  chain: ChainConfig,
  account: KnownAccount,
  sessionHash: Hash,
  tell: (progress: string) => void,
): Promise<App | undefined> {
  const all = await list(chain, account, tell);
  const [app] = await withLimits(
    chain,
    account,
    all.filter((each) => each.sessionHash === sessionHash.toLowerCase()),
  );
  return app;
}

function list(
  chain: ChainConfig,
  { address }: KnownAccount,
  tell: (progress: string) => void,
): Promise<ListedSession[]> {
  return listSessions(nodeClient(chain), {
    account: address,
    contracts: chain.contracts,
    onProgress: ({ done, total }) => {
      tell(`Looking through the chain: ${(done * 100n) / total} %`);
    },
  });
}

async function withLimits(
  chain: ChainConfig,
  account: KnownAccount,
  all: readonly ListedSession[],
): Promise<App[]> {
  const node = nodeClient(chain);
  const { contracts } = chain;
  const active = all.filter(({ status }) => status === "active");
  const targets = active.flatMap(({ session }) =>
    [...session.callPolicies, ...session.transferPolicies].map(({ target }) => target),
  );
  const [origins, names] = [appOrigins(), functionNames()];
  const [facts, states] = await Promise.all([
    readTargetFacts(node, targets),
    Promise.all(
      active.map(({ session }) =>
        getSessionState(node, { account: account.address, sessionConfig: session, contracts }).catch(
          // It is shown all the same, and can be ended.
          () => undefined,
        ),
      ),
    ),
  ]);
  return all.map((listed) => {
    const { sessionHash, session, status } = listed;
    const state = states[active.indexOf(listed)]?.sessionState;
    const unread = status === "active" ? [UNREAD] : [];
    return {
      listed,
      origin: origins[sessionHash],
      meters: state ? metersOf(session, state, facts, names[sessionHash]) : unread,
    };
  });
}

const UNREAD: LimitMeter = { what: "What is used of its limits", words: "could not be read" };
