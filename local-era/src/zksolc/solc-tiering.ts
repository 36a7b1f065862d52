import { setFlagsFromString } from "node:v8";

/**
 * solc is WebAssembly, which V8 compiles twice: at once and quickly, then its busy functions with optimization. By default
 * a function counts as busy so soon that the optimizer takes longer than all else in a compilation of one file, and a
 * compilation of hundreds is no faster for it. This holds for compilers that are loaded from now on.
 */
setFlagsFromString("--wasm-tiering-budget=30000000");
