import { setFlagsFromString } from "node:v8";

/**
 * Delays V8's second, optimizing compilation of solc's WebAssembly. By default a function counts as hot so soon that
 * the optimizer takes longer than everything else in a compilation of one file, and a compilation of hundreds is no
 * faster for it. Applies to compilers that are loaded from now on.
 */
setFlagsFromString("--wasm-tiering-budget=30000000");
