import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { pad, toHex, type Address, type Chain, type Client, type Hash, type Hex, type Transport } from "viem";
import { getTransaction, readContract } from "viem/actions";

/** ERC-7579's type of a module that answers for the account. */
export const HANDLER = 3n;

/** So many are looked at: what is in a transaction may be made up. */
const MOST = 32;
/** Hexadecimal digits of a word, and of a selector. */
const [WORD, SELECTOR] = [64, 8];

/**
 * Finds which functions a contract answers for an account. The account has no list of them, and its logs do not name them: they
 * are in the calls that let the contract in. What is found there, the account confirms.
 *
 * @param transactions - in which it was let in
 */
export async function handledSelectors(
  node: Client<Transport, Chain>,
  { account, handler }: { readonly account: Address; readonly handler: Address },
  transactions: readonly Hash[],
): Promise<Hex[]> {
  const inputs = await Promise.all(
    [...new Set(transactions)].map(async (hash) => (await getTransaction(node, { hash })).input),
  );
  const named = [...new Set(inputs.flatMap((input) => selectorsIn(input, handler)))].slice(0, MOST);
  const isHandled = await Promise.all(
    named.map((selector) =>
      readContract(node, {
        address: account,
        abi: erc7579AccountAbi,
        functionName: "isModuleInstalled",
        args: [HANDLER, handler, selector],
      }),
    ),
  );
  return named.filter((_, i) => isHandled[i]);
}

/** Reads the selectors that calls of `installModule` name for a handler, wherever in a transaction's data they are. */
function selectorsIn(input: Hex, handler: Address): Hex[] {
  const digits = input.slice(2).toLowerCase();
  const arguments_ = `${pad(toHex(HANDLER)).slice(2)}${pad(handler).slice(2)}`.toLowerCase();
  const found: Hex[] = [];
  for (let start = digits.indexOf(arguments_); start >= 0; start = digits.indexOf(arguments_, start + 1)) {
    const place = start + 2 * WORD;
    // Where the data begins, in bytes from the arguments' start; then comes its length.
    const offset = Number(`0x${digits.slice(place, place + WORD) || "0"}`);
    const at = start + offset * 2 + WORD;
    const selector = digits.slice(at, at + SELECTOR);
    if (selector.length === SELECTOR) found.push(`0x${selector}`);
  }
  return found;
}
