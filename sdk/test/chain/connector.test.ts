import * as core2 from "@wagmi/core-2";
import * as core3 from "@wagmi/core";
import { expect } from "chai";
import {
  ContractFunctionExecutionError,
  ContractFunctionRevertedError,
  hashMessage,
  parseAbi,
  parseEther,
  type Address,
} from "viem";
import { getGeneralPaymasterInput } from "viem/zksync";
import {
  callPolicy,
  getConnectedSsoSessionClient,
  isSsoSessionClientConnected,
  zksyncSsoConnector,
  type ZksyncSsoConnectorOptions,
} from "../../src/connector/index.js";
import { OutsideSessionError, standardErrors } from "../../src/errors/index.js";
import type { SessionStateChange, WalletProvider } from "../../src/index.js";
import { SessionStatus } from "../../src/session/index.js";
import { sessionKeyModuleAbi } from "../../src/abi/index.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { MemoryStorage } from "../../src/storage/memory-storage.js";
import { BOB } from "../helpers/addresses.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { rejection } from "../helpers/rejection.js";
import { recordRequests } from "../helpers/requests.js";
import { ScriptedAuthServer } from "../helpers/scripted-auth-server.js";

const transferRecipient: Address = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
const TOKEN = parseAbi([
  "function mint(address to, uint256 amount)",
  "function balanceOf(address) view returns (uint256)",
]);

/** The options shown in the brief. */
const briefOptions: ZksyncSsoConnectorOptions = {
  session: {
    feeLimit: parseEther("0.1"),
    transfers: [
      {
        to: transferRecipient,
        valueLimit: parseEther("0.1"),
      },
    ],
  },
};

/** Whatever has different names in the two versions of @wagmi/core. */
type Core = Pick<
  typeof core3,
  | "createConfig"
  | "connect"
  | "disconnect"
  | "reconnect"
  | "sendTransaction"
  | "writeContract"
  | "signMessage"
  | "sendCalls"
  | "getCallsStatus"
  | "getCapabilities"
>;

