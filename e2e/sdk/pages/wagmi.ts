// The same app as app.ts, with wagmi.

import { zksyncSsoConnector } from "@zksync-sso/sdk/connector";
import { parseEther } from "viem";
import { zksyncInMemoryNode } from "viem/zksync";
import { createConfig, http } from "wagmi";
import { connect, disconnect, reconnect, sendTransaction, watchConnection } from "wagmi/actions";
import { onClick } from "./outcome.js";
import { RECIPIENT } from "./recipient.js";

const address = new URLSearchParams(location.search);
const connector = zksyncSsoConnector({
  authServerUrl: address.get("auth") ?? "",
  session: {
    feeLimit: parseEther("0.1"),
    transfers: [{ to: RECIPIENT, valueLimit: parseEther("0.1") }],
  },
});
const config = createConfig({
  chains: [zksyncInMemoryNode],
  connectors: [connector],
  transports: { [zksyncInMemoryNode.id]: http(address.get("rpc") ?? "") },
});

watchConnection(config, {
  onChange: (connection) => {
    document.querySelector("#account")!.textContent = connection.address ?? "";
  },
});
void reconnect(config);

onClick("Connect", async () => (await connect(config, { connector })).accounts);
onClick("Pay", () => sendTransaction(config, { to: RECIPIENT, value: 1n }));
onClick("Log out", () => disconnect(config));
