import { expect } from "chai";
import { zksyncInMemoryNode } from "viem/chains";
import { WalletProvider } from "../../src/index.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import type { Ask } from "../helpers/make-provider.js";

/** What libraries take a provider apart into: EIP-1193's own functions. */
type Parts = Readonly<Record<"on" | "removeListener", (event: string, listener: unknown) => unknown>> & {
  readonly request: Ask;
};

describe("A provider that is taken apart", () => {
  it("answers, and tells of events, as it does as a whole", async () => {
    const second = { ...zksyncInMemoryNode, id: 324 };
    const { request, on, removeListener } = new WalletProvider({
      metadata: { name: "App" },
      chains: [zksyncInMemoryNode, second],
      storage: new MemoryStorage(),
      keyStore: memorySessionKeyStore(),
    }) as unknown as Parts;
    const told: unknown[] = [];
    const listener = (chainId: unknown) => told.push(chainId);
    const switchTo = (chainId: string) =>
      request({ method: "wallet_switchEthereumChain", params: [{ chainId }] });

    expect(await request({ method: "eth_chainId" })).to.equal("0x104");
    on("chainChanged", listener);
    await switchTo("0x144");
    removeListener("chainChanged", listener);
    await switchTo("0x104");
    expect(told).to.deep.equal(["0x144"]);
  });
});
