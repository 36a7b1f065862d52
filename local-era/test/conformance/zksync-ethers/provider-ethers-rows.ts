import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { getAddress, toBeHex, ZeroHash } from "ethers";
import type { JsonRpcError } from "ethers";
import type { Provider } from "zksync-ethers";
import { artifact } from "../../rpc/counter.ts";
import { counterInterface, walletOn } from "../../rpc/deployment.ts";
import { keepDoing } from "../keep-doing.ts";
import { BASE_FEE, COUNT, RICH, STRANGER } from "../lab.ts";
import { cannotServe, serves } from "../table.ts";
import type { Table } from "../table.ts";

const NO_ENS = /network does not support ENS/;
/** Is how long a BrowserProvider caches a response. */
const CACHE_MS = 300;
const COUNT_CALL = counterInterface.encodeFunctionData("count");

/** Resolves at the first call of a listener. */
function firstCall<T>(listen: (listener: (value: T) => void) => unknown): Promise<T> {
  return new Promise((resolve) => void listen(resolve));
}

/** Covers what zksync-ethers' Provider inherits from ethers'. */
export const providerEthersRows: Table<Provider> = {
  send: serves("passes on any method", async (provider) => {
    expect(await provider.send("eth_chainId", [])).to.equal("0x104");
  }),
  getBlockNumber: serves("returns the number of the last block", async (provider, { node }) => {
    const before = await provider.getBlockNumber();
    await node.call("evm_mine");
    await setTimeout(CACHE_MS);
    expect(await provider.getBlockNumber()).to.equal(before + 1);
  }),
  getNetwork: serves("returns the chain id", async (provider) => {
    expect((await provider.getNetwork()).chainId).to.equal(260n);
  }),
  getFeeData: serves("returns the base fee", async (provider) => {
    expect((await provider.getFeeData()).gasPrice).to.equal(BASE_FEE);
  }),
  estimateGas: serves(
    "returns enough gas, and at most twice what is used",
    async (provider, { counter, node }) => {
      const request = {
        from: RICH!.address,
        to: counter,
        data: counterInterface.encodeFunctionData("add", [1n]),
      };
      const gasLimit = await provider.estimateGas(request);
      const sent = await walletOn(node, RICH!.privateKey).sendTransaction({ ...request, gasLimit });
      const { status, gasUsed } = await sent.wait();
      expect(status).to.equal(1);
      expect(gasLimit < 2n * gasUsed).to.equal(true);
    },
  ),
  call: serves("returns what a contract returns", async (provider, { counter }) => {
    expect(await provider.call({ to: counter, data: COUNT_CALL })).to.equal(toBeHex(COUNT, 32));
  }),
  getTransactionCount: serves("returns the next nonce", async (provider, { node }) => {
    const before = await provider.getTransactionCount(RICH!.address);
    await (await walletOn(node, RICH!.privateKey).sendTransaction({ to: STRANGER })).wait();
    expect(await provider.getTransactionCount(RICH!.address, "pending")).to.equal(before + 1);
  }),
  getCode: serves("returns the deployed bytecode", async (provider, { counter }) => {
    expect(await provider.getCode(counter)).to.equal(artifact("Counter").bytecode);
    expect(await provider.getCode(STRANGER)).to.equal("0x");
  }),
  getStorage: serves("returns the word in a slot", async (provider, { counter }) => {
    expect(await provider.getStorage(counter, 0)).to.equal(toBeHex(COUNT, 32));
  }),
  waitForTransaction: serves("returns the receipt once the transaction is mined", async (provider, lab) => {
    await lab.node.call("evm_setAutomine", false);
    const wallet = walletOn(lab.node, RICH!.privateKey);
    const { hash } = await wallet.sendTransaction({ to: STRANGER, gasLimit: 300_000n });
    const receipt = await keepDoing(() => lab.node.call("evm_mine"), provider.waitForTransaction(hash));
    expect(receipt!.hash).to.equal(hash);
  }),
  waitForBlock: cannotServe("ethers to implement it", /not implemented yet/, (provider) =>
    provider.waitForBlock(1),
  ),
  getTransactionResult: cannotServe(
    "ethers to implement it",
    /unsupported|not implemented|UNSUPPORTED/,
    (provider) => provider.getTransactionResult(ZeroHash),
  ),

  on: serves("reports blocks", async (provider, { node }) => {
    const first = firstCall<number>((listener) => provider.on("block", listener));
    const seen = await keepDoing(() => node.call("evm_mine"), first);
    expect(await provider.getBlock(seen)).to.include({ number: seen });
  }),
  once: serves("reports only the first log", async (provider, lab) => {
    let calls = 0;
    const first = firstCall<unknown>((listener) =>
      provider.once({ address: lab.counter }, (log) => {
        calls += 1;
        listener(log);
      }),
    );
    const wallet = walletOn(lab.node, RICH!.privateKey);
    const data = counterInterface.encodeFunctionData("add", [1n]);
    const add = async () => (await wallet.sendTransaction({ to: lab.counter, data })).wait();
    await keepDoing(add, first);
    await add();
    await setTimeout(100);
    expect(calls).to.equal(1);
  }),
  addListener: serves("is on", async (provider, { node }) => {
    const first = firstCall<number>((listener) => provider.addListener("block", listener));
    const seen = await keepDoing(() => node.call("evm_mine"), first);
    expect(await provider.getBlock(seen)).to.include({ number: seen });
  }),
  emit: serves("calls listeners", async (provider) => {
    const seen: number[] = [];
    await provider.on("block", (number) => seen.push(number));
    expect(await provider.emit("block", 77)).to.equal(true);
    await setTimeout(10);
    expect(seen).to.include(77);
  }),
  off: serves("removes one listener", async (provider) => {
    const listener = () => undefined;
    await provider.on("block", listener);
    await provider.off("block", listener);
    expect(await provider.listenerCount("block")).to.equal(0);
  }),
  removeListener: serves("is off", async (provider) => {
    const listener = () => undefined;
    await provider.on("block", listener);
    await provider.removeListener("block", listener);
    expect(await provider.listenerCount()).to.equal(0);
  }),
  removeAllListeners: serves("ends all", async (provider) => {
    await provider.on("block", () => undefined);
    await provider.removeAllListeners();
    expect(await provider.listenerCount()).to.equal(0);
  }),
  listenerCount: serves("counts", async (provider) => {
    await provider.on("block", () => undefined);
    expect(await provider.listenerCount("block")).to.equal(1);
  }),
  listeners: serves("lists", async (provider) => {
    const listener = () => undefined;
    await provider.on("block", listener);
    expect(await provider.listeners("block")).to.deep.equal([listener]);
  }),
  pause: serves("delays events until resume", async (provider, { node }) => {
    let calls = 0;
    const first = firstCall<number>((listener) =>
      provider.on("block", (number: number) => {
        calls += 1;
        listener(number);
      }),
    );
    await keepDoing(() => node.call("evm_mine"), first);
    provider.pause(true);
    const before = calls;
    await node.call("evm_mine");
    await setTimeout(100);
    expect(calls).to.equal(before);
    provider.resume();
  }),
  resume: serves("undoes pause", (provider) => {
    provider.pause();
    provider.resume();
    expect(provider.paused).to.equal(false);
  }),
  paused: serves("says so", (provider) => {
    provider.paused = true;
    expect(provider.paused).to.equal(true);
    provider.paused = false;
  }),
  destroy: serves("stops the provider, not the node", async (provider, { node }) => {
    provider.destroy();
    expect(await node.call("eth_chainId")).to.equal("0x104");
  }),
  destroyed: serves("says so", (provider) => {
    expect(provider.destroyed).to.equal(false);
    provider.destroy();
    expect(provider.destroyed).to.equal(true);
  }),
  pollingInterval: serves("returns the value that was set", (provider) => {
    provider.pollingInterval = 30;
    expect(provider.pollingInterval).to.equal(30);
  }),

  getSigner: serves(
    "returns a signer for one of the node's accounts, if it is impersonated",
    async (provider, { node }) => {
      await node.call("hardhat_impersonateAccount", RICH!.address);
      const signer = await provider.getSigner(RICH!.address);
      await (await signer.sendTransaction({ to: STRANGER, value: 2n, gasLimit: 300_000n })).wait();
      expect(await provider.getBalance(STRANGER)).to.equal(2n);
    },
  ),
  listAccounts: serves("returns the node's accounts", async (provider) => {
    const accounts = await provider.listAccounts();
    expect(accounts.map(({ address }) => address)).to.include(getAddress(RICH!.address));
  }),
  getRpcRequest: serves("returns a method that the node knows", async (provider, { node }) => {
    const request = { method: "getBalance", address: RICH!.address, blockTag: "latest" } as const;
    const { method, args } = provider.getRpcRequest(request)!;
    expect(BigInt(await node.call<string>(method, ...args))).to.equal(
      await provider.getBalance(RICH!.address),
    );
  }),
  getRpcError: serves("finds the reason in the node's error", async (provider, { node, counter }) => {
    const call = { to: counter, data: counterInterface.encodeFunctionData("add", [0n]) };
    const error = await node.failure("eth_call", call);
    const payload = { jsonrpc: "2.0", id: 1, method: "eth_call", params: [call] } as const;
    const answer = { id: 1, error } as JsonRpcError;
    expect(provider.getRpcError({ ...payload, params: [call] }, answer).message).to.contain("nothing to add");
  }),
  ready: serves("becomes true once the network is known", async (provider) => {
    await provider.getBlockNumber();
    expect(provider.ready).to.equal(true);
  }),
  provider: serves("is itself", (provider) => {
    expect(provider.provider).to.equal(provider);
  }),
  plugins: serves("lists the attached plugins", (provider) => {
    expect(provider.plugins).to.deep.equal([]);
  }),
  attachPlugin: serves("attaches", (provider) => {
    const plugin = { name: "probe", connect: () => plugin };
    provider.attachPlugin(plugin);
    expect(provider.getPlugin("probe")).to.equal(plugin);
  }),
  getPlugin: serves("returns null for a missing plugin", (provider) => {
    expect(provider.getPlugin("probe")).to.equal(null);
  }),
  disableCcipRead: serves("is false by default", (provider) => {
    expect(provider.disableCcipRead).to.equal(false);
  }),
  ccipReadFetch: serves("fetches nothing without a gateway", async (provider) => {
    expect(await provider.ccipReadFetch({ to: STRANGER, data: "0x" }, "0x", [])).to.equal(null);
  }),

  resolveName: cannotServe("ENS", NO_ENS, (provider) => provider.resolveName("somebody.eth")),
  lookupAddress: cannotServe("ENS", NO_ENS, (provider) => provider.lookupAddress(STRANGER)),
  getResolver: cannotServe("ENS", NO_ENS, (provider) => provider.getResolver("somebody.eth")),
  getAvatar: cannotServe("ENS", NO_ENS, (provider) => provider.getAvatar("somebody.eth")),
};
