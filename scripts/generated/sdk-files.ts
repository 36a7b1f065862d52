import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ABIS_FILE, generateAbis } from "../../sdk/scripts/abis";
import { CONTRACT_ERRORS_FILE, generateContractErrors } from "../../sdk/scripts/contract-errors";
import { generateSuiteInterface, SUITE_INTERFACE_FILE } from "../../sdk/scripts/suite-interface";
import { projectPath } from "../toolchain/toolchain";
import type { Generated } from "./generated";
import { inTemporaryFolder } from "./temporary-folder";

/** The SDK's files derived from the compiled contracts, each with what writes it. */
const WRITERS: readonly (readonly [file: string, write: (file: string) => void])[] = [
  [ABIS_FILE, generateAbis],
  [CONTRACT_ERRORS_FILE, generateContractErrors],
  [SUITE_INTERFACE_FILE, generateSuiteInterface],
];

/** The SDK's ABIs and errors. */
export const sdkFiles: Generated = {
  from: "the contracts",
  present: () => WRITERS.flatMap(([file]) => (existsSync(file) ? [pathOf(file)] : [])),
  make: async () => {
    const made = new Map<string, string>();
    for (const [file, write] of WRITERS) made.set(pathOf(file), await contentOf(write));
    return made;
  },
};

function contentOf(write: (file: string) => void): Promise<string> {
  return inTemporaryFolder((folder) => {
    const file = join(folder, "generated.ts");
    write(file);
    return readFileSync(file, "utf8");
  });
}

function pathOf(file: string): string {
  return relative(projectPath(""), file);
}
