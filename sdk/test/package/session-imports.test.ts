import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { build, type Metafile } from "esbuild";

const ENTRY = fileURLToPath(new URL("../../src/session/index.ts", import.meta.url));

/** Bundles `./session` as an app's bundler does; returns the files left in it, and the code. */
async function bundle(): Promise<{ inputs: string[]; code: string }> {
  const result = await build({
    entryPoints: [ENTRY],
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const [output] = Object.values(result.metafile.outputs) as Metafile["outputs"][string][];
  const inputs = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return { inputs: inputs.map(([path]) => path), code: result.outputFiles[0]?.text ?? "" };
}

describe("The path ./session", () => {
  let bundled: Awaited<ReturnType<typeof bundle>>;

  before(async () => {
    bundled = await bundle();
  });

  it("imports nothing but this package and viem's encoders", () => {
    const foreign = bundled.inputs.filter(
      (path) =>
        path.includes("node_modules") && !/node_modules\/(viem|@noble\/hashes|abitype|ox)\//.test(path),
    );
    expect(foreign).to.deep.equal([]);
    expect(bundled.inputs.length).to.be.greaterThan(30);
  });

  it("imports no client, transport or other network access", () => {
    const network = bundled.inputs.filter((path) =>
      /viem\/.*\/(clients|actions|rpc|window|ccip|ens)\//.test(path),
    );
    expect(network).to.deep.equal([]);
    expect(bundled.code.match(/\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b/)).to.equal(null);
  });

  it("uses no browser API, storage or clock", () => {
    const globals =
      /\b(window|document|localStorage|sessionStorage|indexedDB|navigator|setTimeout|process)\b|Date\.now|new Date\(\)/;
    expect(bundled.code.match(globals)).to.equal(null);
  });
});
