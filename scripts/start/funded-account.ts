/**
 * The first account that a node of the walk funds, and its key: from the mnemonic that every development node
 * uses (`test test test test test test test test test test test junk`). The walk does not use it.
 */
export const FUNDED_ACCOUNT = {
  address: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
  privateKey: "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
} as const;
