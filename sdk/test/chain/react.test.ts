import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { expect } from "chai";
import { createElement } from "react";
import { parseEther, type Address } from "viem";
import { connect, sendTransaction } from "wagmi/actions";
import { createConfig, WagmiProvider, type CreateConnectorFn } from "wagmi";
import { zksyncSsoConnector } from "../../src/connector/index.js";
import { standardErrors } from "../../src/errors/index.js";
import { useRequestSession, useRevokeSession, useSession, useSessionLimits } from "../../src/react/index.js";
import { SessionStatus } from "../../src/session/index.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { openReactPage } from "../helpers/react-page.js";
import { ScriptedAuthServer } from "../helpers/scripted-auth-server.js";

const recipient: Address = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";

interface Seen {
  session: ReturnType<typeof useSession>;
  limits: ReturnType<typeof useSessionLimits>;
  request: ReturnType<typeof useRequestSession>;
  revoke: ReturnType<typeof useRevokeSession>;
}

describe("session hooks", () => {
  let chain: LocalChain;
  let authServer: ScriptedAuthServer;
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let seen: Seen;
  let config: ReturnType<typeof configure>;

  const configure = () =>
    createConfig({
      chains: [chain.chain],
      transports: { [chain.chain.id]: chain.transport() },
      connectors: [
        zksyncSsoConnector({
          communicator: authServer,
          storage: new MemoryStorage(),
          keyStore: memorySessionKeyStore(),
        }) as unknown as CreateConnectorFn,
      ],
      storage: null,
      multiInjectedProviderDiscovery: false,
      pollingInterval: 10,
    });

  function Probe(): null {
    seen = {
      session: useSession(),
      limits: useSessionLimits(),
      request: useRequestSession(),
      revoke: useRevokeSession(),
    };
    return null;
  }

  before(async () => {
    chain = await startLocalChain();
  });
  after(() => chain.stop());

  beforeEach(async () => {
    authServer = new ScriptedAuthServer(chain);
    page = await openReactPage();
    config = configure();
    const client = new QueryClient();
    await page.show(
      createElement(
        WagmiProvider,
        { config, reconnectOnMount: false },
        createElement(QueryClientProvider, { client }, createElement(Probe)),
      ),
    );
  });
  afterEach(() => page.close());

  const connectPage = () => page.act(() => connect(config, { connector: config.connectors[0]! }));

  /** Reads what is left, which reaches the page a task later. */
  const readAgain = () =>
    page.act(async () => {
      await seen.limits.refetch();
      await new Promise((resolve) => setTimeout(resolve));
    });

  it("report no session, and an error, while nobody is connected", async () => {
    expect(seen.session).to.equal(undefined);
    let error: unknown;
    await page.act(async () => {
      error = await seen.request.requestSession().catch((reason: unknown) => reason);
    });
    expect(error).to.have.property("code", 4100);
    expect(seen.request.error).to.equal(error);
    await page.act(() => {
      seen.request.reset();
    });
    expect(seen.request.error).to.equal(undefined);
  });

  it("request a session, show its remaining limits, and revoke it", async () => {
    await connectPage();
    expect(seen.session).to.equal(undefined);
    // Until the provider is there, a request fails as if nobody were connected.
    await page.until(() => config.state.status === "connected");
    await page.act(() => Promise.resolve());

    const transfers = [{ to: recipient, valueLimit: parseEther("0.1") }];
    await page.act(() => seen.request.requestSession({ transfers, feeLimit: parseEther("0.1") }));
    await readAgain();
    expect(seen.limits.status).to.equal(SessionStatus.Active);
    const left = (path: string) => seen.limits.limits?.find((each) => each.path === path)?.remaining;
    expect(left("transferPolicies[0].valueLimit")).to.equal(parseEther("0.1"));

    const hash = await sendTransaction(config, { to: recipient, value: parseEther("0.04") });
    await chain.publicClient.waitForTransactionReceipt({ hash });
    await page.act(() => seen.limits.refetch());
    await page.until(() => left("transferPolicies[0].valueLimit") === parseEther("0.06"));
    expect(left("feeLimit")! < parseEther("0.1")).to.equal(true);

    await page.act(() => seen.revoke.revokeSession());
    expect(seen.session).to.equal(undefined);
    expect(seen.limits.limits).to.equal(undefined);
    expect(authServer.methods).to.deep.equal(["wallet_connect", "wallet_connect", "wallet_disconnect"]);
  });

  /** Connects with a session of an hour, whose limits are read. */
  const openSession = async () => {
    await connectPage();
    await page.until(() => config.state.status === "connected");
    await page.act(() => Promise.resolve());
    const preferences = { expiresAt: "1 hour", transfers: [{ to: recipient, valueLimit: 1n }] };
    await page.act(() => seen.request.requestSession(preferences));
    await readAgain();
    expect(seen.limits.limits).to.have.length(2);
    expect(seen.limits.isOver).to.equal(false);
  };

  it("report the end of a session that was closed elsewhere", async () => {
    expect(seen.limits.isOver).to.equal(false);
    await openSession();
    await authServer.revoke(seen.session!.sessionHash);
    await readAgain();
    expect(seen.limits.isOver).to.equal(true);
    expect(seen.limits.status).to.equal(SessionStatus.Closed);
  });

  it("report the end of a session once the chain's time is past it, and not before", async () => {
    await openSession();
    const { expiresAt } = seen.session!.sessionConfig;
    const passTo = async (timestamp: bigint) => {
      await chain.testClient.setNextBlockTimestamp({ timestamp });
      await chain.testClient.mine({ blocks: 1 });
      await readAgain();
    };
    await passTo(expiresAt - 1n);
    expect(seen.limits.isOver).to.equal(false);
    await passTo(expiresAt + 1n);
    expect(seen.limits.isOver).to.equal(true);
    expect(seen.limits.status).to.equal(SessionStatus.Active);
  });

  it("keep the error when the person refuses", async () => {
    await connectPage();
    await page.act(() => Promise.resolve());
    authServer.review = () => {
      throw standardErrors.provider.userRejectedRequest();
    };
    await page.act(() =>
      seen.request.requestSession({ transfers: [{ to: recipient, valueLimit: 1n }] }).catch(() => undefined),
    );
    expect(seen.request.error).to.have.property("code", 4001);
    expect(seen.request.isPending).to.equal(false);
  });
});
