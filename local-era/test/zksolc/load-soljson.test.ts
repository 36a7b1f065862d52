import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";

const require = createRequire(import.meta.url);
const loadSoljson = require("../../src/zksolc/load-soljson.cjs") as (file: string) => unknown;

/** A WebAssembly module's sections. Its table `t` has four entries, of which 1 is a function that returns 7; `f` returns 8. */
const MODULE = [
  "0061736d01000000", // magic number and version
  "010501" + "60" + "00" + "017f", // a type: functions that return an i32
  "0303020000", // two functions of it
  "040401700004", // the table
  "070902" + "01740100" + "01660001", // exports
  "0907010041010b0100", // the table's first function, at 1
  "0a0b02" + "040041070b" + "040041080b", // what the functions do
].join("");

interface Exports {
  readonly t: { get(index: number): (() => number) | null; set(index: number, entry: unknown): void };
  readonly f: () => number;
}

describe("A loaded soljson.js", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "local-era-soljson-"));
  });

  after(() => rmSync(folder, { recursive: true }));

  function load(text: string): unknown {
    const file = join(mkdtempSync(join(folder, "solc-")), "soljson.js");
    writeFileSync(file, text);
    return loadSoljson(file);
  }

  function loadModule(): Exports {
    return load(
      `const compiled = new WebAssembly.Module(Buffer.from("${MODULE}", "hex"));
       module.exports = new WebAssembly.Instance(compiled, {}).exports;`,
    ) as Exports;
  }

  it("looks up an entry of its table once", () => {
    const { t: table } = loadModule();
    const { get } = WebAssembly.Table.prototype;
    let lookups = 0;
    WebAssembly.Table.prototype.get = function (index) {
      lookups++;
      return get.call(this, index) as unknown;
    };
    try {
      for (let time = 0; time < 3; time++) expect(table.get(1)!()).to.equal(7);
    } finally {
      WebAssembly.Table.prototype.get = get;
    }
    expect(lookups).to.equal(1);
  });

  it("gets from its table what is there, also once another function was put in its place", () => {
    const { t: table, f } = loadModule();
    expect(table.get(1)!()).to.equal(7);
    expect(table.get(1)).to.equal(table.get(1));
    table.set(1, f);
    expect(table.get(1)!()).to.equal(8);
    table.set(1, null);
    expect(table.get(1)).to.equal(null);
  });

  it("finds a function where there was none", () => {
    const { t: table, f } = loadModule();
    expect(table.get(2)).to.equal(null);
    table.set(2, f);
    expect(table.get(2)!()).to.equal(8);
  });

  it("reports an index outside of its table", () => {
    const { t: table, f } = loadModule();
    expect(() => table.get(4)).to.throw(RangeError);
    expect(() => table.set(4, f)).to.throw(RangeError);
  });

  it("leaves WebAssembly as it was, also when it fails", () => {
    const { Instance } = WebAssembly;
    loadModule();
    expect(WebAssembly.Instance).to.equal(Instance);
    expect(() => load(`throw new Error("broken")`)).to.throw("broken");
    expect(WebAssembly.Instance).to.equal(Instance);
  });
});
