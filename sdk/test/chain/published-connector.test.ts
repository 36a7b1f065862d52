import * as core from "@wagmi/core-2";
import { expect } from "chai";
import { parseEther, type Address } from "viem";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { installPublishedConnector } from "../helpers/published-connector.js";
import { ScriptedAuthServer } from "../helpers/scripted-auth-server.js";
import { unrefTimers } from "../helpers/unref-timers.js";

const recipient: Address = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";

describe("the published connector", () => {
  let chain: LocalChain;
  let published: ReturnType<typeof installPublishedConnector>;

  before(async () => {
    published = installPublishedConnector();
    Object.assign(globalThis, { localStorage: new MemoryStorage() });
    chain = await startLocalChain();
  });
  after(async () => {
    published.remove();
    Reflect.deleteProperty(globalThis, "localStorage");
    await chain.stop();
  });

  // It keeps a timer until the session expires.
  let restoreTimers: () => void;
  beforeEach(() => (restoreTimers = unrefTimers()));
  afterEach(() => restoreTimers());

  it("connects and spends through an auth server that reads requests with our schemas", async () => {
    const authServer = new ScriptedAuthServer(chain);
    const connector = published.connector.zksyncSsoConnector({
      metadata: { name: "App" },
      communicator: authServer as never,
      // It judges expiry by the machine's clock, which may be far from the chain's.
      session: {
        expiry: new Date(Date.now() + 86_400_000),
        feeLimit: parseEther("0.1"),
        transfers: [{ to: recipient, valueLimit: parseEther("0.1") }],
      },
    });
    const config = core.createConfig({
      chains: [chain.chain],
      transports: { [chain.chain.id]: chain.transport() },
      connectors: [connector as unknown as core.CreateConnectorFn],
      storage: null,
    });
    await core.connect(config, { connector: config.connectors[0]! });
    const hash = await core.sendTransaction(config, { to: recipient, value: 5n });
    expect((await chain.publicClient.waitForTransactionReceipt({ hash })).status).to.equal("success");
    expect(authServer.methods).to.deep.equal(["eth_requestAccounts"]);
  });
});
