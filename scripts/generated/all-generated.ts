import { bindings } from "./bindings";
import type { Generated } from "./generated";
import { sdkFiles } from "./sdk-files";
import { trees } from "./trees";

/** All generated files, in the order to write them: suites are loaded with the bindings. */
export const allGenerated: readonly Generated[] = [bindings, sdkFiles, trees];
