import type { Address } from "../primitives/hex.ts";
import type { World } from "../state/world.ts";

/** What a simulated call pretends about one account. */
export interface StateOverride {
  readonly balance?: bigint;
  readonly nonce?: bigint;
  /** Bytecode (a container) in place of the account's; its constructor runs without arguments. */
  readonly code?: Uint8Array;
  /** All of the account's storage: slots not given are zero. */
  readonly state?: ReadonlyMap<bigint, bigint>;
  /** Storage: every slot given is set; slots not given keep their values. */
  readonly stateDiff?: ReadonlyMap<bigint, bigint>;
}

/** Writes everything but code, which takes a machine to put in place. */
export function applyOverrides(world: World, overrides: ReadonlyMap<Address, StateOverride>): void {
  for (const [address, { balance, nonce, state, stateDiff }] of overrides) {
    if (balance !== undefined) world.setBalance(address, balance);
    if (nonce !== undefined) world.setNonces(address, nonce, world.deploymentNonce(address));
    if (state !== undefined) world.storage.clear(address);
    for (const [slot, value] of state ?? []) world.storage.write(address, slot, value);
    for (const [slot, value] of stateDiff ?? []) world.storage.write(address, slot, value);
  }
}
