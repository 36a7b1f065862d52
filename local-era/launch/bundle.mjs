import { build, stop } from "esbuild";
import { readFile } from "node:fs/promises";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { statesOf } from "./inputs.mjs";

/** Packages that load files of their own: machine code, and a compiler that threads load as well. */
const EXTERNAL = ["secp256k1", "solc"];

/**
 * Makes one script of a program: a function of `module`, `exports`, `require` and the URL of the package's folder. It
 * exports what `entry` does, and `loadLater`, which loads the modules of `later`.
 *
 * @returns the script's text, and the states of the files it was made of: none if they changed meanwhile
 */
export async function bundle(entry, later, home) {
  const folder = fileURLToPath(home);
  const started = Date.now();
  const imports = later.map((path) => `import("./${path}")`).join(", ");
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `export * from "./${entry}"; export const loadLater = () => Promise.all([${imports}]);`,
      resolveDir: folder,
    },
    absWorkingDir: folder,
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "cjs",
    target: `node${process.versions.node}`,
    keepNames: true,
    external: EXTERNAL,
    logLevel: "error",
    plugins: [moduleUrls(folder)],
  });
  await stop();
  const paths = Object.keys(metafile.inputs).filter((path) => path !== "<stdin>");
  return {
    text: `(function (module, exports, require, packageUrl) {${outputFiles[0].text}\n})`,
    inputs: statesOf(paths, home, started),
  };
}

/** Modules of the package keep their URLs, by which they find files beside them. */
function moduleUrls(folder) {
  return {
    name: "module-urls",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, "utf8");
        const url = `new URL(${JSON.stringify(relative(folder, path).split(sep).join("/"))}, packageUrl).href`;
        return { contents: text.replaceAll("import.meta.url", url), loader: "ts" };
      });
    },
  };
}
