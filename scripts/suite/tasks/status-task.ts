import { task } from "hardhat/config";
import type * as SuiteStatus from "../status/suite-status";
import type * as StatusText from "../status/status-text";
import { load } from "./load";
import { withPlainErrors } from "./plain-errors";

/** Adds the task of `npm run status`. */
export function registerStatusTask(): void {
  task(
    "suite-status",
    "Prints what is deployed on a chain, whose it is, and whether it is this checkout's build",
  )
    .addFlag("json", "Print one JSON object")
    .setAction(({ json }: { readonly json: boolean }, hre) =>
      withPlainErrors(async () => {
        const { suiteStatus } = load<typeof SuiteStatus>("../status/suite-status");
        const { statusText } = load<typeof StatusText>("../status/status-text");
        const status = await suiteStatus(hre);
        console.log(json ? JSON.stringify(status, null, 2) : statusText(status).join("\n"));
      }),
    );
}
