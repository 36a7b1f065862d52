import { readFile, realpath, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";

/** A file that answers a request, and where it is. */
export interface SiteFile {
  readonly path: string;
  readonly content: Buffer;
}

/**
 * Finds a site's answer to the path of a request: the file of that name, a folder's `index.html`, or the
 * site's own for a path without an extension, which the page handles. Finds nothing outside the folder, by
 * `..` or by a link, and nothing for a malformed path.
 */
export async function findSiteFile(folder: string, requestPath: string): Promise<SiteFile | undefined> {
  const path = decodePath(requestPath);
  if (path === undefined) return undefined;
  const found = (await readInside(folder, path)) ?? (await readInside(folder, join(path, "index.html")));
  if (found || extname(path) !== "") return found;
  return await readInside(folder, "index.html");
}

function decodePath(requestPath: string): string | undefined {
  try {
    const path = decodeURIComponent(requestPath);
    return path.includes("\0") || path.split(/[/\\]/).includes("..") ? undefined : path;
  } catch {
    return undefined;
  }
}

async function readInside(folder: string, path: string): Promise<SiteFile | undefined> {
  try {
    const root = await realpath(folder);
    const real = await realpath(join(root, path));
    if (!real.startsWith(root + sep) || !(await stat(real)).isFile()) return undefined;
    return { path: real.slice(root.length).replaceAll(sep, "/"), content: await readFile(real) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") return undefined;
    throw error;
  }
}
