import type { Address } from "../primitives/hex.ts";
import type { World } from "../state/world.ts";

/** What a simulated call pretends about one account. */
export interface StateOverride {
  readonly balance?: bigint;
  readonly nonce?: bigint;
  /** Storage: every slot given is set; slots not given keep their values. */
  readonly stateDiff?: ReadonlyMap<bigint, bigint>;
}

export function applyOverrides(world: World, overrides: ReadonlyMap<Address, StateOverride>): void {
  for (const [address, { balance, nonce, stateDiff }] of overrides) {
    if (balance !== undefined) world.setBalance(address, balance);
    if (nonce !== undefined) world.setNonces(address, nonce, world.deploymentNonce(address));
    for (const [slot, value] of stateDiff ?? []) world.storage.write(address, slot, value);
  }
}
