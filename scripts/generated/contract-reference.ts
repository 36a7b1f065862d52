import { join } from "node:path";
import hre from "hardhat";
import { contractIndex } from "../reference/contract-index";
import { contractPage, type DocumentedContract } from "../reference/contract-page";
import { markdownPage } from "../reference/markdown";
import type { NatSpec } from "../reference/natspec";
import type { AbiEntry } from "../reference/abi-types";
import { projectPath } from "../toolchain/toolchain";
import { filesBelow } from "./files-below";
import type { Generated } from "./generated";

const FOLDER = "docs/contracts";

/** What is deployed, and what those who write modules implement, by source. */
const SOURCES: readonly string[] = [
  "contracts/ERC7579Account.sol",
  "contracts/AAFactory.sol",
  "contracts/AccountBeacon.sol",
  "contracts/AccountProxy.sol",
  "contracts/passkey/WebAuthnModule.sol",
  "contracts/session/SessionKeyModule.sol",
  "contracts/recovery/GuardianRecoveryModule.sol",
  "contracts/paymaster/SsoPaymaster.sol",
  "contracts/preview/CallPreview.sol",
  "contracts/account/modules/IValidationModule.sol",
  "contracts/account/modules/IValidationHook.sol",
  "contracts/utils/IKeyHolder.sol",
];

/** The contracts' pages, from the comments on them. */
export const contractReference: Generated = {
  from: "the contracts",
  present: () => filesBelow(projectPath(FOLDER)).map((name) => join(FOLDER, name)),
  make: async () => {
    await hre.run("compile", { quiet: true, noTypechain: true });
    const contracts = await Promise.all(SOURCES.map(documentedContract));
    const pages = [
      ["README", contractIndex(contracts)] as const,
      ...contracts.map((contract) => [contract.name, contractPage(contract)] as const),
    ];
    const made = new Map<string, string>();
    for (const [name, paragraphs] of pages) {
      const path = join(FOLDER, `${name}.md`);
      made.set(path, await markdownPage(path, paragraphs));
    }
    return made;
  },
};

async function documentedContract(source: string): Promise<DocumentedContract> {
  const name = nameOf(source);
  const own = await metadataOf(source, name);
  const beside = source.replace(/\w+\.sol$/, `I${name}.sol`);
  const hasInterface = await hre.artifacts.artifactExists(`${beside}:I${name}`);
  return {
    name,
    source,
    abi: own.abi,
    natspec: own,
    ...(hasInterface && { interfaceNatspec: await metadataOf(beside, `I${name}`) }),
  };
}

/** Reads what solc says of a contract beside its code. */
async function metadataOf(source: string, name: string): Promise<NatSpec & { abi: AbiEntry[] }> {
  const build = await hre.artifacts.getBuildInfo(`${source}:${name}`);
  const compiled = build?.output.contracts[source]?.[name] as { readonly metadata?: string } | undefined;
  if (compiled?.metadata === undefined) throw new Error(`the compiler's output has no metadata of ${name}`);
  return (JSON.parse(compiled.metadata) as { output: NatSpec & { abi: AbiEntry[] } }).output;
}

function nameOf(source: string): string {
  return source.split("/").at(-1)!.replace(".sol", "");
}
