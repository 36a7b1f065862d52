import type { SuiteKey } from "../suite-contracts";

/** The modules, which hold what accounts have entrusted to them. */
export const MODULES: readonly SuiteKey[] = ["passkey", "session", "recovery"];

/** What can be upgraded: everything but the beacon, which accounts and factories name for good. */
export const UPGRADEABLE: readonly SuiteKey[] = [
  "accountImplementation",
  ...MODULES,
  "accountFactory",
  "accountPaymaster",
  "callPreview",
];

/** Returns the command that upgrades a contract on a network. */
export function upgradeCommand(network: string, key: SuiteKey): string {
  return `npm run upgrade -- --network ${network} --contract ${key}`;
}
