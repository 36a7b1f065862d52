import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import { areAsTheyWere, stateOf } from "./inputs.mjs";

const PACKAGE = new URL("../", import.meta.url);
const MAKER = new URL("bundle.mjs", import.meta.url);
/** What stays outside of scripts are dependencies of this package, wherever the program is. */
const requireHere = createRequire(import.meta.url);

/**
 * Loads a TypeScript program of this package, or of one that uses its modules. Reading its hundreds of modules one by one,
 * most of them of packages, takes seconds; so it is made one script, which is kept with its compiled code below
 * `node_modules/` for as long as none of the files that went into it changes. Where nothing can be kept, the script is made
 * each time.
 *
 * @type {import("./load.d.mts").load}
 */
export async function load(entry, { home = PACKAGE, later = [] } = {}) {
  const store = new URL(`node_modules/.cache/launch/${entry.replaceAll("/", "-")}/`, home);
  const kept = readKept(store, home, later);
  if (kept === undefined) return await makeAndKeep(store, home, entry, later);
  return run(prepare(kept.text, kept.key, store, readCode(kept.key, store)), home);
}

/** Whatever is wrong with what was kept, it can be made again. */
function readKept(store, home, later) {
  try {
    const { key, maker, inputs } = JSON.parse(readFileSync(new URL("current.json", store), "utf8"));
    if (maker !== makerOf(later) || !areAsTheyWere(inputs, home)) return undefined;
    return { key, text: readFileSync(new URL(`${key}.cjs`, store), "utf8") };
  } catch {
    return undefined;
  }
}

/** What else decides how a script is made, beside the files that go into it. It is made for one version of Node. */
function makerOf(later) {
  return [process.version, stateOf(fileURLToPath(MAKER)), ...later].join(" ");
}

async function makeAndKeep(store, home, entry, later) {
  const { bundle } = await import("./bundle.mjs");
  const { text, inputs } = await bundle(entry, later, home);
  const key = createHash("sha256").update(text).digest("hex");
  const script = prepare(text, key, store);
  const program = run(script, home);
  // What is loaded later is compiled by then, and so it is kept as well.
  await program.loadLater();
  if (inputs !== undefined) {
    const current = { key, maker: makerOf(later), inputs };
    keep(store, { current, text, code: script.createCachedData() });
  }
  return program;
}

function prepare(text, key, store, cachedData) {
  return new Script(text, { filename: fileURLToPath(new URL(`${key}.cjs`, store)), cachedData });
}

function run(script, home) {
  const module = { exports: {} };
  script.runInThisContext()(module, module.exports, requireHere, home.href);
  return module.exports;
}

/** Compiled code is for one version of V8 and its settings; without it the script is compiled again. */
function codeFile(key, store) {
  return new URL(`${key}.${cachedDataVersionTag()}.code`, store);
}

function readCode(key, store) {
  try {
    return readFileSync(codeFile(key, store));
  } catch {
    return undefined;
  }
}

/** Each file appears whole, and what names the others comes last: programs start side by side. */
function keep(store, { current, text, code }) {
  try {
    mkdirSync(store, { recursive: true });
    const outdated = readdirSync(store).filter(
      (name) => !name.startsWith(current.key) && !name.endsWith(".json"),
    );
    writeWhole(new URL(`${current.key}.cjs`, store), text);
    writeWhole(codeFile(current.key, store), code);
    writeWhole(new URL("current.json", store), JSON.stringify(current));
    for (const name of outdated) rmSync(new URL(name, store), { force: true });
  } catch {
    // A folder that cannot be written costs time, nothing else.
  }
}

function writeWhole(file, content) {
  const unfinished = new URL(`${file.href}.${process.pid}`);
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}
