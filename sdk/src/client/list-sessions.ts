import {
  pad,
  parseEventLogs,
  toEventSelector,
  type Address,
  type Chain,
  type Client,
  type Hash,
  type Transport,
} from "viem";
import { getAbiItem } from "viem/utils";
import { sessionKeyModuleAbi } from "../abi/generated.js";
import { requireOptions } from "../errors/require-options.js";
import type { SessionSpec } from "../session/session-spec.js";
import { readLogs } from "./read-logs.js";
import { readTime } from "../transaction/chain-clock.js";

/** Whose sessions, and where to look for them. */
export type ListSessionsArgs = {
  account: Address;
  contracts: {
    /** The session module. */
    session: Address;
  };
  /** The first block to look at: that of the account's creation, if it is known. 0 if not given. */
  fromBlock?: bigint;
  /** The last block to look at; the latest if not given. */
  toBlock?: bigint;
  /** Is told how many blocks were looked at, of how many. */
  onProgress?: (progress: { done: bigint; total: bigint }) => void;
};

/** A session that was opened. */
export type ListedSession = {
  sessionHash: Hash;
  session: SessionSpec;
  /** Expired: not revoked, but past its end by the chain's clock. */
  status: "active" | "expired" | "revoked";
  /** The block it was opened in. */
  blockNumber: bigint;
  transactionHash: Hash;
};

const event = (name: "SessionCreated" | "SessionRevoked" | "AllSessionsClosed") =>
  toEventSelector(getAbiItem({ abi: sessionKeyModuleAbi, name }));

/**
 * Lists all sessions that an account opened, the latest first, from the session module's logs. Where the node finds a range
 * of blocks too long, or its logs too many, it is asked for the two halves.
 */
export async function listSessions(
  client: Client<Transport, Chain>,
  args: ListSessionsArgs,
): Promise<ListedSession[]> {
  requireOptions("listSessions", args, ["account", "contracts.session"]);
  const { account, contracts, fromBlock, toBlock, onProgress } = args;
  const events = [event("SessionCreated"), event("SessionRevoked"), event("AllSessionsClosed")];
  const topics = [events, pad(account)];
  const [logs, { timestamp }] = await Promise.all([
    readLogs(client, { address: contracts.session, topics, fromBlock, toBlock, onProgress }),
    readTime(client),
  ]);
  const sessions = new Map<Hash, ListedSession>();
  for (const { eventName, args: values, ...log } of parseEventLogs({ abi: sessionKeyModuleAbi, logs })) {
    if (eventName === "AllSessionsClosed")
      for (const session of sessions.values()) session.status = "revoked";
    else if (eventName === "SessionRevoked") {
      const session = sessions.get(values.sessionHash);
      if (session) session.status = "revoked";
    } else if (eventName === "SessionCreated") {
      const session = values.sessionSpec as unknown as SessionSpec;
      const { blockNumber, transactionHash } = log as { blockNumber: bigint; transactionHash: Hash };
      const status = timestamp > session.expiresAt ? "expired" : "active";
      const { sessionHash } = values;
      sessions.set(sessionHash, { sessionHash, session, status, blockNumber, transactionHash });
    }
  }
  return [...sessions.values()].reverse();
}
