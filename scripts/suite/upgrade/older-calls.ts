import { paidCalls } from "../paid-calls";
import { sponsoredCalls, type SponsoredCall } from "../sponsored-calls";
import type { Upgrade } from "./upgrade";

/**
 * Returns the calls of a suite's older contracts that its paymaster pays for: accounts that exist may have an older module
 * still, and whoever has no ETH has to be able to close its sessions and remove its keys.
 */
export async function olderPaidCalls({ wallet, record }: Upgrade): Promise<SponsoredCall[]> {
  const { addresses, history } = record;
  const { accountPaymaster } = addresses;
  if (accountPaymaster === undefined) return [];
  const older = history.filter(({ key, address }) => address !== addresses[key]);
  const calls = new Map(
    older
      .flatMap(({ key, address }) => callsOf(address, { ...addresses, [key]: address }))
      .map((call) => [`${String(call.target)} ${String(call.selector)}`, call]),
  );
  return await paidCalls(wallet.provider, accountPaymaster, [...calls.values()]);
}

function callsOf(address: string, suite: Upgrade["record"]["addresses"]): SponsoredCall[] {
  return sponsoredCalls(suite).filter(({ target }) => target === address);
}
