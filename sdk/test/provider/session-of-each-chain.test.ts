import { expect } from "chai";
import { custom } from "viem";
import { zksync, zksyncSepoliaTestnet } from "viem/chains";
import { WalletProvider, type SessionStateChange } from "../../src/index.js";
import { ConnectionStore } from "../../src/provider/connection-store.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { getSessionHash } from "../../src/session/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { ACCOUNT, BOB } from "../helpers/addresses.js";
import { keepingNode, NOW, SECRET, session } from "../helpers/keeping-node.js";

const OTHER = zksyncSepoliaTestnet;

describe("A provider with sessions on two chains", () => {
  it("tells that the session of the connected chain has ended, though a client of the other chain was made", async () => {
    const storage = new MemoryStorage();
    const open = (expiresAt: bigint) => {
      const sessionConfig = { ...session, expiresAt };
      return {
        sessionConfig,
        sessionHash: getSessionHash(sessionConfig),
        contracts: { session: BOB },
        adjusted: [],
        handedOverKey: SECRET,
      };
    };
    new ConnectionStore(storage, "https://auth.example").write({
      address: ACCOUNT,
      chainId: zksync.id,
      // By the node's clock it is over in a second.
      sessions: { [zksync.id]: open(NOW), [OTHER.id]: open(NOW + 86_400n) },
    });
    const node = keepingNode([]).transport({ retryCount: 0 });
    let reads = 0;
    const request = async (asked: never): Promise<unknown> => {
      const answer: unknown = await node.request(asked);
      if ((asked as { method: string }).method === "eth_call") reads++;
      return answer;
    };
    const transport = custom({ request: request as never }, { retryCount: 0 });
    const readsOf = async (number: number): Promise<void> => {
      for (let i = 0; i < 1000 && reads < number; i++) await new Promise((done) => setTimeout(done, 5));
      await new Promise(setImmediate);
    };
    const told: SessionStateChange[] = [];
    const provider = new WalletProvider({
      metadata: { name: "App" },
      chains: [zksync, OTHER],
      transports: { [zksync.id]: transport, [OTHER.id]: transport },
      authServerUrl: "https://auth.example",
      storage,
      keyStore: memorySessionKeyStore(),
      onSessionStateChange: (change) => told.push(change),
    });
    await provider.getClient();
    await readsOf(2);
    await provider.getClient({ chainId: OTHER.id });
    for (let i = 0; i < 600 && told.length === 0; i++) await new Promise((done) => setTimeout(done, 10));
    expect(told.map(({ chainId, state }) => [chainId, state.type])).to.deep.equal([
      [zksync.id, "session_expired"],
    ]);
  }).timeout(20_000);
});
