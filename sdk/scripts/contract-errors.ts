import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readArtifact } from "../test/helpers/artifacts.js";
import { formatFile } from "./format-file.js";

/** Where the contracts' errors are in the repository. */
export const CONTRACT_ERRORS_FILE = join(
  resolve(dirname(fileURLToPath(import.meta.url)), ".."),
  "src/contract-errors/generated.ts",
);

/** Whose errors each contract's are, in the words of the SDK. */
export const FAMILIES = {
  account: "ERC7579Account",
  factory: "AAFactory",
  passkey: "WebAuthnModule",
  paymaster: "SsoPaymaster",
  recovery: "GuardianRecoveryModule",
  session: "SessionKeyModule",
};

/** Writes the errors of the compiled contracts, much shorter than their ABIs: every client of the SDK carries them. */
export function generateContractErrors(file: string): void {
  const families = Object.entries(FAMILIES).map(
    ([family, contract]) => `${family}: ${JSON.stringify(errorsOf(contract))}`,
  );
  writeFileSync(
    file,
    "// Errors of the suite's contracts. Made by `npm run abis -w sdk`.\n\n" +
      `export const CONTRACT_ERRORS = {${families.join(",")}} as const;\n`,
  );
  formatFile(file);
}

/** Returns the errors that a contract declares: `Name(type name, …)`. */
export function errorsOf(contractName: string): string[] {
  return readArtifact(contractName).abi.flatMap((item) => {
    if (item.type !== "error") return [];
    const inputs = item.inputs.map(({ type, name }) => `${type} ${name ?? ""}`.trimEnd());
    return [`${item.name}(${inputs.join(", ")})`];
  });
}
