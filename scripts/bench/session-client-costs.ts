import { createPublicClient, parseEther, type Hash, type Transport } from "viem";
import { generatePrivateKey } from "viem/accounts";
import { createZksyncSessionClient as createPublished } from "zksync-sso-published/client/session";
import {
  createZksyncSessionClient as createOurs,
  secp256k1SessionKey,
} from "../../sdk/src/client/session/index.js";
import { startLocalChain, type LocalChain } from "../../sdk/test/helpers/local-chain.js";
import { deployWithSession } from "../../sdk/test/helpers/open-session.js";
import { recordRequests } from "../../sdk/test/helpers/requests.js";
import { median } from "./median";

/** What one session transaction takes until its hash is known. */
export interface ClientCost {
  /** Requests that were pending at the same time belong to one round. */
  readonly rounds: number;
  readonly requests: number;
  /** The median of all transactions. */
  readonly ms: number;
}

/** The SDK's client, and the published one. */
export interface ClientCosts {
  readonly ours: ClientCost;
  readonly published: ClientCost;
}

/** How to measure. */
export interface ClientCostOptions {
  /** Latency between a request and the node, in milliseconds. */
  readonly latency: number;
  /** Transactions each client sends, after one that does not count. */
  readonly count: number;
}

const FRIEND = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";

/** Sends the same transactions from one session, with the SDK's client and with the published one. */
export async function measureClientCosts(options: ClientCostOptions): Promise<ClientCosts> {
  const chain = await startLocalChain();
  try {
    const configurations = [await configure(chain), await configure(chain)] as const;
    return {
      ours: await measure(chain, options, (transport) => createOurs({ ...configurations[0], transport })),
      published: await measure(chain, options, (transport) =>
        createPublished({ ...configurations[1], transport } as never),
      ),
    };
  } finally {
    await chain.stop();
  }
}

/** One session each, so that neither client uses up the other's limits. */
async function configure(chain: LocalChain) {
  const sessionKey = generatePrivateKey();
  const { address, session } = await deployWithSession(chain, secp256k1SessionKey(sessionKey).address, {
    feeLimit: parseEther("1"),
    transfers: [{ to: FRIEND, valueLimit: parseEther("1") }],
    // The published client judges expiry by this machine's clock, the chain by its own.
    expiresAt: BigInt(Math.floor(Date.now() / 1000)) + 86_400n,
  });
  const contracts = { session: chain.contracts.session };
  return { chain: chain.chain, address, sessionKey, sessionConfig: session, contracts };
}

interface Sender {
  sendTransaction(transaction: { to: typeof FRIEND; value: bigint }): Promise<Hash>;
}

async function measure(
  chain: LocalChain,
  { latency, count }: ClientCostOptions,
  makeClient: (transport: Transport) => unknown,
): Promise<ClientCost> {
  const requests = recordRequests(chain, latency);
  const client = makeClient(requests.transport) as Sender;
  const publicClient = createPublicClient({
    chain: chain.chain,
    transport: chain.transport(),
    pollingInterval: 10,
  });
  const send = async (): Promise<number> => {
    requests.clear();
    const start = performance.now();
    const hash = await client.sendTransaction({ to: FRIEND, value: 1n });
    const took = performance.now() - start;
    const { status } = await publicClient.waitForTransactionReceipt({ hash });
    if (status !== "success") throw new Error(`the transaction ${hash} failed`);
    return took;
  };
  await send();
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) times.push(await send());
  return { rounds: requests.rounds(), requests: requests.methods.length, ms: Math.round(median(times)) };
}
