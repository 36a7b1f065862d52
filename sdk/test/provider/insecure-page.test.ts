import { expect } from "chai";
import { zksyncInMemoryNode } from "viem/chains";
import type { Communicator, Message } from "../../src/communicator/index.js";
import { WalletProvider } from "../../src/index.js";
import { randomId } from "../../src/messages/random-id.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { BOB } from "../helpers/addresses.js";
import { rejection } from "../helpers/rejection.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe("A page without TLS", () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, "crypto");

  beforeEach(() => {
    // All that browsers leave of it there.
    const { crypto } = globalThis;
    const value = { getRandomValues: crypto.getRandomValues.bind(crypto) };
    Object.defineProperty(globalThis, "crypto", { value, configurable: true });
  });
  afterEach(() => {
    if (before) Object.defineProperty(globalThis, "crypto", before);
  });

  it("asks for a session with a key of secp256k1, in a message with an id of its own", async () => {
    const requests: Message[] = [];
    const customCommunicator: Communicator = {
      postMessage: () => undefined,
      onMessage: () => new Promise(() => undefined),
      ready: () => Promise.resolve(),
      postRequestAndWaitForResponse: <M extends Message>(request: Message & { id: string }): Promise<M> => {
        requests.push(request);
        const content = { error: { code: 4001, message: "no" } };
        return Promise.resolve({ id: "a", requestId: request.id, content } as unknown as M);
      },
    };
    const provider = new WalletProvider({
      metadata: { name: "App" },
      chains: [zksyncInMemoryNode],
      session: { transfers: [{ to: BOB, valueLimit: 1n }] },
      customCommunicator,
      storage: new MemoryStorage(),
      keyStore: memorySessionKeyStore(),
    });
    const error = await rejection(provider.request({ method: "eth_requestAccounts" } as never));
    expect(error).to.have.property("code", 4001);
    expect(requests).to.have.length(1);
    expect(requests[0]?.id).to.match(UUID);
    expect(
      JSON.stringify(requests[0], (_, each: unknown) => (typeof each === "bigint" ? "" : each)),
    ).to.include('"type":"secp256k1"');
  });

  it("has random ids, each another one", () => {
    const ids = Array.from({ length: 200 }, randomId);
    for (const id of ids) expect(id).to.match(UUID);
    expect(new Set(ids).size).to.equal(ids.length);
  });
});
