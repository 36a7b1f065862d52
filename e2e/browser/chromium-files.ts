import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const PACKAGE = "@sparticuz/chromium";

/** Chromium on the disk: the program, and the environment it needs. */
export interface ChromiumFiles {
  readonly folder: string;
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Returns the Chromium of the npm package, unpacked once for each version and user below `parent`. It is
 * unpacked into a fresh folder that is renamed when complete, so that neither a killed process nor two at
 * once leave a partial one.
 *
 * @throws Error saying what to do if the program does not run on this machine
 */
export async function chromiumFiles(parent = tmpdir()): Promise<ChromiumFiles> {
  const folder = join(parent, `zksync-sso-chromium-${await packageVersion()}-${userInfo().uid}`);
  if (!(await isOurs(folder))) await unpack(parent, folder);
  const executable = join(folder, "chromium");
  const fonts = { FONTCONFIG_FILE: join(folder, "fonts.conf") };
  return { folder, executable, environment: { ...fonts, ...(await libraries(folder, executable)) } };
}

async function packageVersion(): Promise<string> {
  const path = new URL("../../package.json", import.meta.resolve(PACKAGE));
  return (JSON.parse(await readFile(path, "utf8")) as { version: string }).version;
}

/**
 * Returns whether the folder is there. Throws an Error if another user made it, as its contents would be run.
 */
async function isOurs(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  if (found && found.uid !== userInfo().uid) throw new Error(`${folder} is another user's: remove it`);
  return found !== undefined;
}

async function unpack(parent: string, folder: string): Promise<void> {
  await mkdir(parent, { recursive: true });
  const fresh = await mkdtemp(`${folder}.`);
  try {
    await unpackPackage(fresh);
    await writeFile(join(fresh, "fonts.conf"), fontConfiguration(folder));
    await rename(fresh, folder).catch(async (error: NodeJS.ErrnoException) => {
      // Another process was faster.
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/**
 * Has the package unpack itself, in a separate process: it mistakes files of the right name in the folder for
 * temporary files, and unpacks its libraries only if it takes the machine for one of Amazon's.
 */
async function unpackPackage(fresh: string): Promise<void> {
  const script = `import chromium from ${JSON.stringify(import.meta.resolve(PACKAGE))}; await chromium.executablePath();`;
  const env = { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
  await run(process.execPath, ["--input-type=module", "--eval", script], { env });
}

/**
 * Writes the font configuration: those of the package alone, so that pages look the same on every machine.
 */
function fontConfiguration(folder: string): string {
  const [fonts, cache] = [join(folder, "fonts"), join(folder, "fonts-cache")].map(escapeXml);
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** Returns the variable that points to the package's libraries, if the machine has none of its own. */
async function libraries(folder: string, executable: string): Promise<Record<string, string>> {
  if (await runs(executable, {})) return {};
  const carried = { LD_LIBRARY_PATH: join(folder, "al2023", "lib") };
  if (await runs(executable, carried)) return carried;
  const { platform, arch } = process;
  throw new Error(
    `Chromium does not run here (${platform}, ${arch}; the package has it for linux, x64). ` +
      `Try ${executable} --version, or remove ${folder} if files are missing from it`,
  );
}

async function runs(executable: string, variables: Record<string, string>): Promise<boolean> {
  return run(executable, ["--version"], { env: { ...process.env, ...variables } }).then(
    () => true,
    () => false,
  );
}
