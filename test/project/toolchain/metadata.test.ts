import { expect } from "chai";
import { hexlify, randomBytes } from "ethers";
import hre from "hardhat";
import {
  TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD,
  TASK_COMPILE_SOLIDITY_RUN_SOLC,
} from "hardhat/builtin-tasks/task-names";
import type { CompilerInput, CompilerOutput, SolcBuild } from "hardhat/types";
import { utils } from "zksync-ethers";
import { accountStage } from "../../helpers/accounts/account-fixture";
import { accountId } from "../../helpers/accounts/unique-id";

const PROXY = "AccountProxy";
const PROXY_FILE = "contracts/AccountProxy.sol";

/** A syntax tree, as far as imports go. */
interface SourceUnit {
  readonly nodes: readonly { readonly nodeType: string; readonly absolutePath?: string }[];
}

/** Returns the compiler input that made the proxy's artifact, with only the sources that the proxy needs. */
async function proxyInput(): Promise<CompilerInput> {
  const { input, output } = (await hre.artifacts.getBuildInfo(`${PROXY_FILE}:${PROXY}`))!;
  const needed = new Set([PROXY_FILE]);
  for (const file of needed) {
    const { nodes } = output.sources[file]!.ast as SourceUnit;
    for (const { absolutePath } of nodes) if (absolutePath !== undefined) needed.add(absolutePath);
  }
  return { ...input, sources: Object.fromEntries([...needed].map((file) => [file, input.sources[file]!])) };
}

/**
 * Adds comments of every kind to every file, one of them not in ASCII; documentation is part of the syntax
 * tree.
 */
function commented({ sources, ...input }: CompilerInput): CompilerInput {
  const changed = Object.entries(sources).map(([file, { content }]) => {
    const documented = content.replace(
      /^((abstract )?contract|library|interface) /gm,
      "/// @custom:reviewed twice\n$& ",
    );
    return [file, { content: `/* é */ ${documented.replace(/;$/gm, "; // so")}\n// The end.` }];
  });
  return { ...input, sources: Object.fromEntries(changed) as CompilerInput["sources"] };
}

/** Compiles with the toolchain's zksolc, as `npx hardhat compile` does. */
async function compileProxy(input: CompilerInput): Promise<string> {
  await hre.run("compile:zksolc:download");
  await hre.run("compile:update-solidity-compilers");
  const [solcConfig] = hre.config.solidity.compilers;
  const solc = (await hre.run(TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD, {
    quiet: true,
    solcVersion: solcConfig!.version,
    compilationJob: { getSolcConfig: () => solcConfig },
  })) as SolcBuild;
  const output = (await hre.run(TASK_COMPILE_SOLIDITY_RUN_SOLC, {
    input,
    solcPath: solc.compilerPath,
  })) as CompilerOutput;
  return `0x${output.contracts[PROXY_FILE]![PROXY]!.evm.bytecode.object}`;
}

describe("A comment in the sources", () => {
  let artifactBytecode: string;
  let bytecode: string;

  before(async () => {
    ({ bytecode: artifactBytecode } = await hre.artifacts.readArtifact(PROXY));
    const input = await proxyInput();
    const withComments = commented(input);
    for (const [file, { content }] of Object.entries(withComments.sources)) {
      expect(content).not.to.equal(input.sources[file]!.content);
    }
    bytecode = await compileProxy(withComments);
  });

  it("does not change the account proxy's bytecode, nor its hash", () => {
    expect(bytecode).to.equal(artifactBytecode);
    expect(hexlify(utils.hashBytecode(bytecode))).to.equal(hexlify(utils.hashBytecode(artifactBytecode)));
  });

  it("changes no address that a factory computes", async () => {
    const { suite, deployer } = await accountStage();
    const { factory } = suite;
    const uniqueId = hexlify(randomBytes(32));
    const address = utils.create2Address(
      await factory.getAddress(),
      utils.hashBytecode(bytecode),
      accountId(uniqueId, deployer.address),
      await factory.getEncodedBeacon(),
    );
    expect(await factory.predictAccountAddress(uniqueId, deployer.address)).to.equal(address);
  });
});
