import { Agent, request } from "node:http";

interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** A client's connection to a node: one request after the other over one socket. */
export class Connection {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(url: string) {
    this.#url = url;
  }

  /** Returns the result of a JSON-RPC call. Throws an Error with the node's message. */
  async call(method: string, params: readonly unknown[]): Promise<unknown> {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const { result, error } = JSON.parse(await this.#post(body)) as Answer;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  /** Makes several calls in one request. Throws an Error with the message of one that failed. */
  async batch(
    calls: readonly { readonly method: string; readonly params: readonly unknown[] }[],
  ): Promise<void> {
    const body = JSON.stringify(calls.map((call, id) => ({ jsonrpc: "2.0", id, ...call })));
    const answers = JSON.parse(await this.#post(body)) as Answer[];
    const failed = answers.find(({ error }) => error !== undefined);
    if (failed?.error !== undefined) throw new Error(`batch: ${failed.error.message}`);
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(body: string): Promise<string> {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const sent = request(this.#url, { method: "POST", agent: this.#agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
        response.on("error", reject);
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }
}

/**
 * Sends signed transactions, one client per queue and each its own one after the other, until the last of every queue has
 * a receipt. Throws an Error if one of those failed.
 *
 * @returns transactions per second.
 */
export async function sendQueues(url: string, queues: readonly (readonly string[])[]): Promise<number> {
  const connections = queues.map(() => new Connection(url));
  try {
    const started = performance.now();
    await Promise.all(queues.map((queue, index) => sendQueue(connections[index]!, queue)));
    const seconds = (performance.now() - started) / 1000;
    return queues.reduce((sum, queue) => sum + queue.length, 0) / seconds;
  } finally {
    connections.forEach((connection) => connection.close());
  }
}

async function sendQueue(connection: Connection, queue: readonly string[]): Promise<void> {
  let hash: unknown;
  for (const raw of queue) hash = await connection.call("eth_sendRawTransaction", [raw]);
  if (hash !== undefined) await requireSuccess(connection, String(hash));
}

/** Anvil answers before it has mined, and after thousands of transactions leaves some until it is told to mine. */
async function requireSuccess(connection: Connection, hash: string): Promise<void> {
  for (const deadline = performance.now() + 30_000; performance.now() < deadline;) {
    const receipt = (await connection.call("eth_getTransactionReceipt", [hash])) as { status: string } | null;
    if (receipt?.status === "0x1") return;
    if (receipt !== null) throw new Error(`transaction ${hash} failed`);
    await connection.call("evm_mine", []);
  }
  throw new Error(`transaction ${hash} was not mined`);
}
