// A minimal app with a session. Its address says where the auth server and the node are.

import { announceProvider, WalletProvider } from "@zksync-sso/sdk";
import { RedirectCommunicator } from "@zksync-sso/sdk/communicator";
import { parseEther, toHex } from "viem";
import { zksyncInMemoryNode } from "viem/zksync";
import { onClick, show } from "./outcome.js";
import { RECIPIENT } from "./recipient.js";
import { storedKeys } from "./stored-keys.js";

const address = new URLSearchParams(location.search);
const authServerUrl = address.get("auth") ?? "";
const redirects = address.has("redirects");

const provider = new WalletProvider({
  metadata: { name: "App" },
  chains: [{ ...zksyncInMemoryNode, rpcUrls: { default: { http: [address.get("rpc") ?? ""] } } }],
  session: {
    feeLimit: parseEther("0.1"),
    transfers: [{ to: RECIPIENT, valueLimit: parseEther("0.1") }],
  },
  authServerUrl,
  ...(redirects && { customCommunicator: new RedirectCommunicator(authServerUrl) }),
});

const showAccount = ([account = ""]: readonly string[]): void => {
  document.querySelector("#account")!.textContent = account;
};

const accounts = (): Promise<string[]> => provider.request({ method: "eth_accounts" }) as Promise<string[]>;

provider.on("accountsChanged", showAccount);
void accounts().then(showAccount);
announceProvider(provider);
if (redirects)
  void provider.resume().then(
    (resumed) => resumed && show(Promise.resolve(resumed)),
    (error: unknown) => show(Promise.reject(error as Error)),
  );

onClick("Connect", () => provider.request({ method: "eth_requestAccounts" }));
onClick("Pay", async () => {
  const [from] = await accounts();
  const transaction = { from, to: RECIPIENT, value: toHex(1n) };
  return provider.request({ method: "eth_sendTransaction", params: [transaction] } as never);
});
onClick("Sign", async () => {
  const [from] = await accounts();
  return provider.request({ method: "personal_sign", params: [toHex("hello"), from] } as never);
});
onClick("Retry", (lastError) => (lastError as { retry(): Promise<unknown> }).retry());
onClick("Log out", () => provider.disconnect());
onClick("Show keys", storedKeys);
