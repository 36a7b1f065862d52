import { readFileSync } from "node:fs";
import solc from "solc";
import { readSolidityImport } from "../../../scripts/toolchain/solidity-import";
import { projectPath, SOLC_SETTINGS } from "../../../scripts/toolchain/toolchain";

/** Contracts by their names: where they are. */
const FILES = {
  AAFactory: "contracts/AAFactory.sol",
  AccountBeacon: "contracts/AccountBeacon.sol",
  AccountProxy: "contracts/AccountProxy.sol",
  CallPreview: "contracts/preview/CallPreview.sol",
  ERC7579Account: "contracts/ERC7579Account.sol",
  GuardianRecoveryModule: "contracts/recovery/GuardianRecoveryModule.sol",
  SessionKeyModule: "contracts/session/SessionKeyModule.sol",
  SessionSequence: "contracts/mocks/SessionSequence.sol",
  WebAuthnModule: "contracts/passkey/WebAuthnModule.sol",
} as const;

interface CompiledSources {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts?: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly evm: { readonly bytecode: { readonly object: string } } }>>
    >
  >;
}

/**
 * Compiles the suite for the EVM, by npm's solc alone, and returns the init code of its contracts by name.
 *
 * @throws Error with the compiler's messages.
 */
export function compileForEvm(): Readonly<Record<string, string>> {
  const files = Object.values(FILES);
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(
      files.map((path) => [path, { content: readFileSync(projectPath(path), "utf8") }]),
    ),
    settings: {
      ...SOLC_SETTINGS,
      outputSelection: Object.fromEntries(
        Object.entries(FILES).map(([name, path]) => [path, { [name]: ["evm.bytecode.object"] }]),
      ),
    },
  };
  const answer = solc.compile(JSON.stringify(input), { import: readSolidityImport }) as string;
  const { errors = [], contracts = {} } = JSON.parse(answer) as CompiledSources;
  const wrong = errors.filter(({ severity }) => severity === "error");
  if (wrong.length > 0) throw new Error(wrong.map(({ formattedMessage }) => formattedMessage).join("\n"));
  return Object.fromEntries(
    Object.entries(FILES).map(([name, path]) => [name, `0x${contracts[path]![name]!.evm.bytecode.object}`]),
  );
}
