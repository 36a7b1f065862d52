import { quotedName } from "@zksync-sso/sdk/session";
import {
  createClient,
  custom,
  getAddress,
  isAddress,
  type Account,
  type Address,
  type Chain,
  type Client,
  type Transport,
} from "viem";
import { nodeClient } from "../account/account-client.ts";
import { viemChain, type ChainConfig } from "../chains/chain-config.ts";
import { ExplainedError } from "../words/problem.ts";
import { sentenceCase } from "../words/sentence-case.ts";
import type { BrowserKey } from "./browser-keys.ts";

/** One of the keys that something in the browser has. */
export interface ChosenKey extends BrowserKey {
  readonly address: Address;
}

/** Methods that only whoever has the key can answer. All else is asked of the chain's own node. */
const OF_THE_KEY = new Set(["eth_sendTransaction", "eth_chainId"]);

/** What it answers if the person declines (EIP-1193), and if it does not know a chain (EIP-3085). */
const [DECLINED, UNKNOWN_CHAIN] = [4001, 4902];

/** Of what an extension says, in characters. */
const LONGEST_MESSAGE = 200;

/**
 * Asks for a key's address. The person says yes or no in the extension's own window.
 *
 * @throws ExplainedError if there is none, or they decline
 */
export async function chooseKey(key: BrowserKey): Promise<ChosenKey> {
  const accounts = await ask(key, "eth_requestAccounts");
  const [first] = Array.isArray(accounts) ? (accounts as readonly unknown[]) : [];
  if (typeof first === "string" && isAddress(first, { strict: false }))
    return { ...key, address: getAddress(first) };
  throw new ExplainedError({
    what: "Nothing happened.",
    remedy: `${sentenceCase(key.name)} gave no address. Unlock it, choose an address, and try again.`,
  });
}

/**
 * Makes a client of a key, on the chain: the extension is asked to change to it first.
 *
 * @param signal - once it is aborted, the key is asked for nothing more
 * @throws ExplainedError if it does not
 */
export async function keyClient(
  chain: ChainConfig,
  key: ChosenKey,
  signal: AbortSignal,
): Promise<Client<Transport, Chain, Account>> {
  await changeChain(chain, key, signal);
  const node = nodeClient(chain);
  const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
    if (!OF_THE_KEY.has(method))
      return node.request({ method, params } as Parameters<typeof node.request>[0]);
    signal.throwIfAborted();
    return ask(key, method, params);
  };
  return createClient({
    account: { address: key.address, type: "json-rpc" },
    chain: viemChain(chain),
    // What a person has declined is not asked again.
    transport: custom({ request }, { retryCount: 0 }),
    pollingInterval: node.pollingInterval,
  });
}

async function changeChain(chain: ChainConfig, key: BrowserKey, signal: AbortSignal): Promise<void> {
  const chainId = `0x${chain.id.toString(16)}`;
  if (Number(await ask(key, "eth_chainId")) === chain.id) return;
  signal.throwIfAborted();
  try {
    await key.provider.request({ method: "wallet_switchEthereumChain", params: [{ chainId }] });
  } catch (error) {
    if (codeOf(error) !== UNKNOWN_CHAIN) throw explained(key, error);
    signal.throwIfAborted();
    const { nativeCurrency } = viemChain(chain);
    const { name: chainName, rpcUrl } = chain;
    await ask(key, "wallet_addEthereumChain", [{ chainId, chainName, nativeCurrency, rpcUrls: [rpcUrl] }]);
  }
  if (Number(await ask(key, "eth_chainId")) !== chain.id)
    throw new ExplainedError({
      what: `${sentenceCase(key.name)} is on another chain.`,
      remedy: `Change it to ${chain.name}, and try again. Nothing was sent.`,
    });
}

async function ask({ provider, name }: BrowserKey, method: string, params?: unknown): Promise<unknown> {
  try {
    return await provider.request({ method, ...(params !== undefined && { params }) });
  } catch (error) {
    throw explained({ name }, error);
  }
}

function explained(key: Pick<BrowserKey, "name">, error: unknown): ExplainedError {
  if (codeOf(error) === DECLINED)
    return new ExplainedError({
      what: "Nothing happened.",
      remedy: `${sentenceCase(key.name)} was told no. Try again when you are ready.`,
    });
  const { message } = (error ?? {}) as { message?: unknown };
  const said = typeof message === "string" ? quotedName(message, LONGEST_MESSAGE) : undefined;
  return new ExplainedError({
    what: `${sentenceCase(key.name)} could not do it.`,
    remedy: `It says ${said ?? "nothing more"}. Try again, or use another key.`,
  });
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null ? (error as { code?: unknown }).code : undefined;
}
