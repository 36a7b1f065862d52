import type { MethodTable } from "../method.ts";

export const netMethods: MethodTable = {
  net_version: ({ chain }) => chain.chainId.toString(),
  net_peerCount: () => "0x0",
  net_listening: () => false,
};
