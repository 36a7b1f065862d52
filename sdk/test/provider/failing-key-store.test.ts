import { expect } from "chai";
import { zksyncInMemoryNode } from "viem/chains";
import type { Communicator, Message } from "../../src/communicator/index.js";
import { WalletProvider } from "../../src/index.js";
import { ConnectionStore } from "../../src/provider/connection-store.js";
import type { ConnectedSession } from "../../src/provider/connection.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { getSessionHash, type SessionSpec } from "../../src/session/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { ALICE, BOB } from "../helpers/addresses.js";
import { rejection } from "../helpers/rejection.js";

const AUTH_SERVER = "https://auth.example";
const none = { limitType: 0, limit: 0n, period: 0n } as const;
const sessionConfig: SessionSpec = {
  signer: ALICE,
  expiresAt: 2n ** 40n,
  feeLimit: { limitType: 1, limit: 1n, period: 0n },
  callPolicies: [],
  transferPolicies: [{ target: BOB, maxValuePerUse: 1n, valueLimit: none }],
};
const session: ConnectedSession = {
  sessionConfig,
  sessionHash: getSessionHash(sessionConfig),
  contracts: { session: BOB },
  adjusted: [],
};

describe("A provider whose store fails to delete keys, as IndexedDB does after a page was in the background", () => {
  let storage: MemoryStorage;
  let answer: object;

  beforeEach(() => {
    storage = new MemoryStorage();
  });

  const make = (): WalletProvider => {
    const customCommunicator: Communicator = {
      postMessage: () => undefined,
      onMessage: () => new Promise(() => undefined),
      ready: () => Promise.resolve(),
      postRequestAndWaitForResponse: <M extends Message>({ id }: Message) =>
        Promise.resolve({ id, requestId: id, content: answer } as unknown as M),
    };
    return new WalletProvider({
      metadata: { name: "App" },
      chains: [zksyncInMemoryNode],
      authServerUrl: `${AUTH_SERVER}/confirm`,
      session: { transfers: [{ to: BOB, valueLimit: 1n }] },
      customCommunicator,
      storage,
      keyStore: { ...memorySessionKeyStore(), delete: () => Promise.reject(new Error("lost")) },
    });
  };
  const connectBefore = (): void => {
    const sessions = { [zksyncInMemoryNode.id]: session };
    const connection = { address: ALICE, chainId: zksyncInMemoryNode.id, sessions };
    new ConnectionStore(storage, AUTH_SERVER).write(connection);
  };

  it("says that the person refused, and not that a key is left", async () => {
    answer = { error: { code: 4001, message: "no" } };
    const error = await rejection(make().request({ method: "eth_requestAccounts" } as never));
    expect(error).to.have.property("code", 4001);
  });

  it("connects who has connected, whoever was before", async () => {
    connectBefore();
    answer = { result: { accounts: [{ address: BOB }] } };
    const provider = make();
    await provider.request({ method: "wallet_connect", params: [{}] } as never);
    expect(await provider.request({ method: "eth_accounts" })).to.deep.equal([BOB]);
  });

  it("has no session any more that was closed", async () => {
    connectBefore();
    answer = { result: null };
    const provider = make();
    await provider.revokeSession();
    expect(provider.session).to.equal(undefined);
    expect(provider.connected).to.equal(true);
  });
});
