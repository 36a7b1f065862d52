import { bindings } from "./bindings";
import { contractReference } from "./contract-reference";
import { costTable } from "./cost-table";
import type { Generated } from "./generated";
import { sdkFiles } from "./sdk-files";
import { sdkReference } from "./sdk-reference";
import { trees } from "./trees";

/** All generated files, in the order to write them: suites are loaded with the bindings. */
export const allGenerated: readonly Generated[] = [
  bindings,
  sdkFiles,
  contractReference,
  sdkReference,
  costTable,
  trees,
];
