import { hexlify } from "ethers";
import { utils } from "zksync-ethers";
import type { SuiteAddresses } from "./suite-addresses";

/** A way to put contracts on a chain: the deploy plugin's, or a test's. */
export interface ContractDeployer {
  /** Returns the compiled bytecode of a contract. */
  bytecode(contractName: string): Promise<string>;
  /** Deploys a contract and returns its address; `factoryDeps` are published with it. */
  deploy(contractName: string, constructorArguments: unknown[], factoryDeps?: string[]): Promise<string>;
}

/** What a chain and its operator decide about the suite. */
export interface SuiteConfig {
  /** Names the release that new accounts start with. */
  readonly beaconOwner: string;
  readonly timestampAsserter: string;
}

/** Deploys modules, account, beacon and factory in the order of their dependencies. */
export async function deploySuite(deployer: ContractDeployer, config: SuiteConfig): Promise<SuiteAddresses> {
  const passkey = await deployer.deploy("WebAuthnModule", []);
  const session = await deployer.deploy("SessionKeyModule", [config.timestampAsserter]);
  const recovery = await deployer.deploy("GuardianRecoveryModule", [passkey, config.timestampAsserter]);
  const accountImplementation = await deployer.deploy("ERC7579Account", []);
  const beacon = await deployer.deploy("AccountBeacon", [accountImplementation, config.beaconOwner]);
  const proxyBytecode = await deployer.bytecode("AccountProxy");
  const proxyHash = hexlify(utils.hashBytecode(proxyBytecode));
  const accountFactory = await deployer.deploy(
    "AAFactory",
    [proxyHash, beacon, passkey, session],
    [proxyBytecode],
  );
  const callPreview = await deployer.deploy("CallPreview", []);
  return { accountFactory, beacon, passkey, session, recovery, accountImplementation, callPreview };
}
