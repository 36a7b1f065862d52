// Clients that act as an owner of an account: a secp256k1 key, such as that of a wallet.

export {
  createZksyncEcdsaClient,
  type ZksyncSsoEcdsaClient,
  type ZksyncSsoEcdsaClientConfig,
} from "./create-zksync-ecdsa-client.js";
export { type ClientWithZksyncSsoEcdsaData, type EcdsaRequiredContracts } from "./ecdsa-client-data.js";
export { deployAccount, type DeployAccountArgs, type DeployAccountReturnType } from "./deploy-account.js";
export { fetchAccount, type FetchAccountArgs, type FetchAccountReturnType } from "./fetch-account.js";
export { ownerSigner } from "./owner-signer.js";
export { toEcdsaAccount, type EcdsaAccount, type ToEcdsaAccountParameters } from "./to-ecdsa-account.js";
export { toOwner, type EthereumProvider, type Signer } from "./to-owner.js";
export { uniqueIdOfOwner } from "./unique-id-of-owner.js";
export { zksyncSsoEcdsaActions, type ZksyncSsoEcdsaActions } from "./zksync-sso-ecdsa-actions.js";
export {
  zksyncSsoEcdsaWalletActions,
  type ZksyncSsoEcdsaWalletActions,
} from "./zksync-sso-ecdsa-wallet-actions.js";
