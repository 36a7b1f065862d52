import { packInitCode } from "../bytecode/container.ts";
import type { GenesisAccount } from "../state/genesis-account.ts";
import type { Address } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import type { World } from "../state/world.ts";
import { precompiles } from "../vm/precompiles.ts";
import { nativeContracts } from "./registry.ts";

const NAMES = new Map<Address, string>(
  Object.entries(SystemAddress).map(([name, address]) => [address, name]),
);

/**
 * Fills an empty world: balances, and bytecode for every native contract, so that its code hash and size look like a
 * contract's. The bytecode only names the contract; what runs is TypeScript. Precompiles are contracts on Era, too: those
 * above 0xff, as P256Verify, let contracts see it.
 */
export function applyGenesis(
  world: World,
  richBalances: ReadonlyMap<Address, bigint>,
  accounts: ReadonlyMap<Address, GenesisAccount> = new Map(),
): void {
  for (const address of [...nativeContracts.keys(), ...precompiles.keys()]) {
    const marker = new TextEncoder().encode(`native ${NAMES.get(address) ?? address}`);
    world.setRawCodeHash(address, BigInt(world.publish(packInitCode(marker))));
  }
  for (const [address, wei] of richBalances) world.setBalance(address, wei);
  for (const [address, { balance, nonce, storage }] of accounts) {
    if (balance !== undefined) world.setBalance(address, balance);
    if (nonce !== undefined) world.setNonces(address, nonce, nonce);
    for (const [slot, word] of storage) world.storage.write(address, slot, word);
  }
}
