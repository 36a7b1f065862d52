import type { Provider } from "zksync-ethers";
import {
  AAFactory__factory,
  AccountBeacon__factory,
  GuardianRecoveryModule__factory,
} from "../../typechain-types";
import type { SuiteAddresses } from "./suite-addresses";
import type { SuiteKey } from "./suite-contracts";

/** Lists the parts of a suite that are not on the chain. */
export async function missingContracts(provider: Provider, suite: SuiteAddresses): Promise<SuiteKey[]> {
  const entries = Object.entries(suite) as [SuiteKey, string][];
  const codes = await Promise.all(entries.map(([, address]) => provider.getCode(address)));
  return entries.filter((_, i) => codes[i] === "0x").map(([name]) => name);
}

/**
 * Checks that factory, beacon and modules point at each other as recorded.
 *
 * @param proxyHash the versioned hash of the proxy that the factory is to create accounts with, unless any will do
 * @throws Error naming the first link that points elsewhere.
 */
export async function assertWiring(
  provider: Provider,
  suite: SuiteAddresses,
  proxyHash?: string,
): Promise<void> {
  const factory = AAFactory__factory.connect(suite.accountFactory, provider);
  const beacon = AccountBeacon__factory.connect(suite.beacon, provider);
  const recovery = GuardianRecoveryModule__factory.connect(suite.recovery, provider);
  const links: [string, string, Promise<string>][] = [
    ["beacon.implementation", suite.accountImplementation, beacon.implementation()],
    ["factory.beacon", suite.beacon, factory.beacon()],
    ["factory.passKeyModule", suite.passkey, factory.passKeyModule()],
    ["factory.sessionKeyModule", suite.session, factory.sessionKeyModule()],
    ["recovery.webAuthValidator", suite.passkey, recovery.webAuthValidator()],
  ];
  if (proxyHash) {
    links.push(["factory.beaconProxyBytecodeHash", proxyHash, factory.beaconProxyBytecodeHash()]);
  }
  for (const [name, expected, actual] of links) {
    const found = await actual;
    if (found.toLowerCase() !== expected.toLowerCase())
      throw new Error(
        `${name} is ${found}, expected ${expected}. If another checkout has changed the suite, take its deployments file.`,
      );
  }
}
