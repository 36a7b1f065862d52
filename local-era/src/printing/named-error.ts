/** A custom error as its contract declares it. */
export interface NamedError {
  readonly name: string;
  readonly parameters: readonly { readonly type: string; readonly name: string }[];
}
