import { ZeroAddress } from "ethers";
import type { Provider } from "zksync-ethers";
import { AccountBeacon__factory } from "../../../typechain-types";

/** Who decides which release new accounts start with, and which one it is. */
export interface BeaconStatus {
  readonly owner: string;
  /** Who has been offered the ownership, and has not accepted it yet. */
  readonly pendingOwner: string | undefined;
  readonly implementation: string;
}

/** Reads a beacon. */
export async function beaconStatus(provider: Provider, address: string): Promise<BeaconStatus> {
  const beacon = AccountBeacon__factory.connect(address, provider);
  const [owner, pendingOwner, implementation] = await Promise.all([
    beacon.owner(),
    beacon.pendingOwner(),
    beacon.implementation(),
  ]);
  return { owner, pendingOwner: pendingOwner === ZeroAddress ? undefined : pendingOwner, implementation };
}
