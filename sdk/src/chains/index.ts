// Chains with the suite on them.

export { withSso, type SsoAddresses, type SsoChain, type SsoChainContracts } from "./with-sso.js";
