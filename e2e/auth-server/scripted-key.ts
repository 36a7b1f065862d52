import { createWalletClient, http, type Address, type Hash } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import type { Person } from "../browser/person.js";
import type { LocalChain } from "../../sdk/test/helpers/local-chain.js";

/** A request as an extension receives it (EIP-1193). */
export interface KeyRequest {
  readonly method: string;
  readonly params?: readonly unknown[];
}

/** A key that seems to come from a browser extension: it announces itself in every page (EIP-6963). */
export class ScriptedKey {
  readonly address: Address;
  /** The requests of the pages. */
  readonly asked: KeyRequest[] = [];
  /** Which chain it is on. */
  chainId: number;
  /** Whether the person agrees to its requests. */
  agrees = true;
  readonly #send: (transaction: { readonly to: Address; readonly data: Hash }) => Promise<Hash>;

  private constructor(chain: LocalChain) {
    const account = privateKeyToAccount(generatePrivateKey());
    const client = createWalletClient({ account, chain: chain.chain, transport: http(chain.url) });
    this.address = account.address;
    this.chainId = chain.chain.id;
    this.#send = ({ to, data }) => client.sendTransaction({ to, data });
  }

  /** Adds it to a person's browser, with 1 ETH; pages that they open from then on have it. */
  static async add(person: Person, chain: LocalChain): Promise<ScriptedKey> {
    const key = new ScriptedKey(chain);
    await chain.testClient.setBalance({ address: key.address, value: 10n ** 18n });
    await person.context.exposeFunction("askScriptedKey", (request: KeyRequest) => key.#answer(request));
    await person.context.addInitScript({ content: ANNOUNCE });
    return key;
  }

  async #answer(request: KeyRequest): Promise<{ readonly result?: unknown; readonly error?: object }> {
    this.asked.push(request);
    try {
      return { result: await this.#result(request) };
    } catch (error) {
      return { error: error instanceof Error ? { code: -32603, message: error.message } : (error as object) };
    }
  }

  async #result({ method, params = [] }: KeyRequest): Promise<unknown> {
    const declined = { code: 4001, message: "User rejected the request." };
    switch (method) {
      case "eth_requestAccounts":
        if (!this.agrees) throw declined;
        return [this.address.toLowerCase()];
      case "eth_chainId":
        return `0x${this.chainId.toString(16)}`;
      case "wallet_switchEthereumChain":
        throw { code: 4902, message: "Unrecognized chain ID." };
      case "wallet_addEthereumChain":
        this.chainId = Number((params[0] as { chainId: string }).chainId);
        return null;
      case "eth_sendTransaction":
        if (!this.agrees) throw declined;
        return this.#send(params[0] as { to: Address; data: Hash });
      default:
        throw { code: 4200, message: `no ${method}` };
    }
  }
}

/**
 * Runs in each page, before its own scripts. A text, since what a compiler adds to functions is not available
 * there.
 */
const ANNOUNCE = `{
  const request = async (asked) => {
    const { result, error } = await window.askScriptedKey(asked);
    if (error) throw Object.assign(new Error(error.message), error);
    return result;
  };
  const info = { uuid: "350670db-19fa-4704-a166-e52e178b59d2", name: "Test Key", rdns: "example.key", icon: "" };
  const detail = Object.freeze({ info, provider: { request } });
  const announce = () => window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  window.addEventListener("eip6963:requestProvider", announce);
  announce();
}`;
