import { expect } from "chai";
import { BrowserProvider } from "ethers";
import {
  custom,
  hexToBigInt,
  numberToHex,
  parseEther,
  type Account,
  type Address,
  type Hex,
  type PublicClient,
} from "viem";
import type { WalletProviderConstructorOptions } from "../../src/index.js";
import { ALICE, BOB } from "../helpers/addresses.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { makeProvider } from "../helpers/make-provider.js";
import { ScriptedAuthServer } from "../helpers/scripted-auth-server.js";

/** ethers, and other libraries, ask for a transaction's gas first, and send it with what they were told. */
describe("a library that estimates before it sends", () => {
  let chain: LocalChain;
  let authServer: ScriptedAuthServer;

  before(async () => {
    chain = await startLocalChain();
  });
  after(() => chain.stop());

  beforeEach(() => {
    authServer = new ScriptedAuthServer(chain);
  });

  const connect = async (options: Partial<WalletProviderConstructorOptions> = {}) => {
    const made = makeProvider(chain, authServer, options);
    const [account] = (await made.ask({ method: "eth_requestAccounts" })) as [Address];
    return { ...made, account };
  };
  /** What a node says that knows nothing of the signature. */
  const plainEstimate = (transaction: object): Promise<Hex> =>
    chain.publicClient.request({ method: "eth_estimateGas", params: [transaction as never] });
  const session = { feeLimit: parseEther("0.1"), transfers: [{ to: ALICE, valueLimit: parseEther("1") }] };

  it("sends what a session signs with enough gas for the session's signature, each time", async () => {
    const { provider } = await connect({ session });
    const signer = await new BrowserProvider(provider as never, undefined, { cacheTimeout: -1 }).getSigner();
    for (const value of [1n, 2n]) {
      const hash = (await signer.sendUncheckedTransaction({ to: ALICE, value })) as Hex;
      const { status } = await chain.publicClient.waitForTransactionReceipt({ hash });
      expect(status).to.equal("success");
    }
    expect(authServer.methods).to.deep.equal(["wallet_connect"]);
  });

  it("sends with enough gas what it has estimated by a node of its own, and with no less than it names", async () => {
    const { ask, account } = await connect({ session });
    const own = { from: account, to: ALICE, value: "0x1" };
    const send = async (gas: Hex) => {
      const hash = (await ask({ method: "eth_sendTransaction", params: [{ ...own, gas }] })) as Hex;
      const { status } = await chain.publicClient.waitForTransactionReceipt({ hash });
      expect(status).to.equal("success");
      return (await chain.publicClient.getTransaction({ hash })).gas;
    };
    for (let i = 0; i < 2; i++) {
      const plain = await plainEstimate(own);
      expect(Number(await send(plain))).to.be.greaterThan(Number(plain));
    }
    expect(await send(numberToHex(500_000))).to.equal(500_000n);
    expect(authServer.methods).to.deep.equal(["wallet_connect"]);
  });

  it("is told what the node says of everything that is not the session's to sign", async () => {
    const asked: [method: string, params: unknown][] = [];
    const node = chain.transport()({ chain: chain.chain, retryCount: 0 });
    const request = ({ method, params }: { method: string; params?: unknown }) => {
      asked.push([method, params]);
      return node.request({ method, params });
    };
    const { ask, account } = await connect({
      session,
      transports: { [chain.chain.id]: custom({ request }) },
    });
    const estimate = async (request: object, ...others: unknown[]) =>
      hexToBigInt((await ask({ method: "eth_estimateGas", params: [request, ...others] })) as Hex);
    const own = { from: account, to: ALICE, value: "0x1" };
    const plain = await plainEstimate(own);
    expect(Number(await estimate(own))).to.be.greaterThan(Number(plain));
    asked.length = 0;
    const others = [
      [{ ...own, to: BOB }],
      [{ ...own, from: BOB, value: "0x0" }],
      [{ to: ALICE, value: "0x0" }],
      [own, "0x1"],
      [own, "latest", {}],
      [{ ...own, eip712Meta: { gasPerPubdata: "0xc350", customSignature: `0x${"00".repeat(65)}` } }],
    ] as const;
    // Whatever the node says, as of what nobody sends.
    for (const [request, ...more] of others) await estimate(request, ...more).catch(() => undefined);
    // The first one, too: no policy is about it, so that nothing is asked before.
    expect(asked).to.deep.equal(others.map((params) => ["eth_estimateGas", params]));
  });

  it("estimates by the session with viem's client, too, and on the client's own chain", async () => {
    const { publicClient } = chain;
    const transports = {
      [chain.chain.id]: custom({ request: publicClient.request }),
      324: custom({ request: () => Promise.reject(new Error("It is another chain's.")) }, { retryCount: 0 }),
    };
    const { provider, ask } = await connect({ session, transports });
    const client = (await provider.getClient()) as unknown as PublicClient;
    const account = client.account as Account | undefined;
    const estimate = async () => Number(await client.estimateGas({ account, to: ALICE, value: 1n } as never));
    const gas = await estimate();
    await ask({ method: "wallet_switchEthereumChain", params: [{ chainId: "0x144" }] });
    expect(await estimate()).to.be.lessThan(gas);
  });
});
