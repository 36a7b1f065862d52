import { expect } from "chai";
import { Wallet as EthersWallet } from "ethers";
import type { Wallet } from "zksync-ethers";
import { utils } from "zksync-ethers";
import { artifact } from "./counter.ts";
import { compile } from "../helpers/compile.ts";
import { packInitCode } from "../../src/bytecode/container.ts";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { fromHex, toHex } from "../../src/primitives/hex.ts";
import { counterInterface, deployCounter, walletOn } from "./deployment.ts";
import { RunningNode } from "./running-node.ts";

const [{ address: RICH, privateKey }, { privateKey: OTHER_KEY }] = DEFAULT_ACCOUNTS;
const ACCOUNT = "0x00000000000000000000000000000000deadbeef";
const ETHER = "0xde0b6b3a7640000";

const encode = (name: string, ...args: unknown[]): string => counterInterface.encodeFunctionData(name, args);

describe("Methods for tests", function () {
  this.timeout(30_000);
  let node: RunningNode;
  let wallet: Wallet;

  before(async () => {
    node = await RunningNode.start();
    wallet = walletOn(node, privateKey);
  });

  after(() => node.stop());

  beforeEach(async () => {
    await node.call("anvil_reset");
    await node.call("evm_setAutomine", true);
    await node.call("anvil_autoImpersonateAccount", false);
  });

  const height = async () => Number(await node.call<string>("eth_blockNumber"));
  const balance = (account: string) => node.call<string>("eth_getBalance", account);
  const latestTime = async () =>
    Number((await node.call<{ timestamp: string }>("eth_getBlockByNumber", "latest")).timestamp);
  const send = async (fields: object = {}) =>
    (await wallet.sendTransaction({ to: ACCOUNT, value: 1n, gasLimit: 300_000n, ...fields })).hash;
  const receipt = (hash: string) => node.call<{ status: string } | null>("eth_getTransactionReceipt", hash);

  describe("mine", () => {
    it("one empty block at a time", async () => {
      expect(await node.call("evm_mine")).to.equal("0x0");
      expect([await height(), await latestTime()]).to.deep.equal([1, 1001]);
    });

    it("many blocks, an interval apart from the second on", async () => {
      expect(await node.call("hardhat_mine", "0x3", "0xa")).to.equal(null);
      expect([await height(), await latestTime()]).to.deep.equal([3, 1021]);
    });

    it("a block with everything that waits, once mining is manual", async () => {
      await node.call("evm_setAutomine", false);
      expect(await node.call("anvil_getAutomine")).to.equal(false);
      const hashes = [await send({ nonce: 1 }), await send({ nonce: 0 })];
      expect([await height(), await receipt(hashes[0])]).to.deep.equal([0, null]);
      const mined = await node.call<{ transactions: { hash: string; output: string }[] }>(
        "anvil_mine_detailed",
      );
      expect(mined.transactions.map(({ hash }) => hash)).to.deep.equal([hashes[1], hashes[0]]);
      expect([await height(), await balance(ACCOUNT)]).to.deep.equal([2, "0x2"]);
    });

    it("what waited when mining becomes automatic again", async () => {
      await node.call("evm_setAutomine", false);
      const hash = await send();
      await node.call("evm_setAutomine", true);
      expect(await receipt(hash)).to.include({ status: "0x1" });
    });

    it("by themselves at an interval", async () => {
      await node.call("evm_setIntervalMining", 1);
      const hash = await send();
      expect(await receipt(hash)).to.equal(null);
      await new Promise((resolve) => setTimeout(resolve, 1200));
      expect(await receipt(hash)).to.include({ status: "0x1" });
    });

    it("not what was dropped", async () => {
      await node.call("evm_setAutomine", false);
      const hash = await send();
      expect(await node.call("anvil_dropTransaction", hash)).to.equal(hash);
      expect(await node.call("anvil_dropTransaction", hash)).to.equal(null);
      await send();
      await node.call("anvil_removePoolTransactions", RICH);
      await node.call("evm_mine");
      expect(await balance(ACCOUNT)).to.equal("0x0");
    });

    it("nothing that could not be valid: it is refused while it would wait", async () => {
      await node.call("evm_setAutomine", false);
      const poor = walletOn(node, `0x${"77".repeat(32)}`);
      const refused = await poor
        .sendTransaction({ to: ACCOUNT, gasLimit: 300_000n })
        .catch((e: Error) => e.message);
      expect(refused).to.contain("insufficient funds for gas + value");
      const late = await send({ nonce: 51 }).catch((e: Error) => e.message);
      expect(late).to.contain("nonce too high. allowed nonce range: 0 - 50, actual: 51");
    });

    it("at the base fee that was set", async () => {
      await node.call("anvil_setNextBlockBaseFeePerGas", "0x5f5e100");
      expect(await node.call("eth_gasPrice")).to.equal("0x5f5e100");
      expect(await receipt(await send())).to.include({ effectiveGasPrice: "0x5f5e100" });
    });
  });

  describe("chain", () => {
    it("takes another id, which transactions must then be signed for", async () => {
      expect(await node.call("anvil_setChainId", "0x12c")).to.equal(null);
      expect([await node.call("eth_chainId"), await node.call("net_version")]).to.deep.equal([
        "0x12c",
        "300",
      ]);
      expect(
        await receipt(
          (await walletOn(node, privateKey).sendTransaction({ to: ACCOUNT, gasLimit: 300_000n })).hash,
        ),
      ).to.include({ status: "0x1" });
      const signedBefore = await new EthersWallet(privateKey).signTransaction({
        ...{ to: ACCOUNT, gasLimit: 300_000n, nonce: 1, chainId: 260, type: 2 },
        ...{ maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 0n },
      });
      expect((await node.failure("eth_sendRawTransaction", signedBefore)).message).to.match(/chain/i);
      await node.call("anvil_reset");
      expect(await node.call("eth_chainId")).to.equal("0x104");
    });

    it("gives transactions as the sequencer keeps them", async () => {
      const hash = await send({ value: 3n, type: 113 });
      const [raw, ...others] = await wallet.provider.getRawBlockTransactions(1);
      expect(others).to.deep.equal([]);
      const { L2 } = raw.common_data;
      expect(L2).to.deep.include({ nonce: 0, transactionType: "EIP712Transaction" });
      expect([L2.initiatorAddress, L2.input.hash, L2.signature.length]).to.deep.equal([RICH, hash, 65]);
      expect(BigInt(L2.fee.gas_limit)).to.equal(300_000n);
      expect(raw.execute).to.deep.include({ contractAddress: ACCOUNT, calldata: "0x", value: "0x3" });
      expect(raw.raw_bytes).to.equal(await node.call("debug_getRawTransaction", hash));
      expect(await wallet.provider.getRawBlockTransactions(9)).to.deep.equal([]);
    });
  });

  describe("time", () => {
    it("moves forward for the block to come", async () => {
      expect(await node.call("evm_increaseTime", 500)).to.equal(500);
      await node.call("evm_mine");
      expect(await latestTime()).to.equal(1501);
    });

    it("is set for the next block alone, by number or hex", async () => {
      expect(await node.call("evm_setNextBlockTimestamp", "0x7d0")).to.equal(null);
      await node.call("evm_mine");
      await node.call("evm_mine");
      expect(await latestTime()).to.equal(2001);
      expect(await node.call("config_getCurrentTimestamp")).to.equal(2001);
    });

    it("does not go back by accident", async () => {
      const error = await node.failure("evm_setNextBlockTimestamp", 1000);
      expect(error.code).to.equal(-32603);
      expect(error.message).to.contain(
        "[anvil_zksync-node-20] Failed to force the next timestamp to value 1000.",
      );
    });

    it("goes back when set, and tells how far", async () => {
      expect(await node.call("evm_setTime", 600)).to.equal(-400);
      await node.call("evm_mine");
      expect(await latestTime()).to.equal(601);
    });

    it("is what contracts see, in calls too", async () => {
      const counter = await deployCounter(wallet);
      await node.call("evm_increaseTime", 1000);
      const seen = await node.call<string>("eth_call", { to: counter, data: encode("time") });
      const [number, time] = counterInterface.decodeFunctionResult("time", seen);
      expect([Number(number), Number(time)]).to.deep.equal([
        (await height()) + 1,
        (await latestTime()) + 1001,
      ]);
    });
  });

  describe("snapshots", () => {
    it("bring back state and blocks, not the clock", async () => {
      await send();
      const id = await node.call("evm_snapshot");
      const hash = await send({ value: 9n });
      expect(await node.call("evm_revert", id)).to.equal(true);
      expect([await height(), await balance(ACCOUNT), await receipt(hash)]).to.deep.equal([2, "0x1", null]);
      expect(await node.call("eth_getTransactionCount", RICH)).to.equal("0x1");
      await node.call("evm_mine");
      expect(await latestTime()).to.equal(1005);
    });

    it("hold over many blocks", async () => {
      const id = await node.call("evm_snapshot");
      await send();
      await node.call("hardhat_mine", "0x12c");
      await send();
      await node.call("evm_revert", id);
      expect([await height(), await balance(ACCOUNT)]).to.deep.equal([0, "0x0"]);
      await send();
      expect(await balance(ACCOUNT)).to.equal("0x1");
    });

    it("are used once", async () => {
      const id = await node.call<string>("evm_snapshot");
      await node.call("evm_revert", id);
      const error = await node.failure("evm_revert", id);
      expect(error).to.deep.equal({ code: -32603, message: `no snapshot exists for the id '${BigInt(id)}'` });
    });
  });

  describe("impersonation", () => {
    it("sends as anyone, free of charge", async () => {
      await node.call("hardhat_setBalance", ACCOUNT, ETHER);
      expect(await node.call("hardhat_impersonateAccount", ACCOUNT)).to.equal(null);
      const hash = await node.call<string>("eth_sendTransaction", { from: ACCOUNT, to: RICH, value: "0x64" });
      expect(await receipt(hash)).to.include({ status: "0x1", from: ACCOUNT, type: "0x2" });
      expect(BigInt(await balance(ACCOUNT))).to.equal(BigInt(ETHER) - 100n);
      expect(await node.call("eth_getTransactionCount", ACCOUNT)).to.equal("0x1");
    });

    it("sends as a contract", async () => {
      const [first, second] = [await deployCounter(wallet), await deployCounter(wallet)];
      await node.call("anvil_impersonateAccount", first);
      const hash = await node.call<string>("eth_sendTransaction", {
        from: first,
        to: second,
        data: encode("add", 1n),
      });
      const { logs } = await node.call<{ logs: { topics: string[] }[] }>("eth_getTransactionReceipt", hash);
      expect(logs[0].topics[1]).to.equal(`0x${"0".repeat(24)}${first.slice(2)}`);
    });

    it("ends", async () => {
      await node.call("hardhat_impersonateAccount", ACCOUNT);
      expect(await node.call("hardhat_stopImpersonatingAccount", ACCOUNT)).to.equal(true);
      expect(await node.call("hardhat_stopImpersonatingAccount", ACCOUNT)).to.equal(false);
      await node.call("anvil_impersonateAccount", ACCOUNT);
      expect(await node.call("anvil_stopImpersonatingAccount", ACCOUNT)).to.equal(null);
      expect(await node.failure("eth_sendTransaction", { from: ACCOUNT, to: RICH })).to.deep.equal({
        code: -32603,
        message: `Initiator address ${ACCOUNT} is not allowed to perform transactions`,
      });
    });

    it("can include everyone", async () => {
      await node.call("hardhat_autoImpersonateAccount", true);
      const hash = await node.call<string>("eth_sendTransaction", { from: ACCOUNT, to: RICH });
      expect(await receipt(hash)).to.include({ status: "0x1" });
    });
  });

  describe("writes", () => {
    it("set a balance", async () => {
      expect(await node.call("anvil_setBalance", ACCOUNT, ETHER)).to.equal(true);
      expect(await balance(ACCOUNT)).to.equal(ETHER);
    });

    it("set both of an account's nonces", async () => {
      expect(await node.call("hardhat_setNonce", RICH, "0x7")).to.equal(true);
      expect(await node.call("eth_getTransactionCount", RICH)).to.equal("0x7");
      expect(await deployCounter(wallet)).to.equal(utils.createAddress(wallet.address, 7n).toLowerCase());
    });

    it("set a storage slot", async () => {
      const counter = await deployCounter(wallet);
      const word = `0x${"2a".padStart(64, "0")}`;
      expect(await node.call("hardhat_setStorageAt", counter, "0x0", word)).to.equal(true);
      expect(await node.call("eth_getStorageAt", counter, "0x0")).to.equal(word);
      expect(await node.call("eth_call", { to: counter, data: encode("count") })).to.equal(word);
    });

    it("set code, compiled for local-era", async () => {
      // Code that returns 7, and init code that returns this code.
      const runtime = fromHex("0x60075f5260205ff3");
      const initCode = Uint8Array.from([0x67, ...runtime, 0x5f, 0x52, 0x60, 8, 0x60, 24, 0xf3]);
      const container = toHex(packInitCode(initCode));
      expect(await node.call("hardhat_setCode", ACCOUNT, container)).to.equal(null);
      expect(await node.call("eth_getCode", ACCOUNT)).to.equal(container);
      expect(BigInt(await node.call<string>("eth_call", { to: ACCOUNT }))).to.equal(7n);
    });

    it("refuse EraVM code, saying where to read on", async () => {
      const error = await node.failure("hardhat_setCode", ACCOUNT, toHex(new Uint8Array(96).fill(1)));
      expect(error.code).to.equal(-32603);
      expect(error.message).to.match(/not compiled for local-era.*docs\/toolchain\.md/s);
      expect(await node.call("eth_getCode", ACCOUNT)).to.equal("0x");
    });

    it("override code and all of the storage for one call", async () => {
      const counter = await deployCounter(wallet, 5n);
      const { bytecode } = artifact("Counter");
      const elsewhere = { to: ACCOUNT, data: encode("count") };
      const code = compile("contract C { uint256 public count = 4; uint256 a = 9; }").get("C")!.bytecode;
      expect(
        BigInt(
          await node.call<string>("eth_call", elsewhere, "latest", { [ACCOUNT]: { code: toHex(code) } }),
        ),
      ).to.equal(4n);
      const emptied = { [counter]: { state: { "0x7": "0x1" } } };
      const call = { to: counter, data: encode("count") };
      expect(BigInt(await node.call<string>("eth_call", call, "latest", emptied))).to.equal(0n);
      expect(BigInt(await node.call<string>("eth_call", call))).to.equal(5n);
      expect(await node.call("eth_getCode", ACCOUNT)).to.equal("0x");
      expect(await node.call("eth_getCode", counter)).to.equal(bytecode);
      const trace = await node.call<{ output: string }>("debug_traceCall", call, "latest", {
        stateOverrides: { [counter]: { stateDiff: { "0x0": "0x63" } } },
      });
      expect(BigInt(trace.output)).to.equal(99n);
    });

    it("override state for one call", async () => {
      const counter = await deployCounter(wallet);
      const override = { [counter]: { stateDiff: { "0x0": `0x${"63".padStart(64, "0")}` } } };
      const call = { to: counter, data: encode("count") };
      expect(BigInt(await node.call<string>("eth_call", call, "latest", override))).to.equal(99n);
      expect(BigInt(await node.call<string>("eth_call", call, "latest"))).to.equal(5n);
    });
  });

  describe("filters", () => {
    it("tell new logs once", async () => {
      const counter = await deployCounter(wallet);
      const id = await node.call("eth_newFilter", { address: counter });
      expect(await node.call("eth_getFilterChanges", id)).to.deep.equal([]);
      const hash = await send({ to: counter, value: 0n, data: encode("add", 1n) });
      const [log, ...more] = await node.call<{ transactionHash: string }[]>("eth_getFilterChanges", id);
      expect([log.transactionHash, more]).to.deep.equal([hash, []]);
      expect(await node.call("eth_getFilterChanges", id)).to.deep.equal([]);
      expect(await node.call("eth_getFilterLogs", id)).to.deep.equal([log]);
      expect(
        await node.call("eth_getLogs", { address: counter, fromBlock: "0x1", toBlock: "latest" }),
      ).to.deep.equal([log]);
    });

    it("tell new blocks and new transactions", async () => {
      const blocks = await node.call("eth_newBlockFilter");
      const transactions = await node.call("eth_newPendingTransactionFilter");
      const hash = await send();
      expect(await node.call("eth_getFilterChanges", blocks)).to.have.length(2);
      expect(await node.call("eth_getFilterChanges", transactions)).to.deep.equal([hash]);
    });

    it("are unknown once uninstalled", async () => {
      const id = await node.call("eth_newBlockFilter");
      expect(await node.call("eth_uninstallFilter", id)).to.equal(true);
      expect(await node.call("eth_uninstallFilter", id)).to.equal(false);
      expect(await node.failure("eth_getFilterChanges", id)).to.deep.equal({
        code: -32603,
        message: "invalid filter",
      });
    });
  });

  it("reset everything to block 0", async () => {
    await deployCounter(wallet);
    await node.call("evm_snapshot");
    expect(await node.call("hardhat_reset")).to.equal(true);
    expect([await height(), await latestTime()]).to.deep.equal([0, 1000]);
    expect(await balance(RICH)).to.equal("0x21e19e0c9bab2400000");
    expect(await node.call("evm_snapshot")).to.equal("0x1");
  });

  it("name the node for what it is", async () => {
    expect(await node.call("web3_clientVersion")).to.match(/^zkSync\/v2\.0 \(local-era\/\d+\.\d+\.\d+\)$/);
  });

  it("serve several clients at a time, one transaction after the other", async () => {
    const other = walletOn(node, OTHER_KEY);
    const sends = Array.from({ length: 6 }, (_, i) =>
      (i % 2 === 0 ? wallet : other).sendTransaction({
        to: ACCOUNT,
        value: 1n,
        gasLimit: 300_000n,
        nonce: Math.floor(i / 2),
        type: 2,
      }),
    );
    const results = await Promise.allSettled(sends);
    const sent = results.filter(({ status }) => status === "fulfilled").length;
    expect(BigInt(await balance(ACCOUNT))).to.equal(BigInt(sent));
    expect(await height()).to.equal(2 * sent);
  });
});
