import { type SessionPreferences } from "../src/session/index.js";

/** What an ABI is in a vector: functions in Solidity's words. */
export type VectorPreferences = Omit<SessionPreferences, "contractCalls"> & {
  contractCalls?: (Omit<NonNullable<SessionPreferences["contractCalls"]>[number], "abi"> & {
    abi: string[];
  })[];
};
