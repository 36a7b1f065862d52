import { ZeroAddress } from "ethers";
import type { Provider } from "zksync-ethers";
import { SsoPaymaster__factory } from "../../../typechain-types";
import { paidCalls } from "../paid-calls";
import { sponsoredCalls } from "../sponsored-calls";
import type { SuiteAddresses } from "../suite-addresses";

/** Who owns a paymaster, and what it pays for. Amounts are wei, as decimal texts. */
export interface PaymasterStatus {
  readonly owner: string;
  /** Who has been offered the ownership, and has not accepted it yet. */
  readonly pendingOwner: string | undefined;
  readonly balance: string;
  readonly paused: boolean;
  /** What it spends in each period of so many seconds: in all, and on one sender. */
  readonly limits: { readonly total: string; readonly perSender: string; readonly period: string };
  /** What is left of `total` in this period. */
  readonly remaining: string;
  /** Calls that newcomers need and it does not pay for, as `target selector`. */
  readonly notSponsored: readonly string[];
}

/** Reads a suite's paymaster; undefined if it has none. */
export async function paymasterStatus(
  provider: Provider,
  suite: SuiteAddresses,
): Promise<PaymasterStatus | undefined> {
  const { accountPaymaster: address } = suite;
  if (address === undefined) return undefined;
  const paymaster = SsoPaymaster__factory.connect(address, provider);
  const [owner, pendingOwner, balance, paused, limits, remaining] = await Promise.all([
    paymaster.owner(),
    paymaster.pendingOwner(),
    provider.getBalance(address),
    paymaster.paused(),
    paymaster.limits(),
    paymaster.remaining(ZeroAddress),
  ]);
  const needed = sponsoredCalls(suite);
  const paid = await paidCalls(provider, address, needed);
  return {
    owner,
    pendingOwner: pendingOwner === ZeroAddress ? undefined : pendingOwner,
    balance: String(balance),
    paused,
    limits: {
      total: String(limits.total),
      perSender: String(limits.perSender),
      period: String(limits.period),
    },
    remaining: String(remaining.forAll),
    notSponsored: needed
      .filter((call) => !paid.includes(call))
      .map(({ target, selector }) => `${String(target)} ${String(selector)}`),
  };
}
