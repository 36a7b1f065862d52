import { asksForHelp } from "./command-line";
import { parseOptions, USAGE } from "./bench/options";
import { formatProfile, measureProfile } from "./bench/profile";
import { formatTable } from "./bench/result";
import { chooseLocalNetwork } from "./toolchain/local-network";

/**
 * `npm run bench:node`: see USAGE. The network is chosen before Hardhat is loaded, because Hardhat reads it
 * then.
 */
async function main(argv: readonly string[]): Promise<void> {
  if (asksForHelp(argv)) {
    console.log(USAGE);
    return;
  }
  const options = parseOptions(argv);
  if (options.profile) {
    const profile = await measureProfile(options);
    console.log(options.json ? JSON.stringify(profile) : formatProfile(profile));
    return;
  }
  chooseLocalNetwork();
  const { measure } = await import("./bench/measure.js");
  const result = await measure(options);
  console.log(options.json ? JSON.stringify(result) : formatTable(result));
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
