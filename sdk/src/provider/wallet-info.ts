/** Name of the wallet, as lists of wallets show it. */
export const WALLET_NAME = "ZKsync SSO";

/** Name of the wallet that does not change (EIP-6963): a domain backwards. */
export const WALLET_RDNS = "dev.zksync.sso";

/** Icon of the wallet (EIP-6963): a picture as an address, square. */
export const WALLET_ICON =
  "data:image/svg+xml," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">' +
      '<rect width="96" height="96" rx="20" fill="#1755f4"/><circle cx="38" cy="48" r="14" fill="none" stroke="#fff" ' +
      'stroke-width="8"/><path d="M52 48h24v12M66 48v9" fill="none" stroke="#fff" stroke-width="8"/></svg>',
  );
