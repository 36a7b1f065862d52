import * as core2 from "@wagmi/core-2";
import * as core3 from "@wagmi/core";
import { expect } from "chai";
import { zksyncInMemoryNode } from "viem/chains";
import { zksyncSsoConnector } from "../../src/connector/index.js";
import { ConnectionStore } from "../../src/provider/connection-store.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { ALICE, BOB } from "../helpers/addresses.js";

const AUTH_SERVER = "https://auth.example";

/** Whatever has the same names in the two versions of @wagmi/core. */
type Core = Pick<typeof core3, "createConfig" | "reconnect">;

for (const [version, core] of [
  ["2", core2 as unknown as Core],
  ["3", core3 as Core],
] as const)
  describe(`the connector with @wagmi/core ${version}, in several tabs`, () => {
    afterEach(() => Reflect.deleteProperty(globalThis, "window"));

    it("has wagmi connected, at another account, and disconnected when the person does so in another tab", async () => {
      const storage = new MemoryStorage();
      const listeners: ((event: { key: null }) => void)[] = [];
      const addEventListener = (name: string, listener: (typeof listeners)[0]) => {
        if (name === "storage") listeners.push(listener);
      };
      Object.defineProperty(globalThis, "window", { value: { addEventListener }, configurable: true });
      const config = core.createConfig({
        chains: [zksyncInMemoryNode],
        transports: { [zksyncInMemoryNode.id]: core3.http() } as never,
        connectors: [
          zksyncSsoConnector({
            authServerUrl: `${AUTH_SERVER}/confirm`,
            storage,
            keyStore: memorySessionKeyStore(),
          }),
        ],
        multiInjectedProviderDiscovery: false,
        storage: null,
      });
      /** Does in another tab what leads to this connection, and returns who is connected here then. */
      const inOtherTab = async (address: typeof ALICE | undefined) => {
        const connection = address && { address, chainId: zksyncInMemoryNode.id, sessions: {} };
        new ConnectionStore(storage, AUTH_SERVER).write(connection);
        for (const listener of listeners) listener({ key: null });
        await new Promise(setImmediate);
        return [...config.state.connections.values()].map(({ accounts }) => accounts);
      };
      expect(await core.reconnect(config)).to.deep.equal([]);
      expect(await inOtherTab(ALICE)).to.deep.equal([[ALICE]]);
      expect(config.state.status).to.equal("connected");
      expect(await inOtherTab(BOB)).to.deep.equal([[BOB]]);
      expect(await inOtherTab(undefined)).to.deep.equal([]);
      expect(config.state.status).to.equal("disconnected");
      expect(await inOtherTab(ALICE)).to.deep.equal([[ALICE]]);
    });
  });
