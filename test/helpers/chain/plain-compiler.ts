import { readFileSync } from "node:fs";
import { compileSources } from "../../../scripts/toolchain/compile-sources";
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
  readonly contracts: Readonly<
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
  const files = Object.entries(FILES);
  const sources = Object.fromEntries(
    files.map(([, path]) => [path, readFileSync(projectPath(path), "utf8")]),
  );
  const outputSelection = Object.fromEntries(
    files.map(([name, path]) => [path, { [name]: ["evm.bytecode.object"] }]),
  );
  const { contracts } = compileSources<CompiledSources>(sources, { ...SOLC_SETTINGS, outputSelection });
  return Object.fromEntries(
    files.map(([name, path]) => [name, `0x${contracts[path]![name]!.evm.bytecode.object}`]),
  );
}
