import type { Address } from "./hex.ts";

/** Receives the calls of Hardhat's and Foundry's console libraries: "console.log" in ASCII. */
export const CONSOLE_ADDRESS: Address = "0x000000000000000000636f6e736f6c652e6c6f67";
