import { windowStorages, type WindowStorage } from "../storage/window-storage.ts";

const storages = windowStorages("zksync-sso.unfinished");

/**
 * Returns where a passkey is kept whose account is being made on a chain: until that is there, it is given up, or the person has
 * another account there. Whoever tries another chain in between comes back to it: made anew, it would stay behind on their device.
 */
export function keptUnfinished(chainId: number): WindowStorage {
  return storages(String(chainId));
}
