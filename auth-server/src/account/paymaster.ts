import {
  parseAbi,
  parseEther,
  zeroAddress,
  type Address,
  type Chain,
  type Client,
  type Hex,
  type Transport,
} from "viem";
import { getBalance, readContract } from "viem/actions";

const PAYMASTER = parseAbi([
  "function isSponsored(address target, bytes4 selector) view returns (bool)",
  "function remaining(address sender) view returns (uint256 forSender, uint256 forAll)",
]);

/** Wei that have to be left for a transaction to be tried: more than any that is paid for costs at usual prices. */
export const ENOUGH = parseEther("0.002");

/** A call, and whoever makes it. */
export interface SponsoredCall {
  readonly sender: Address;
  readonly to: Address;
  /** Of the function. */
  readonly selector: Hex;
}

/**
 * Returns the chain's paymaster if it pays for a call now, so that nobody is asked for a signature that comes to nothing.
 *
 * @param paymaster - of the chain; nothing if it has none
 */
export async function payingFor(
  client: Client<Transport, Chain>,
  paymaster: Address | undefined,
  { sender, to, selector }: SponsoredCall,
): Promise<Address | undefined> {
  if (!paymaster) return undefined;
  const contract = { address: paymaster, abi: PAYMASTER } as const;
  const target = to.toLowerCase() === sender.toLowerCase() ? zeroAddress : to;
  try {
    const [sponsored, [forSender, forAll], balance] = await Promise.all([
      readContract(client, { ...contract, functionName: "isSponsored", args: [target, selector] }),
      readContract(client, { ...contract, functionName: "remaining", args: [sender] }),
      getBalance(client, { address: paymaster }),
    ]);
    // What it may spend is one thing, and what it has another.
    const has = [forSender, forAll, balance].every((amount) => amount >= ENOUGH);
    return sponsored && has ? paymaster : undefined;
  } catch {
    // Another kind of paymaster, or none: the account pays.
    return undefined;
  }
}
