import hre from "hardhat";

/**
 * Runs something as if a contract had been built from other sources: reading its artifact returns that of a stand-in, under
 * the contract's own name.
 */
export async function withOtherBuild<Result>(
  contract: string,
  standIn: string,
  action: () => Promise<Result>,
): Promise<Result> {
  const { artifacts } = hre;
  const readArtifact = artifacts.readArtifact.bind(artifacts);
  artifacts.readArtifact = async (name) =>
    name === contract
      ? { ...(await readArtifact(standIn)), contractName: contract }
      : await readArtifact(name);
  try {
    return await action();
  } finally {
    artifacts.readArtifact = readArtifact;
  }
}
