import type { Address } from "../primitives/hex.ts";
import type { World } from "../state/world.ts";

/** Describes what a simulated call pretends about one account. */
export interface StateOverride {
  readonly balance?: bigint;
  readonly nonce?: bigint;
  /** Bytecode (a container) that replaces the account's; its constructor runs without arguments. */
  readonly code?: Uint8Array;
  /** All of the account's storage: slots that are not given are zero. */
  readonly state?: ReadonlyMap<bigint, bigint>;
  /** Changes to storage: slots that are not given keep their values. */
  readonly stateDiff?: ReadonlyMap<bigint, bigint>;
}

/** Writes everything but code, which only a running VM can set. */
export function applyOverrides(world: World, overrides: ReadonlyMap<Address, StateOverride>): void {
  for (const [address, { balance, nonce, state, stateDiff }] of overrides) {
    if (balance !== undefined) world.setBalance(address, balance);
    if (nonce !== undefined) world.setNonces(address, nonce, world.deploymentNonce(address));
    if (state !== undefined) world.storage.clear(address);
    for (const [slot, value] of state ?? []) world.storage.write(address, slot, value);
    for (const [slot, value] of stateDiff ?? []) world.storage.write(address, slot, value);
  }
}
