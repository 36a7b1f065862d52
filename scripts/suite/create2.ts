import { hexlify, id, type TransactionRequest } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { ContractFactory, utils } from "zksync-ethers";

/** The salt of every contract of the suite: the code and the constructor's arguments tell them apart. */
const SALT = "zksync-sso";

/** A contract to deploy: what its address depends on, and what is published with it. */
export interface Create2Deployment {
  /** Where Era's Create2Factory creates it, whoever asks. */
  readonly address: string;
  /** The versioned hash of the bytecode. */
  readonly bytecodeHash: string;
  /** The ABI-encoded arguments of the constructor, as hex. */
  readonly constructorArguments: string;
  /** The transaction that deploys it, from anyone; gas and nonce are the sender's to fill in. */
  readonly transaction: TransactionRequest;
}

/**
 * Prepares a deployment through Era's Create2Factory (0x10000), whose addresses do not depend on the sender: the same code
 * with the same arguments has one address on a chain, and on all chains.
 *
 * @param created names of contracts whose code is published with it
 * @param copy which copy of it: 0, or how many of the same code and the same arguments come before
 */
export async function create2Deployment(
  hre: HardhatRuntimeEnvironment,
  contract: string,
  constructorArguments: readonly unknown[],
  created: readonly string[] = [],
  copy = 0,
): Promise<Create2Deployment> {
  const { abi, bytecode } = await hre.artifacts.readArtifact(contract);
  const factoryDeps = await Promise.all([contract, ...created].map((name) => bytecodeOf(hre, name)));
  const factory = new ContractFactory(abi, bytecode, undefined, "create2");
  const encoded = factory.interface.encodeDeploy(constructorArguments);
  const bytecodeHash = hexlify(utils.hashBytecode(bytecode));
  const salt = id(copy === 0 ? SALT : `${SALT} ${copy}`);
  return {
    address: utils.create2Address(utils.CONTRACT_2_FACTORY_ADDRESS, bytecodeHash, salt, encoded),
    bytecodeHash,
    constructorArguments: encoded,
    transaction: await factory.getDeployTransaction(...constructorArguments, {
      customData: { salt, factoryDeps },
    }),
  };
}

/** Returns the versioned hash of a contract's compiled bytecode. */
export async function bytecodeHashOf(hre: HardhatRuntimeEnvironment, contract: string): Promise<string> {
  return hexlify(utils.hashBytecode(await bytecodeOf(hre, contract)));
}

async function bytecodeOf(hre: HardhatRuntimeEnvironment, contract: string): Promise<string> {
  return (await hre.artifacts.readArtifact(contract)).bytecode;
}
