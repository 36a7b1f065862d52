import hre from "hardhat";
import type { Provider, Wallet } from "zksync-ethers";
import { deployContract } from "../chain/deploy-contract";
import { deploySuite as deployContracts, type ContractDeployer } from "../../../scripts/suite/deploy-suite";
import type { SuiteAddresses } from "../../../scripts/suite/suite-addresses";
import { timestampAsserter } from "../../../scripts/suite/timestamp-asserter";
import {
  AAFactory__factory,
  GuardianRecoveryModule__factory,
  SessionKeyModule__factory,
  AccountBeacon__factory,
  WebAuthnModule__factory,
  type AAFactory,
  type GuardianRecoveryModule,
  type SessionKeyModule,
  type AccountBeacon,
  type WebAuthnModule,
} from "../../../typechain-types";

/** A deployed suite with its typed contracts, connected to the wallet that deployed it. */
export interface Suite {
  readonly provider: Provider;
  readonly deployer: Wallet;
  readonly addresses: SuiteAddresses;
  readonly factory: AAFactory;
  readonly beacon: AccountBeacon;
  readonly passkeyModule: WebAuthnModule;
  readonly sessionModule: SessionKeyModule;
  readonly recoveryModule: GuardianRecoveryModule;
}

/**
 * Deploys a fresh copy of the suite on the chain of the wallet's provider; the wallet also owns the beacon.
 */
export async function deploySuite(deployer: Wallet): Promise<Suite> {
  const addresses = await deployContracts(walletDeployer(deployer), {
    owner: deployer.address,
    timestampAsserter: await timestampAsserter(deployer.provider),
  });
  return connectSuite(deployer, addresses);
}

/** Returns the typed contracts of a suite that is already on the chain. */
export function connectSuite(deployer: Wallet, addresses: SuiteAddresses): Suite {
  return {
    provider: deployer.provider,
    deployer,
    addresses,
    factory: AAFactory__factory.connect(addresses.accountFactory, deployer),
    beacon: AccountBeacon__factory.connect(addresses.beacon, deployer),
    passkeyModule: WebAuthnModule__factory.connect(addresses.passkey, deployer),
    sessionModule: SessionKeyModule__factory.connect(addresses.session, deployer),
    recoveryModule: GuardianRecoveryModule__factory.connect(addresses.recovery, deployer),
  };
}

/** Returns a deployer that keeps no record: every call makes a new contract. */
export function walletDeployer(wallet: Wallet): ContractDeployer {
  return {
    bytecode: async (contractName) => (await hre.artifacts.readArtifact(contractName)).bytecode,
    deploy: (contractName, constructorArguments, factoryDeps) =>
      deployContract(wallet, contractName, constructorArguments, factoryDeps),
  };
}
