/** Methods that a wallet answers, or refuses, but never the node. */
const NOT_NODE: ReadonlySet<string> = new Set([
  "eth_coinbase",
  "eth_decrypt",
  "eth_getEncryptionPublicKey",
  "eth_sign",
  "eth_signTransaction",
  "eth_signTypedData",
  "eth_signTypedData_v1",
  "eth_signTypedData_v3",
]);

/** Says whether a request is the chain's node's to answer: reads, estimates, and transactions that are signed. */
export function isNodeMethod(method: string): boolean {
  return /^(eth|net|web3|zks|debug)_/.test(method) && !NOT_NODE.has(method);
}
