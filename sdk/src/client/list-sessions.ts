import {
  numberToHex,
  pad,
  parseEventLogs,
  toEventSelector,
  type Address,
  type Chain,
  type Client,
  type Hash,
  type RpcLog,
  type Transport,
} from "viem";
import { getBlockNumber } from "viem/actions";
import { formatLog, getAbiItem } from "viem/utils";
import { sessionKeyModuleAbi } from "../abi/generated.js";
import type { SessionSpec } from "../session/session-spec.js";
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
  const { fromBlock = 0n, onProgress = () => undefined } = args;
  const [toBlock, { timestamp }] = await Promise.all([
    // Not one that the client remembers: what was revoked just now would still be there.
    args.toBlock ?? getBlockNumber(client, { cacheTime: 0 }),
    readTime(client),
  ]);
  const total = toBlock - fromBlock + 1n;
  let done = 0n;
  const logs = await readRange(client, args, { fromBlock, toBlock }, (blocks) => {
    done += blocks;
    onProgress({ done, total });
  });
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

interface Range {
  readonly fromBlock: bigint;
  readonly toBlock: bigint;
}

async function readRange(
  client: Client<Transport, Chain>,
  args: ListSessionsArgs,
  { fromBlock, toBlock }: Range,
  onRead: (blocks: bigint) => void,
): Promise<ReturnType<typeof formatLog>[]> {
  if (fromBlock > toBlock) return [];
  try {
    const logs = await requestLogs(client, args, { fromBlock, toBlock });
    onRead(toBlock - fromBlock + 1n);
    return logs.map((log) => formatLog(log));
  } catch (error) {
    if (fromBlock === toBlock || !isTooMuch(error)) throw error;
    const middle = (fromBlock + toBlock) / 2n;
    // One after the other: a node that limits what it answers limits how often, too.
    return [
      ...(await readRange(client, args, { fromBlock, toBlock: middle }, onRead)),
      ...(await readRange(client, args, { fromBlock: middle + 1n, toBlock }, onRead)),
    ];
  }
}

function requestLogs(
  client: Client<Transport, Chain>,
  { account, contracts }: ListSessionsArgs,
  { fromBlock, toBlock }: Range,
): Promise<RpcLog[]> {
  const events = [event("SessionCreated"), event("SessionRevoked"), event("AllSessionsClosed")];
  return client.request(
    {
      method: "eth_getLogs",
      params: [
        {
          address: contracts.session,
          topics: [events, pad(account)],
          fromBlock: numberToHex(fromBlock),
          toBlock: numberToHex(toBlock),
        },
      ],
    },
    // Asked again with the same range, a node says the same again.
    { retryCount: 0 },
  );
}

/** Nodes agree neither on a code nor on words for it. */
function isTooMuch(error: unknown): boolean {
  const message = error instanceof Error ? error.message : "";
  return /range|limit|too (many|large|much|wide|long)|more than|exceed|-32005/i.test(message);
}
