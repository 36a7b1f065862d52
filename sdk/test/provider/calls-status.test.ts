import { expect } from "chai";
import { custom, zeroHash } from "viem";
import { zksyncInMemoryNode } from "viem/chains";
import { UnreadableAnswerError } from "../../src/errors/index.js";
import { WalletProvider } from "../../src/index.js";
import { CallsStore } from "../../src/provider/calls-store.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { rejection } from "../helpers/rejection.js";

const chain = zksyncInMemoryNode;
const receipt = {
  logs: [],
  status: "0x1",
  blockHash: zeroHash,
  blockNumber: "0x1",
  gasUsed: "0x1",
  transactionHash: zeroHash,
};

describe("The status of calls", () => {
  const statusIf = (answer: unknown): Promise<unknown> => {
    const storage = new MemoryStorage();
    new CallsStore(storage).add("a", { hash: zeroHash, chainId: chain.id });
    const provider = new WalletProvider({
      metadata: { name: "App" },
      chains: [chain],
      transports: { [chain.id]: custom({ request: () => Promise.resolve(answer) }, { retryCount: 0 }) },
      storage,
      keyStore: memorySessionKeyStore(),
    });
    return provider.request({ method: "wallet_getCallsStatus", params: ["a"] } as never);
  };

  it("is that of their transaction's receipt", async () => {
    expect(await statusIf(null)).to.have.property("status", 100);
    expect(await statusIf(receipt)).to.have.property("status", 200);
    expect(await statusIf({ ...receipt, status: "0x0" })).to.have.property("status", 500);
  });

  it("is not that of calls that failed, and may be sent again, if the node's answer does not say so", async () => {
    for (const answer of [
      { ...receipt, status: undefined },
      { ...receipt, status: null },
      { ...receipt, logs: null },
      "0x",
    ])
      await rejection(statusIf(answer), UnreadableAnswerError);
  });
});
