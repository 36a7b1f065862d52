import { expect } from "chai";
import { custom, numberToHex } from "viem";
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
  let told: SessionStateChange[];
  let reads: number;

  /** @param expiresAt - of the sessions; by the node's clock it is NOW */
  const providerWith = (expiresAt: { readonly here: bigint; readonly there: bigint }): WalletProvider => {
    const storage = new MemoryStorage();
    const open = (expires: bigint) => {
      const sessionConfig = { ...session, expiresAt: expires };
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
      sessions: { [zksync.id]: open(expiresAt.here), [OTHER.id]: open(expiresAt.there) },
    });
    const node = keepingNode([]).transport({ retryCount: 0 });
    [told, reads] = [[], 0];
    const request = async (asked: never): Promise<unknown> => {
      const answer: unknown = await node.request(asked);
      if ((asked as { method: string }).method === "eth_call") reads++;
      return answer;
    };
    const transport = custom({ request: request as never }, { retryCount: 0 });
    return new WalletProvider({
      metadata: { name: "App" },
      chains: [zksync, OTHER],
      transports: { [zksync.id]: transport, [OTHER.id]: transport },
      authServerUrl: "https://auth.example",
      storage,
      keyStore: memorySessionKeyStore(),
      onSessionStateChange: (change) => told.push(change),
    });
  };
  const readsOf = async (number: number): Promise<void> => {
    for (let i = 0; i < 1000 && reads < number; i++) await new Promise((done) => setTimeout(done, 5));
    await new Promise(setImmediate);
  };
  /** What the app was told, once it was told something: whose session, and what happened to it. */
  const toldAt = async (): Promise<unknown[]> => {
    for (let i = 0; i < 600 && told.length === 0; i++) await new Promise((done) => setTimeout(done, 10));
    return told.map(({ chainId, state }) => [chainId, state.type]);
  };

  it("tells that the session of the connected chain has ended, though a client of the other chain was made", async () => {
    const provider = providerWith({ here: NOW, there: NOW + 86_400n });
    await provider.getClient();
    await readsOf(2);
    await provider.getClient({ chainId: OTHER.id });
    expect(await toldAt()).to.deep.equal([[zksync.id, "session_expired"]]);
  }).timeout(20_000);

  it("tells nothing of a chain that the person has left, not even if the sessions are alike", async () => {
    const provider = providerWith({ here: NOW, there: NOW });
    await provider.getClient();
    await readsOf(2);
    await provider.request({
      method: "wallet_switchEthereumChain",
      params: [{ chainId: numberToHex(OTHER.id) }],
    });
    // The first one's time would have come before.
    expect(await toldAt()).to.deep.equal([[OTHER.id, "session_expired"]]);
  }).timeout(20_000);
});
