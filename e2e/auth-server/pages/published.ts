// An app with the published client, which knows nothing of this project but the auth server's address.

import {
  connect,
  createConfig,
  http,
  sendTransaction,
  watchAccount,
  type CreateConnectorFn,
} from "@wagmi/core-2";
import { parseEther } from "viem";
import { zksyncInMemoryNode } from "viem/zksync";
import { callPolicy, zksyncSsoConnector } from "zksync-sso-published/connector";
import { onClick } from "../../sdk/pages/outcome.js";
import { RECIPIENT } from "../../sdk/pages/recipient.js";

const address = new URLSearchParams(location.search);
const token = address.get("token") as `0x${string}`;
const ABI = [
  {
    type: "function",
    name: "mint",
    stateMutability: "nonpayable",
    inputs: [
      { name: "to", type: "address" },
      { name: "amount", type: "uint256" },
    ],
    outputs: [],
  },
] as const;

const connector = zksyncSsoConnector({
  metadata: { name: "Published app" },
  authServerUrl: address.get("auth") ?? "",
  session: {
    expiry: "1 day",
    feeLimit: parseEther("0.05"),
    transfers: [{ to: RECIPIENT, valueLimit: parseEther("0.01") }],
    contractCalls: [callPolicy({ address: token, abi: ABI, functionName: "mint" })],
  },
});
const config = createConfig({
  chains: [zksyncInMemoryNode],
  connectors: [connector as unknown as CreateConnectorFn],
  transports: { [zksyncInMemoryNode.id]: http(address.get("rpc") ?? "") },
});

watchAccount(config, {
  onChange: (account) => {
    document.querySelector("#account")!.textContent = account.address ?? "";
  },
});

onClick("Connect", async () => (await connect(config, { connector: config.connectors[0]! })).accounts);
onClick("Pay", () => sendTransaction(config, { to: RECIPIENT, value: 1n }));
