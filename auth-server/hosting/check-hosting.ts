import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readChainList } from "./chain-list.ts";
import { faultsOf } from "./served-page.ts";
import { SITE } from "./host-file.ts";

const USAGE = `npm run -w auth-server hosting:check -- --url URL [--folder FOLDER]

  Compares a page that is served with the one that was built here: every file byte by byte, and every header.

  --url URL        where it is served: https://auth.example
  --folder FOLDER  where the folder of the page is; the auth server's own if not given`;

const MAKE_READY = "make the page ready first: npm run -w auth-server hosting";

/** Where npm was started: paths on its command line are from there. */
const HERE = process.env["INIT_CWD"] ?? process.cwd();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { url: { type: "string" }, folder: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return console.log(USAGE);
  if (values.url === undefined) throw new Error(`--url is missing. Usage:\n\n${USAGE}`);
  const folder = values.folder ? resolve(HERE, values.folder) : resolve(import.meta.dirname, "..");
  const site = resolve(folder, SITE);
  const chains = await readChainList(resolve(site, "chains.json"), MAKE_READY);
  const faults = await faultsOf(values.url, site, chains);
  for (const fault of faults) console.log(`  ${fault}`);
  console.log(
    faults.length === 0
      ? "It is what was built here."
      : `It differs in ${faults.length} ${faults.length === 1 ? "point" : "points"}.`,
  );
  if (faults.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
