import { existsSync } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readChainList } from "./chain-list.ts";
import { hostFiles } from "./host-files.ts";
import { SITE } from "./host-file.ts";
import { PAGE_PATHS } from "./page-paths.ts";

const USAGE = `npm run -w auth-server hosting -- --chains FILE [--folder FOLDER]

  Makes the page that was built ready to be served: its list of chains, and a file for each kind of host that says with which
  headers.

  --chains FILE    the list of chains; see docs/auth-server.md
  --folder FOLDER  where the folder of the page is; the auth server's own if not given`;

/** Where npm was started: paths on its command line are from there. */
const HERE = process.env["INIT_CWD"] ?? process.cwd();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      chains: { type: "string" },
      folder: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return console.log(USAGE);
  if (values.chains === undefined) throw new Error(`--chains is missing. Usage:\n\n${USAGE}`);
  const folder = values.folder ? resolve(HERE, values.folder) : resolve(import.meta.dirname, "..");
  const chains = await readChainList(resolve(HERE, values.chains));

  const built = resolve(folder, SITE, "index.html");
  if (!existsSync(built))
    throw new Error(`${built} is missing. Build the page first: npm run -w auth-server build`);
  for (const page of PAGE_PATHS) await copyFile(built, resolve(folder, `${SITE}${page}.html`));
  const list = { path: `${SITE}/chains.json`, text: `${JSON.stringify(chains, null, 2)}\n` };
  for (const { path, text } of [list, ...hostFiles(chains.map(({ rpcUrl }) => rpcUrl))]) {
    await mkdir(dirname(resolve(folder, path)), { recursive: true });
    await writeFile(resolve(folder, path), text);
    console.log(`  ${path}`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
