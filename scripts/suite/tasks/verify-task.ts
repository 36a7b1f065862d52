import { task } from "hardhat/config";
import type * as VerifySuite from "../verification/verify-suite";
import { load } from "./load";
import { withPlainErrors } from "./plain-errors";

/** The plugin's task by which other programs have a contract verified. */
const TASK_VERIFY = "verify:verify";

/** Adds the task of `npm run verify:contracts`. */
export function registerVerifyTask(): void {
  task(
    "suite-verify",
    "Has a block explorer verify what was deployed from this checkout's sources",
  ).setAction((_, hre) =>
    withPlainErrors(() => {
      const { verifySuite } = load<typeof VerifySuite>("../verification/verify-suite");
      return verifySuite(hre, (request) =>
        hre.run(TASK_VERIFY, { ...request, libraries: {}, noCompile: true }),
      );
    }),
  );
}
