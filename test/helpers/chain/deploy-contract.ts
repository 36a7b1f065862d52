import { hexlify } from "ethers";
import hre from "hardhat";
import { ContractFactory, utils, type Wallet } from "zksync-ethers";
import { isKnownCode } from "../../../scripts/suite/known-code";

/**
 * Deploys one of the project's contracts, and returns its address. The transaction brings along the code that the chain does
 * not know yet, and no other: clients and nodes take longer over the bytes of code than over everything else.
 *
 * @param factoryDeps bytecodes that the contract deploys, beside those that its artifact names
 */
export async function deployContract(
  wallet: Wallet,
  contractName: string,
  constructorArguments: readonly unknown[] = [],
  factoryDeps: readonly string[] = [],
): Promise<string> {
  const artifact = await hre.zksyncEthers.loadArtifact(contractName);
  const factory = new ContractFactory(artifact.abi, artifact.bytecode, wallet);
  const { customData, ...request } = await factory.getDeployTransaction(...constructorArguments);
  const codes = [artifact.bytecode, ...(await hre.zksyncEthers.extractFactoryDeps(artifact)), ...factoryDeps];
  const known = await Promise.all(
    codes.map((code) => isKnownCode(wallet.provider, hexlify(utils.hashBytecode(code)))),
  );
  const unknown = codes.filter((_, i) => !known[i]);
  const sent = await wallet.sendTransaction({
    ...request,
    customData: { ...customData, factoryDeps: unknown },
  });
  const { contractAddress } = await sent.wait();
  if (contractAddress === null) throw new Error(`${contractName} was not deployed`);
  return contractAddress;
}
