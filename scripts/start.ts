import { asksForHelp } from "./command-line";
import { parseOptions, USAGE } from "./start/options";
import { chooseLocalNetwork } from "./toolchain/local-network";

/** `npm start`: see USAGE. The network is chosen before Hardhat is loaded, because Hardhat reads it then. */
async function main(argv: readonly string[]): Promise<number> {
  if (asksForHelp(argv)) {
    console.log(USAGE);
    return 0;
  }
  const options = parseOptions(argv);
  chooseLocalNetwork();
  const { demonstrate } = await import("./start/demonstrate.js");
  return demonstrate(options);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
