import { expect } from "chai";
import { zeroHash, type Address } from "viem";
import { zksyncInMemoryNode } from "viem/chains";
import type { Communicator, Message } from "../../src/communicator/index.js";
import { WalletProvider } from "../../src/index.js";
import { toAccountRequest } from "../../src/provider/account-request.js";
import { ConnectionStore } from "../../src/provider/connection-store.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { checkField } from "../../src/transaction/check-field.js";
import { ALICE, BOB } from "../helpers/addresses.js";

const AUTH_SERVER = "https://auth.example";
const { id: chainId } = zksyncInMemoryNode;
const upper = (address: Address) => `0x${address.slice(2).toUpperCase()}` as Address;

describe("Addresses without a checksum, or with another chain's,", () => {
  it("are taken in a bundle of calls", async () => {
    const storage = new MemoryStorage();
    new ConnectionStore(storage, AUTH_SERVER).write({ address: ALICE, chainId, sessions: {} });
    const customCommunicator: Communicator = {
      postMessage: () => undefined,
      onMessage: () => new Promise(() => undefined),
      ready: () => Promise.resolve(),
      postRequestAndWaitForResponse: <M extends Message>({ id }: Message) =>
        Promise.resolve({ id, requestId: id, content: { result: { id: zeroHash } } } as unknown as M),
    };
    const provider = new WalletProvider({
      metadata: { name: "App" },
      chains: [zksyncInMemoryNode],
      authServerUrl: `${AUTH_SERVER}/confirm`,
      customCommunicator,
      storage,
      keyStore: memorySessionKeyStore(),
    });
    const calls = [{ to: upper(BOB) }, { to: BOB }];
    const params = [{ version: "2.0.0", from: upper(ALICE), calls }];
    const answer = await provider.request({ method: "wallet_sendCalls", params } as never);
    expect(answer).to.deep.equal({ id: zeroHash });
  });

  it("are what a session's client takes, which judges checksums", () => {
    const asked = { from: upper(ALICE), to: upper(BOB), paymaster: upper(ALICE) };
    const { to, paymaster } = toAccountRequest(asked, { address: ALICE, chainId });
    expect(checkField("to", to)).to.equal(BOB);
    expect(checkField("paymaster", paymaster)).to.equal(ALICE);
  });
});
