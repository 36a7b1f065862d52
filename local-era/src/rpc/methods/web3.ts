import { keccak_256 } from "@noble/hashes/sha3.js";
import { toHex } from "../../primitives/hex.ts";
import { readBytes } from "../../primitives/json-value.ts";
import type { MethodTable } from "../method.ts";

export const web3Methods: MethodTable = {
  /** Clients recognize Era by the prefix; the rest names the actual node. */
  web3_clientVersion: ({ clientVersion }) => `zkSync/v2.0 (${clientVersion})`,
  web3_sha3: (_node, [data]) => toHex(keccak_256(readBytes(data, "data"))),
};
