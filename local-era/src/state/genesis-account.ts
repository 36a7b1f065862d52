/** What an account has in block 0; what is left out is as it would be without this. */
export interface GenesisAccount {
  /** Wei. */
  readonly balance: bigint | undefined;
  readonly nonce: bigint | undefined;
  readonly storage: ReadonlyMap<bigint, bigint>;
}
