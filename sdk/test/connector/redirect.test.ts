import * as core2 from "@wagmi/core-2";
import * as core3 from "@wagmi/core";
import { expect } from "chai";
import { zksyncInMemoryNode } from "viem/chains";
import { RedirectCommunicator } from "../../src/communicator/index.js";
import { zksyncSsoConnector } from "../../src/connector/index.js";
import { UnexpectedRedirectError } from "../../src/errors/index.js";
import type { WalletProvider } from "../../src/index.js";
import { decodeMessage, encodeMessage } from "../../src/messages/index.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { ALICE } from "../helpers/addresses.js";
import { FakeTab } from "../helpers/fake-tab.js";

/** Whatever has the same names in the two versions of @wagmi/core. */
type Core = Pick<typeof core3, "createConfig" | "connect" | "reconnect">;

for (const [version, core] of [
  ["2", core2 as unknown as Core],
  ["3", core3 as Core],
] as const)
  describe(`the connector with @wagmi/core ${version}, by redirect`, () => {
    let tab: FakeTab;
    let storage: MemoryStorage;
    let unhandled: unknown[];
    const note = (error: unknown) => unhandled.push(error);

    beforeEach(() => {
      tab = new FakeTab("https://app.example/shop");
      storage = new MemoryStorage();
      unhandled = [];
      process.on("unhandledRejection", note);
      const window = { addEventListener: () => undefined };
      Object.defineProperty(globalThis, "window", { value: window, configurable: true });
    });
    afterEach(() => {
      process.off("unhandledRejection", note);
      Reflect.deleteProperty(globalThis, "window");
    });

    /** Loads the app's page anew. */
    const load = () =>
      core.createConfig({
        chains: [zksyncInMemoryNode],
        transports: { [zksyncInMemoryNode.id]: core3.http() } as never,
        connectors: [
          zksyncSsoConnector({
            communicator: new RedirectCommunicator("https://auth.example/confirm", { tab }),
            storage,
            keyStore: memorySessionKeyStore(),
          }),
        ],
        multiInjectedProviderDiscovery: false,
        storage: null,
      });

    /** Leaves the app to connect, and comes back with an answer. */
    async function comeBack(content: object): Promise<void> {
      const config = load();
      void core.connect(config, { connector: config.connectors[0]! }).catch(() => undefined);
      await answered(content);
    }

    /** Comes back with an answer to what the app was left for. */
    async function answered(content: object): Promise<void> {
      while (tab.visited.length === 0) await new Promise(setImmediate);
      const url = tab.visited.pop()!;
      const { id } = decodeMessage(new URLSearchParams(url.hash.slice(1)).get("request")!) as { id: string };
      const response = encodeMessage({ id: "1", requestId: id, content });
      const answer = new URLSearchParams({ state: url.searchParams.get("state")!, response });
      tab.href = `${url.searchParams.get("redirect_uri")}#${answer.toString()}`;
    }
    const accounts = { result: { accounts: [{ address: ALICE }], chainIds: ["0x104"] } };
    const settled = async (): Promise<void> => {
      for (let i = 0; i < 50; i++) await new Promise((resolve) => setTimeout(resolve, 2));
    };

    it("has wagmi connected when the person comes back, as it reconnects at the page's start", async () => {
      await comeBack(accounts);
      const config = load();
      const [connection] = await core.reconnect(config);
      expect(connection?.accounts).to.deep.equal([ALICE]);
      expect(config.state.status).to.equal("connected");
      expect([...config.state.connections.values()].map((each) => each.accounts)).to.deep.equal([[ALICE]]);
    });

    it("has wagmi connected when the person comes back, though it does not reconnect", async () => {
      await comeBack(accounts);
      const config = load();
      await settled();
      expect(config.state.status).to.equal("connected");
      expect([...config.state.connections.values()]).to.have.lengthOf(1);
    });

    it("keeps for the app what else it was left for than connecting", async () => {
      await comeBack(accounts);
      const config = load();
      await core.reconnect(config);
      const leaving = (await config.connectors[0]!.getProvider()) as WalletProvider;
      const params = ["0x6869", ALICE] as const;
      void leaving.request({ method: "personal_sign", params: [...params] });
      const signed = { method: "personal_sign", result: "0x1234" };
      await answered({ result: signed.result });

      const back = load();
      await core.reconnect(back);
      const provider = (await back.connectors[0]!.getProvider()) as WalletProvider;
      expect(await provider.resume()).to.deep.equal(signed);
      expect(await provider.resume(), "as often as it is asked").to.deep.equal(signed);
    });

    it("tells wagmi why nobody is connected, with no rejection that nobody handles", async () => {
      await comeBack({ error: { code: 4001, message: "no" } });
      const config = load();
      const errors: Error[] = [];
      config.connectors[0]!.emitter.on("error", ({ error }) => errors.push(error));
      expect(await core.reconnect(config)).to.deep.equal([]);
      expect(config.state.status).to.equal("disconnected");
      tab.href = "https://app.example/shop#state=another&response=%7B%7D";
      load().connectors[0]!.emitter.on("error", ({ error }) => errors.push(error));
      await settled();
      expect(errors[0]).to.have.property("code", 4001);
      expect(errors[1]).to.be.instanceOf(UnexpectedRedirectError);
      expect(unhandled).to.deep.equal([]);
    });
  });
