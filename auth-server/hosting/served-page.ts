import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import type { ChainConfig } from "../src/chains/chain-config.ts";
import { ASKED_AGAIN, HASHED_FILES, KEPT } from "./cache-rules.ts";
import { PAGE_PATHS } from "./page-paths.ts";
import { securityHeaders } from "./security-headers.ts";

/** What a host may say in place of "ask again": the same to every browser. */
const ASKED_AGAIN_TOO = "public, max-age=0, must-revalidate";

/** Files that are for the host, which may or may not serve them. */
const FOR_THE_HOST = new Set(["_headers", "vercel.json", "firebase.json", ".htaccess"]);

/**
 * Compares a page that is served with the folder that was built, and says what differs: content, headers, how long something is
 * kept.
 *
 * @throws Error if nothing answers there
 */
export async function faultsOf(url: string, site: string, chains: readonly ChainConfig[]): Promise<string[]> {
  const headers = securityHeaders(chains.map(({ rpcUrl }) => rpcUrl));
  const all = await Promise.all(
    [...(await filesOf(site))].map(async ([path, file]) => {
      const response = await fetch(new URL(path, url)).catch((cause: unknown) => {
        throw new Error(`${url} does not answer: is it the page's address, and is the page served?`, {
          cause,
        });
      });
      const content = Buffer.from(await response.arrayBuffer());
      const wrong = [
        ...(response.ok ? [] : [`is answered with ${response.status}`]),
        ...(content.equals(await readFile(join(site, file))) ? [] : ["has another content"]),
        ...wrongHeaders(response.headers, headers),
        ...wrongCaching(path, response.headers.get("cache-control")),
      ];
      return wrong.map((what) => `${path} ${what}`);
    }),
  );
  return all.flat();
}

/** Lists the paths that a page answers, with the file of each. */
async function filesOf(site: string): Promise<Map<string, string>> {
  const entries = await readdir(site, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(site.length + 1)
        .replaceAll(sep, "/"),
    )
    // Some hosts lead from a page's file to its path, which is compared below.
    .filter((file) => !FOR_THE_HOST.has(file) && !file.endsWith(".html"));
  return new Map([
    ...files.map((file): [string, string] => [`/${file}`, file]),
    ...["/", ...PAGE_PATHS].map((path): [string, string] => [path, "index.html"]),
  ]);
}

function wrongHeaders(served: Headers, expected: Readonly<Record<string, string>>): string[] {
  const wrong = Object.entries(expected)
    .filter(([name, value]) => served.get(name) !== value)
    .map(([name]) => `has ${served.has(name) ? `another ${name}: ${served.get(name)}` : `no ${name}`}`);
  // It would cut the page off from the app that opened it.
  const opener = served.get("cross-origin-opener-policy");
  return opener === null ? wrong : [...wrong, `has a Cross-Origin-Opener-Policy: ${opener}`];
}

function wrongCaching(path: string, served: string | null): string[] {
  const expected = path.startsWith(HASHED_FILES) ? [KEPT] : [ASKED_AGAIN, ASKED_AGAIN_TOO];
  // A picture that is kept for long does no harm.
  if (path.endsWith(".svg") || expected.includes(served ?? "")) return [];
  return [`is kept by another rule: ${served ?? "none"}`];
}
