"use strict";

/**
 * Loads the `soljson.js` of an npm package `solc`. In the code that Emscripten made of solc, every call that may throw
 * looks its function up in a WebAssembly table, which takes longer than many of those functions: a compilation took a third
 * more time than with tables that remember what was looked up.
 *
 * @param {string} file an absolute path
 */
module.exports = function loadSoljson(file) {
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(module, imports) {
      super(module, imports);
      for (const each of Object.values(this.exports)) if (each instanceof WebAssembly.Table) remember(each);
    }
  };
  try {
    return require(file);
  } finally {
    WebAssembly.Instance = Instance;
  }
};

/** Has a table look up each entry once, until it is set. Entries that are empty are looked up each time. */
function remember(table) {
  const entries = [];
  table.get = (index) => (entries[index] ??= WebAssembly.Table.prototype.get.call(table, index));
  table.set = (index, entry) => {
    entries[index] = undefined;
    WebAssembly.Table.prototype.set.call(table, index, entry);
  };
}
