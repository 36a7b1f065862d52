import { expect } from "chai";
import { parseAbi, type Abi } from "viem";
import { zksyncInMemoryNode } from "viem/chains";
import type { Communicator, Message } from "../../src/communicator/index.js";
import { WalletProvider, type WalletProviderConstructorOptions } from "../../src/index.js";
import { parseRequest, type ParsedRequest } from "../../src/messages/index.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { formatSessionPreferences, type SessionPreferences } from "../../src/session/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { TOKEN } from "../helpers/addresses.js";
import { rejection } from "../helpers/rejection.js";

const WRITES = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
/** Of the size of a router's or a diamond's. */
const abi: Abi = parseAbi([
  ...WRITES.map((name) => `function ${name}(address to, uint256 amount)`),
  "function a(address to)",
  ...Array.from(
    { length: 200 },
    (_, i) => `function read${i}(address owner, uint256 id) view returns (uint256)`,
  ),
]);

describe("An app whose contracts have large ABIs", () => {
  let asked: ParsedRequest[];

  beforeEach(() => (asked = []));

  /** Connects at an auth server whose owner says no, and returns the preferences that it was asked with. */
  async function preferencesAsked(
    session: WalletProviderConstructorOptions["session"] & object,
  ): Promise<SessionPreferences> {
    const customCommunicator: Communicator = {
      postMessage: () => undefined,
      onMessage: () => new Promise(() => undefined),
      ready: () => Promise.resolve(),
      postRequestAndWaitForResponse: <M extends Message>(request: Message & { id: string }) => {
        asked.push(parseRequest(structuredClone(request)));
        const content = { error: { code: 4001, message: "no" } };
        return Promise.resolve({ id: "a", requestId: request.id, content } as unknown as M);
      },
    };
    const provider = new WalletProvider({
      metadata: { name: "App" },
      chains: [zksyncInMemoryNode],
      session,
      customCommunicator,
      storage: new MemoryStorage(),
      keyStore: memorySessionKeyStore(),
    });
    const error = await rejection(provider.request({ method: "eth_requestAccounts" } as never));
    expect(error).to.have.property("code", 4001);
    const [request] = asked;
    if (request?.method !== "wallet_connect") throw new Error("It asked for something else.");
    return request.params[0].capabilities.session!.preferences;
  }

  it("asks for a session with all of them, which means the same with less of each", async () => {
    const contractCalls = WRITES.map((name) => ({
      address: TOKEN,
      abi,
      functionName: `${name}(address,uint256)`,
      constraints: [{ index: 1, limit: 5n }],
    }));
    const session = { feeLimit: 1n, contractCalls };
    const preferences = await preferencesAsked(session);
    const defaults = {
      expiresAt: 2_000_000_000n,
      feeLimit: { limitType: 1 as const, limit: 7n, period: 0n },
    };
    expect(formatSessionPreferences(preferences, defaults)).to.deep.equal(
      formatSessionPreferences(session, defaults),
    );
    expect(preferences.contractCalls![0]!.abi).to.have.lengthOf(1);
  });

  it("leaves to the auth server what it cannot make out, as it is", async () => {
    const overloaded = { address: TOKEN, abi, functionName: "a" };
    const missing = { address: TOKEN, abi: abi.slice(0, 3), functionName: "nothing" };
    const preferences = await preferencesAsked({ contractCalls: [overloaded, missing] });
    expect(preferences.contractCalls![0]!.abi).to.have.lengthOf(abi.length);
    expect(preferences.contractCalls![1]!.abi).to.have.lengthOf(3);
    asked = [];
    const none = { contractCalls: undefined, transfers: [{ to: TOKEN, valueLimit: 1n }] } as never;
    expect(await preferencesAsked(none)).to.deep.include({ transfers: [{ to: TOKEN, valueLimit: 1n }] });
  });
});
