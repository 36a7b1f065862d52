/** Says which of a contract's two pieces of EVM code ran. */
export type CodeSection = "creation" | "runtime";
