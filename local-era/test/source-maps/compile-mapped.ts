import type { MappedBuild, MappedCode } from "../../src/source-maps/build.ts";
import { toEraContracts } from "../../src/zksolc/era-contracts.ts";
import { loadSolc, runSolc } from "../../src/zksolc/solc.ts";
import type { SolcContract } from "../../src/zksolc/standard-json.ts";
import { parseYulObject } from "../../src/zksolc/yul-object.ts";

const OUTPUTS = [
  "abi",
  "ir",
  "evm.bytecode.object",
  "evm.bytecode.sourceMap",
  "evm.deployedBytecode.object",
  "evm.deployedBytecode.sourceMap",
];

interface MappedCompilation {
  readonly build: MappedBuild;
  readonly contracts: ReturnType<typeof toEraContracts>;
}

/** Compiles a source without the optimizer, whose code has no lines to speak of, and keeps what solc says of each instruction. */
export async function compileMapped(file: string, content: string): Promise<MappedCompilation> {
  const [output] = await runSolc(loadSolc(), [
    [
      {
        language: "Solidity",
        sources: { [file]: { content } },
        settings: { evmVersion: "cancun", outputSelection: { "*": { "": ["ast"], "*": OUTPUTS } } },
      },
    ],
  ]);
  const { sources, contracts: compiled } = output!;
  const named = Object.entries(compiled![file]!);
  const contracts = toEraContracts(
    named.map(([contractName, solc]) => ({
      file,
      contractName,
      solc,
      yul: parseYulObject(solc.ir!, () => false),
    })),
    sources,
    true,
  );
  const { id, ast } = sources![file]!;
  const build: MappedBuild = {
    sources: { [file]: { id, content, ast: ast! } },
    contracts: named.map(([name, solc]) => ({
      name: `${file}:${name}`,
      hash: `0x${contracts[file]![name]!.hash}`,
      pipeline: "legacy",
      code: { creation: codeOf(solc, "bytecode"), runtime: codeOf(solc, "deployedBytecode") },
    })),
  };
  return { build, contracts };
}

function codeOf({ evm }: SolcContract, output: "bytecode" | "deployedBytecode"): MappedCode {
  const { object, sourceMap } = evm?.[output] as MappedCode;
  return { object, sourceMap };
}
