import { hexlify } from "ethers";
import { utils } from "zksync-ethers";
import {
  SUITE_CONTRACTS,
  suiteContract,
  type EarlierAddresses,
  type SuiteConfig,
  type SuiteContract,
} from "./suite-contracts";
import type { PaymasterLimits } from "./sponsored-calls";
import type { SuiteAddresses } from "./suite-addresses";

/** A way to put contracts on a chain, as tests do it: every call makes a new one. */
export interface ContractDeployer {
  /** Returns the compiled bytecode of a contract. */
  bytecode(contractName: string): Promise<string>;
  /** Deploys a contract and returns its address; `factoryDeps` are published with it. */
  deploy(contractName: string, constructorArguments: unknown[], factoryDeps?: string[]): Promise<string>;
}

/** Deploys a new copy of the suite without a paymaster, which is `deployPaymaster`'s. */
export async function deploySuite(deployer: ContractDeployer, config: SuiteConfig): Promise<SuiteAddresses> {
  const addresses: Partial<Record<keyof SuiteAddresses, string>> = {};
  for (const contract of SUITE_CONTRACTS) {
    if (contract.key === "accountPaymaster") continue;
    addresses[contract.key] = await deployOne(deployer, contract, addresses as EarlierAddresses, config);
  }
  return addresses as SuiteAddresses;
}

/** Deploys a paymaster for a suite and returns its address. It has no ETH yet. */
export function deployPaymaster(
  deployer: ContractDeployer,
  suite: SuiteAddresses,
  owner: string,
  limits?: PaymasterLimits,
): Promise<string> {
  const config = { owner, timestampAsserter: "", ...(limits && { limits }) };
  return deployOne(deployer, suiteContract("accountPaymaster"), suite as EarlierAddresses, config);
}

async function deployOne(
  deployer: ContractDeployer,
  { contract, creates, arguments: argumentsOf }: SuiteContract,
  earlier: EarlierAddresses,
  config: SuiteConfig,
): Promise<string> {
  const created = creates === undefined ? [] : [await deployer.bytecode(creates)];
  const hash = created[0] === undefined ? "" : hexlify(utils.hashBytecode(created[0]));
  return await deployer.deploy(contract, argumentsOf(earlier, config, hash), created);
}
