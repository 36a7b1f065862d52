import { Wallet } from "ethers";
import type { Eip1193Provider } from "ethers";
import { BrowserProvider } from "zksync-ethers";
import type { RunningNode } from "../../rpc/running-node.ts";

type TypedData = Parameters<Wallet["signTypedData"]>;

/**
 * Imitates a wallet extension as pages see it (EIP-1193): it keeps a key, signs with it, and leaves the rest to the
 * node.
 */
export function browserWallet(node: RunningNode, privateKey: string): Eip1193Provider {
  const wallet = new Wallet(privateKey);
  const own: Record<string, (params: readonly unknown[]) => unknown> = {
    eth_requestAccounts: () => [wallet.address],
    eth_accounts: () => [wallet.address],
    personal_sign: ([message]) => wallet.signMessage(Buffer.from(String(message).slice(2), "hex")),
    eth_signTypedData_v4: ([, json]) => signTypedData(wallet, String(json)),
  };
  return {
    request: async ({ method, params }) => {
      const list = (params ?? []) as readonly unknown[];
      return own[method]?.(list) ?? node.call(method, ...list);
    },
  };
}

function signTypedData(wallet: Wallet, json: string): Promise<string> {
  const { domain, types, message } = JSON.parse(json) as {
    domain: TypedData[0];
    types: TypedData[1];
    message: TypedData[2];
  };
  const signed = Object.fromEntries(Object.entries(types).filter(([name]) => name !== "EIP712Domain"));
  return wallet.signTypedData(domain, signed, message);
}

/** Creates a page's provider backed by {@link browserWallet}. */
export function browserProvider(node: RunningNode, privateKey: string): BrowserProvider {
  const provider = new BrowserProvider(browserWallet(node, privateKey));
  provider.pollingInterval = 20;
  return provider;
}
