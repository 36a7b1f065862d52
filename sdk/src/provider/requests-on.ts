import { numberToHex } from "viem";
import { ForeignChainError } from "../errors/provider-errors.js";
import { isLateMethod } from "./methods/late-methods.js";
import { isNodeMethod } from "./node-methods.js";
import type { ProviderCore } from "./provider-core.js";
import type { WalletClientParameters } from "./wallet-client.js";

type Request = WalletClientParameters["request"];

/** What is signed for the connected chain, without a word in the request of which one it is. */
const SIGNED: ReadonlySet<string> = new Set(["eth_signTransaction", "personal_sign", "eth_signTypedData_v4"]);

/**
 * Answers a client's requests as on the chain that it was made for, whichever is connected: the person may switch after it
 * was made. Reads go to that chain's node. Nothing is signed while another is connected; transactions and calls, which
 * name their chain, are refused where they are read.
 *
 * @throws (each request) ForeignChainError if it would be signed for another chain
 */
export function requestsOn(core: ProviderCore, chainId: number, request: Request): Request {
  return (asked) => {
    const { method } = asked;
    const { chainId: connected } = core.state;
    if (connected === chainId) return request(asked);
    if (SIGNED.has(method)) return Promise.reject(new ForeignChainError(chainId, connected));
    if (method === "eth_chainId") return Promise.resolve(numberToHex(chainId));
    if (method === "net_version") return Promise.resolve(String(chainId));
    // The session that would estimate is the connected chain's.
    const isOfNode = method === "eth_estimateGas" || !isLateMethod(method);
    const isRead = isNodeMethod(method) && isOfNode && method !== "eth_accounts";
    return isRead ? core.node(chainId).request(asked as never) : request(asked);
  };
}
