import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Artifact, Artifacts } from "hardhat/types";
import { ContractFactory } from "zksync-ethers";
import { compileForCoverage } from "../../../../era-coverage/src/compile-for-coverage";
import { AffectedContracts } from "../../../../scripts/mutation/affected";
import { ChangedArtifacts } from "../../../../scripts/mutation/changed-artifacts";
import { findMutants } from "../../../../scripts/mutation/find-mutants";
import type { Mutant } from "../../../../scripts/mutation/mutant";
import { DoesNotCompile, MutantCompiler } from "../../../../scripts/mutation/mutant-compiler";
import { runFile, type FileResult } from "../../../../scripts/mutation/run-file";
import { SOLC_SETTINGS } from "../../../../scripts/toolchain/toolchain";
import { fundedWallet, localProvider } from "../../../helpers/chain/local-chain";

const CONTRACT = `
  library Sums {
    function total(uint256 a, uint256 b) internal pure returns (uint256) { return a + b; }
  }
  contract Toy {
    uint256 public constant LIMIT = 10;
    function isAllowed(uint256 a, uint256 b) external pure returns (bool) { return Sums.total(a, b) <= LIMIT; }
    function nothing(uint256 a) external pure returns (uint256) { return a * 1 ** 1; }
    function shortened(bytes calldata data) external pure returns (bytes calldata) { return data[1:]; }
  }
  contract Bystander { uint256 public n = 5; }`;

/** Sees sums, but not the limit itself. */
const TESTS = `
  const { deployToy } = globalThis;
  describe("Toy", () => {
    it("allows sums below the limit", async () => {
      const toy = await deployToy();
      if (!(await toy.isAllowed(4, 4)) || (await toy.isAllowed(7, 8))) throw new Error("sums are wrong");
    });
    it("shortens", async () => {
      if ((await (await deployToy()).shortened("0x0102")) !== "0x02") throw new Error("it is as long");
    });
  });`;

describe("Mutation testing of a toy", () => {
  let folder: string;
  let artifacts: Artifacts;
  let changed: ChangedArtifacts;
  let affected: AffectedContracts;
  let mutants: Mutant[];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "mutation-toy-"));
    writeFileSync(join(folder, "toy.test.cjs"), TESTS);
    const settings = {
      enableEraVMExtensions: true,
      evmVersion: SOLC_SETTINGS.evmVersion,
      metadata: { hashType: "none" },
      outputSelection: { "*": { "*": ["abi"] } },
    };
    const input = { language: "Solidity", sources: { "Toy.sol": { content: CONTRACT } }, settings };
    const { output, build } = await compileForCoverage(JSON.stringify(input));
    if (build === undefined) throw new Error(output.errors?.[0]?.formattedMessage);
    affected = new AffectedContracts(build);
    const readArtifact = async (contractName: string): Promise<Artifact> => {
      const { evm, abi } = output.contracts!["Toy.sol"]![contractName.replace("Toy.sol:", "")]!;
      const bytecode = `0x${evm.bytecode.object}`;
      return {
        sourceName: "Toy.sol",
        contractName: contractName.replace("Toy.sol:", ""),
        abi,
        bytecode,
      } as Artifact;
    };
    artifacts = { readArtifact } as Artifacts;
    changed = new ChangedArtifacts(artifacts, new MutantCompiler(build, affected), affected);
    mutants = findMutants({ file: "Toy.sol", ...build.sources["Toy.sol"]! });
    const wallet = await fundedWallet(localProvider());
    Object.assign(globalThis, {
      deployToy: async () => {
        const { abi, bytecode } = await artifacts.readArtifact("Toy");
        return await (await new ContractFactory(abi, bytecode, wallet).deploy()).waitForDeployment();
      },
    });
  });
  after(() => {
    Reflect.deleteProperty(globalThis, "deployToy");
    rmSync(folder, { recursive: true });
  });

  const find = (before: string, after: string): Mutant =>
    mutants.find((mutant) => mutant.before === before && mutant.after === after)!;
  const runOn = async (mutant?: Mutant, titles?: ReadonlySet<string>): Promise<FileResult> => {
    changed.choose(mutant);
    return await runFile(join(folder, "toy.test.cjs"), { timeout: 0 }, titles);
  };

  it("its tests pass on the contract as it is", async () => {
    expect(await runOn()).to.deep.equal({});
  });

  it("a change that a test notices is killed by it, also in a library that the contract uses", async () => {
    const mutant = find("a + b", "a - b");
    changed.choose(mutant);
    expect(await changed.differ()).to.equal(true);
    expect(await runOn(mutant)).to.include({ failed: "Toy › allows sums below the limit" });
  });

  it("a change that no test notices survives", async () => {
    for (const mutant of [find("Sums.total(a, b) <= LIMIT", "Sums.total(a, b) < LIMIT"), find("10", "11")]) {
      changed.choose(mutant);
      expect(await changed.differ()).to.equal(true);
      expect(await runOn(mutant)).to.deep.equal({});
    }
  });

  it("only the tests that are asked for run", async () => {
    const shortening = mutants.find(
      ({ place, before, after }) => place === "Toy.shortened" && before === "1" && after === "0",
    )!;
    expect(await runOn(shortening)).to.include({ failed: "Toy › shortens" });
    expect(await runOn(shortening, new Set(["Toy › allows sums below the limit"]))).to.deep.equal({});
  });

  it("a change that leaves the code as it is counts as none", async () => {
    changed.choose(find("1 ** 1", "1 * 1"));
    expect(await changed.differ()).to.equal(false);
  });

  it("a change that does not compile is told from one that a test notices", async () => {
    const mutant = { ...find("10", "11"), replacement: '"ten"' };
    changed.choose(mutant);
    await changed.differ().then(
      () => expect.fail("it compiled"),
      (error: unknown) => expect(error).to.be.instanceOf(DoesNotCompile),
    );
  });

  it("affects the contracts that contain the code, and no others", () => {
    expect(affected.of(find("a + b", "a - b"))).to.deep.equal(["Toy.sol:Toy"]);
    expect(affected.of(find("5", "6"))).to.deep.equal(["Toy.sol:Bystander"]);
  });
});
