import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const PAGES = resolve(import.meta.dirname, "pages");

/**
 * Bundles the pages from the SDK's sources, as an app's bundler would, with the same lazy loading. Each page
 * is the index of a folder of its own, whose path is returned.
 */
export async function buildPages<const names extends readonly string[]>(
  names: names,
): Promise<Record<names[number], string>> {
  const folder = await mkdtemp(join(tmpdir(), "e2e-pages-"));
  const built = await Promise.all(
    names.map(async (name) => {
      const outdir = join(folder, name);
      await build({
        entryPoints: [join(PAGES, `${name}.ts`)],
        outdir,
        bundle: true,
        splitting: true,
        format: "esm",
        platform: "browser",
        target: "es2022",
        chunkNames: "assets/[name]-[hash]",
        tsconfig: resolve(import.meta.dirname, "../tsconfig.json"),
        logLevel: "error",
      });
      await cp(join(PAGES, `${name}.html`), join(outdir, "index.html"));
      return [name, outdir] as const;
    }),
  );
  return Object.fromEntries(built) as Record<names[number], string>;
}