for (const [version, core] of [
  ["2", core2 as unknown as Core],
  ["3", core3 as Core],
] as const)
  describe(`the connector with @wagmi/core ${version}`, () => {
    let chain: LocalChain;
    let authServer: ScriptedAuthServer;
    let storage: MemoryStorage;
    let keyStore: ReturnType<typeof memorySessionKeyStore>;
    let token: Address;

    before(async () => {
      chain = await startLocalChain();
      token = await chain.deploy("TestToken");
    });
    after(() => chain.stop());

    beforeEach(() => {
      authServer = new ScriptedAuthServer(chain);
      storage = new MemoryStorage();
      keyStore = memorySessionKeyStore();
    });

    function configure(options: ZksyncSsoConnectorOptions, transport = chain.transport()) {
      return core.createConfig({
        chains: [chain.chain],
        transports: { [chain.chain.id]: transport } as never,
        connectors: [zksyncSsoConnector({ communicator: authServer, storage, keyStore, ...options })],
        storage: null,
        pollingInterval: 10,
      });
    }

    async function connected(
      options: ZksyncSsoConnectorOptions = briefOptions,
      transport = chain.transport(),
    ) {
      const config = configure(options, transport);
      const connector = config.connectors[0]!;
      const { accounts } = await core.connect(config, { connector });
      return { config, connector, account: accounts[0] as Address };
    }

    const balanceOf = (address: Address) => chain.publicClient.getBalance({ address });
    const mined = (hash: `0x${string}`) => chain.publicClient.waitForTransactionReceipt({ hash });

    it("connects with the brief's options, spends without a popup, and falls back to the owner beyond the limits", async () => {
      const requests = recordRequests(chain);
      const { config, account } = await connected(briefOptions, requests.transport as never);
      expect(authServer.methods).to.deep.equal(["wallet_connect"]);
      expect(account).to.equal(authServer.account?.address);
      expect(await isSsoSessionClientConnected(config as never)).to.equal(true);

      requests.clear();
      const before = await balanceOf(transferRecipient);
      const value = parseEther("0.06");
      await mined(await core.sendTransaction(config, { to: transferRecipient, value }));
      expect((await balanceOf(transferRecipient)) - before).to.equal(value);
      expect(requests.rounds()).to.equal(2);
      expect(authServer.opened).to.equal(1);

      // Of 0.1 ETH, 0.04 is left: the owner signs.
      await mined(await core.sendTransaction(config, { to: transferRecipient, value }));
      expect((await balanceOf(transferRecipient)) - before).to.equal(2n * value);
      expect(authServer.methods).to.deep.equal(["wallet_connect", "eth_sendTransaction"]);
    });

    it("throws viem's own errors, decoded, where a contract that the session calls reverts", async () => {
      const abi = parseAbi([
        "function transfer(address to, uint256 amount) returns (bool)",
        "error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)",
      ]);
      const contractCalls = [callPolicy({ address: token, abi, functionName: "transfer" })];
      const { config, connector } = await connected({
        session: { feeLimit: parseEther("0.1"), contractCalls },
      });
      const call = { address: token, abi, functionName: "transfer", args: [BOB, 5n] } as const;
      const provider = (await connector.getProvider()) as WalletProvider;
      const client = (await provider.getClient()) as unknown as {
        writeContractSync: (request: object) => Promise<unknown>;
      };
      for (const write of [() => core.writeContract(config, call), () => client.writeContractSync(call)]) {
        const error = await rejection(write(), ContractFunctionExecutionError);
        const reverted = error.walk((each) => each instanceof ContractFunctionRevertedError);
        expect(reverted).to.have.nested.property("data.errorName", "ERC20InsufficientBalance");
      }
      expect(authServer.methods).to.deep.equal(["wallet_connect"]);
    });

    it("names the rule that refused and what is left, if the owner does not sign either", async () => {
      const { connector, account } = await connected();
      const provider = (await connector.getProvider()) as WalletProvider;
      authServer.review = ({ method }) => {
        if (method === "eth_sendTransaction") throw standardErrors.provider.userRejectedRequest();
      };
      const told: unknown[] = [];
      provider.on("message", ({ data }) => told.push(data));
      const value = `0x${(10n ** 18n).toString(16)}` as const;
      const error = (await rejection(
        provider.request({
          method: "eth_sendTransaction",
          params: [{ from: account, to: transferRecipient, value }],
        }),
      )) as OutsideSessionError;
      expect(error).to.be.instanceOf(OutsideSessionError).with.property("code", 4001);
      expect(error.refusal).to.include({
        rule: "MaxValuePerUseExceeded",
        left: parseEther("0.1"),
        asked: 10n ** 18n,
      });
      expect(told).to.have.length(1);
    });

    it("calls contracts within the session, even through a general paymaster", async () => {
      const { config, account } = await connected({
        session: () => ({
          feeLimit: parseEther("0.1"),
          contractCalls: [callPolicy({ address: token, abi: TOKEN, functionName: "mint" })],
        }),
      });
      await mined(
        await core.writeContract(config, {
          address: token,
          abi: TOKEN,
          functionName: "mint",
          args: [account, 7n],
        }),
      );
      const paymaster = await chain.deploy("GeneralPaymaster");
      await chain.testClient.setBalance({ address: paymaster, value: parseEther("1") });
      const before = await balanceOf(account);
      const paymasterInput = getGeneralPaymasterInput({ innerInput: "0x" });
      const call = { address: token, abi: TOKEN, functionName: "mint", args: [account, 8n] } as const;
      await mined(await core.writeContract(config, { ...call, paymaster, paymasterInput } as never));
      expect(await balanceOf(account)).to.equal(before);
      expect(authServer.opened).to.equal(1);
    });

    it("connects on the requested chain, and requests the session there", async () => {
      const config = core.createConfig({
        chains: [{ ...chain.chain, id: 324 }, chain.chain] as never,
        transports: { [chain.chain.id]: chain.transport() } as never,
        connectors: [zksyncSsoConnector({ communicator: authServer, storage, keyStore, ...briefOptions })],
        storage: null,
      });
      const [connector] = config.connectors;
      const { chainId } = await core.connect(config, {
        connector: connector!,
        chainId: chain.chain.id as never,
      });
      expect(chainId).to.equal(chain.chain.id);
      expect(authServer.chainIds).to.deep.equal([chain.chain.id]);
      await mined(await core.sendTransaction(config, { to: transferRecipient, value: 1n } as never));
      expect(authServer.methods).to.deep.equal(["wallet_connect"]);
    });

    it("finds the session again after a reload, and signs with it", async () => {
      await connected();
      const config = configure(briefOptions);
      await core.reconnect(config, { connectors: config.connectors as never });
      await mined(await core.sendTransaction(config, { to: transferRecipient, value: 1n }));
      expect(authServer.methods).to.deep.equal(["wallet_connect"]);
    });

    it("has the owner sign everything when there is no session", async () => {
      const { config } = await connected({});
      expect(await isSsoSessionClientConnected(config as never)).to.equal(false);
      await mined(await core.sendTransaction(config, { to: BOB, value: 1n }));
      const message = "hello";
      const signature = await core.signMessage(config, { message });
      expect(authServer.methods).to.deep.equal(["wallet_connect", "eth_sendTransaction", "personal_sign"]);
      const magic = await chain.publicClient.readContract({
        address: authServer.account!.address,
        abi: parseAbi(["function isValidSignature(bytes32, bytes) view returns (bytes4)"]),
        functionName: "isValidSignature",
        args: [hashMessage(message), signature],
      });
      expect(magic).to.equal("0x1626ba7e");
    });

    it("sends a batch of calls within the session as one transaction, and a batch beyond it through the owner", async () => {
      const { config } = await connected({
        session: {
          feeLimit: parseEther("0.1"),
          transfers: [
            { to: transferRecipient, valueLimit: 10n },
            { to: BOB, valueLimit: 10n },
          ],
        },
      });
      const before = await balanceOf(BOB);
      const calls = [
        { to: transferRecipient, value: 1n },
        { to: BOB, value: 2n },
      ];
      const { id } = await core.sendCalls(config, { calls });
      await mined(id as `0x${string}`);
      const status = await core.getCallsStatus(config, { id });
      expect(status).to.include({ status: "success", statusCode: 200, atomic: true, id });
      expect(status.receipts).to.have.length(1);
      expect((await balanceOf(BOB)) - before).to.equal(2n);
      expect(authServer.opened).to.equal(1);

      const beyond = await core.sendCalls(config, { calls: [...calls, { to: BOB, value: 100n }] });
      await mined(beyond.id as `0x${string}`);
      expect(authServer.methods).to.deep.equal(["wallet_connect", "wallet_sendCalls"]);
      expect((await balanceOf(BOB)) - before).to.equal(104n);
      const capabilities = await core.getCapabilities(config);
      expect(JSON.stringify(capabilities)).to.include('"atomic":{"status":"supported"}');
    });

    it("closes the session on the chain when it disconnects, if the app asks for that", async () => {
      const { config, connector } = await connected({ ...briefOptions, revokeOnDisconnect: true });
      const { sessionConfig, sessionHash } = ((await connector.getProvider()) as WalletProvider).session!;
      const status = () =>
        chain.publicClient.readContract({
          address: chain.contracts.session,
          abi: sessionKeyModuleAbi,
          functionName: "sessionStatus",
          args: [authServer.account!.address, sessionHash],
        });
      expect(await status()).to.equal(SessionStatus.Active);
      await core.disconnect(config);
      expect(await status()).to.equal(SessionStatus.Closed);
      expect(config.state.status).to.equal("disconnected");
      expect(await keyStore.get(sessionConfig.signer)).to.equal(undefined);
    });

    it("generates its own P-256 key for the session, and sends only the public half", async () => {
      const { config } = await connected();
      const [request] = authServer.requests;
      expect(request).to.have.nested.property("params[0].capabilities.session.key.type", "p256");
      const client = await getConnectedSsoSessionClient(config as never);
      const stored = await keyStore.get(
        (client as unknown as { sessionConfig: { signer: string } }).sessionConfig.signer,
      );
      expect(stored).to.have.nested.property("keyPair.privateKey.extractable", false);
    });

    it("works with an auth server that only knows published clients, and generates the key itself", async () => {
      authServer.review = ({ method }) => {
        if (method === "wallet_connect") throw standardErrors.rpc.methodNotFound();
      };
      const { config } = await connected();
      await mined(await core.sendTransaction(config, { to: transferRecipient, value: 1n }));
      expect(authServer.methods).to.deep.equal(["wallet_connect", "eth_requestAccounts"]);
      expect(authServer.opened).to.equal(1);
    });

    it("reports when the session has expired by the chain's clock", async () => {
      let tell: (change: SessionStateChange) => void = () => undefined;
      const told = new Promise<SessionStateChange>((resolve) => (tell = resolve));
      const options = { ...briefOptions, session: { ...briefOptions.session, expiresAt: "2 hours" } };
      await connected(options);
      await chain.testClient.increaseTime({ seconds: 7201 });
      await chain.testClient.mine({ blocks: 1 });
      const config = configure({ ...options, onSessionStateChange: (change) => tell(change) });
      await core.reconnect(config, { connectors: config.connectors as never });
      const change = await told;
      expect(change.state.type).to.equal("session_expired");
      expect(change.address).to.equal(authServer.account!.address);
    });
  });
