import type { FeeData, JsonRpcError, JsonRpcPayload, JsonRpcResult, Network } from "ethers";
import hre from "hardhat";
import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { Provider, Wallet, type types } from "zksync-ethers";
import { sentTransaction } from "./sent-transaction";

/** Returns the URL of the node Hardhat runs against. */
export function localUrl(): string {
  const { config } = hre.network;
  if (!("url" in config) || config.url === undefined)
    throw new Error(`network ${hre.network.name} has no URL`);
  return config.url;
}

let shared: Provider | undefined;

/**
 * Returns the provider of the node Hardhat runs against, without ethers' response cache (a test reads what it
 * has just written), without batching delay, and without repeating requests for what never changes.
 */
export function localProvider(): Provider {
  return (shared ??= new LocalProvider());
}

const connections = new Agent({ keepAlive: true });

/**
 * Chain id and fees are constant on the local chain; ethers would request them for every transaction. A sent
 * transaction is read from the node, as zksync-ethers would hash it several times. Requests go out at once
 * and unprocessed, which takes a fraction of the time ethers' own client needs for each.
 */
class LocalProvider extends Provider {
  #id = 0;
  #network: Promise<Network> | undefined;
  #fees: Promise<FeeData> | undefined;
  #gasPerPubdata: Promise<bigint> | undefined;

  constructor() {
    const options = { cacheTimeout: -1, batchMaxCount: 1, pollingInterval: 50, staticNetwork: true };
    super(localUrl(), undefined, options);
  }

  override async send(method: string, params: unknown[] | Record<string, unknown>): Promise<unknown> {
    const payload: JsonRpcPayload = { jsonrpc: "2.0", id: ++this.#id, method, params };
    const answer = await post(localUrl(), payload);
    if ("error" in answer) throw this.getRpcError(payload, answer);
    return answer.result;
  }

  override async broadcastTransaction(signedTransaction: string): Promise<types.TransactionResponse> {
    const hash = (await this.send("eth_sendRawTransaction", [signedTransaction])) as string;
    return sentTransaction(hash, {
      find: () => this.getTransaction(hash) as Promise<types.TransactionResponse | null>,
      mine: () => this.send("evm_mine", []),
    });
  }

  /** Asks once: ethers asks for each call and each transaction, whatever it is told of a static network. */
  override _detectNetwork(): Promise<Network> {
    return (this.#network ??= super._detectNetwork());
  }

  override getFeeData(): Promise<FeeData> {
    return (this.#fees ??= super.getFeeData());
  }

  override getGasPerPubdata(): Promise<bigint> {
    return (this.#gasPerPubdata ??= super.getGasPerPubdata());
  }
}

function post(url: string, payload: JsonRpcPayload): Promise<JsonRpcResult | JsonRpcError> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json" };
    request(url, { method: "POST", headers, agent: connections }, (response) => {
      text(response)
        .then((body) => resolve(JSON.parse(body) as JsonRpcResult | JsonRpcError))
        .catch(reject);
    })
      .on("error", reject)
      .end(JSON.stringify(payload));
  });
}

/** Returns the i-th funded wallet of the local chain. */
export async function fundedWallet(provider: Provider, index = 0): Promise<Wallet> {
  const wallet = await hre.zksyncEthers.getWallet(index);
  return new Wallet(wallet.privateKey, provider);
}
