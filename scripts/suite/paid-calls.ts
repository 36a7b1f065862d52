import type { Provider } from "zksync-ethers";
import { SsoPaymaster__factory } from "../../typechain-types";
import type { SponsoredCall } from "./sponsored-calls";

/** Returns those of these calls that a paymaster pays for, in their order. */
export async function paidCalls(
  provider: Provider,
  paymaster: string,
  calls: readonly SponsoredCall[],
): Promise<SponsoredCall[]> {
  const contract = SsoPaymaster__factory.connect(paymaster, provider);
  const isPaid = await Promise.all(
    calls.map(({ target, selector }) => contract.isSponsored(target, selector)),
  );
  return calls.filter((_, i) => isPaid[i]);
}
