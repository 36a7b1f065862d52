import { expect } from "chai";
import { zksync } from "viem/chains";
import { CallsError } from "../../src/errors/index.js";
import { WalletProvider } from "../../src/index.js";
import { ConnectionStore } from "../../src/provider/connection-store.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { getSessionHash } from "../../src/session/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { ACCOUNT, ALICE, BOB } from "../helpers/addresses.js";
import { keepingNode, SECRET, session } from "../helpers/keeping-node.js";
import type { Ask } from "../helpers/make-provider.js";
import { rejection } from "../helpers/rejection.js";

describe("Calls of one identifier", () => {
  const make = ({ transport }: ReturnType<typeof keepingNode>): Ask => {
    const storage = new MemoryStorage();
    new ConnectionStore(storage, "https://auth.example").write({
      address: ACCOUNT,
      chainId: zksync.id,
      sessions: {
        [zksync.id]: {
          sessionConfig: session,
          sessionHash: getSessionHash(session),
          contracts: { session: BOB },
          adjusted: [],
          handedOverKey: SECRET,
        },
      },
    });
    return new WalletProvider({
      metadata: { name: "App" },
      chains: [zksync],
      transports: { [zksync.id]: transport },
      authServerUrl: "https://auth.example",
      storage,
      keyStore: memorySessionKeyStore(),
    }).request as Ask;
  };
  const calls = (ask: Ask, id: string) =>
    ask({
      method: "wallet_sendCalls",
      params: [
        {
          version: "2.0.0",
          id,
          calls: [
            { to: ALICE, value: "0x1" },
            { to: ALICE, value: "0x2" },
          ],
        },
      ],
    });

  it("are not signed again once a node was given them, whatever it answered: both could happen", async () => {
    for (const message of ["The request timed out.", "Transaction failed: the block is full"]) {
      const node = keepingNode([{ message }, { message }]);
      const ask = make(node);
      await rejection(calls(ask, "a"));
      expect(node.sent).to.have.length(1);
      expect(await rejection(calls(ask, "a"), CallsError)).to.have.property("code", 5720);
      expect(node.sent).to.have.length(1);
      await rejection(calls(ask, "b"));
      expect(node.sent, "under a name of their own").to.have.length(2);
    }
  });
});
