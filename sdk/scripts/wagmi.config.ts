import { defineConfig } from "@wagmi/cli";
import { resolve } from "node:path";
import { readArtifact } from "../test/helpers/artifacts.js";

/** The contracts an app meets, by name: where their sources are does not matter. */
const CONTRACTS = [
  "AAFactory",
  "ERC7579Account",
  "GuardianRecoveryModule",
  "SessionKeyModule",
  "SsoPaymaster",
  "WebAuthnModule",
];

// @wagmi/cli bundles this file, so that it cannot say where it is; it is run in `sdk/`.
const ARTIFACTS = resolve("../artifacts-zk");

// @wagmi/cli takes nothing but a default export.
export default defineConfig({
  out: process.env.ABI_FILE ?? "src/abi/generated.ts",
  contracts: CONTRACTS.map((name) => ({ name, abi: readArtifact(name, ARTIFACTS).abi })),
});
