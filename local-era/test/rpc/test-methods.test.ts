import { expect } from "chai";
import { Wallet as EthersWallet } from "ethers";
import { utils } from "zksync-ethers";
import { packInitCode } from "../../src/bytecode/container.ts";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { fromHex, toHex } from "../../src/primitives/hex.ts";
import { counterInterface, deployCounter, walletOn } from "./deployment.ts";
import { ACCOUNT, useFreshNode } from "./fresh-node.ts";

const { address: RICH, privateKey } = DEFAULT_ACCOUNTS[0]!;
const { privateKey: OTHER_KEY } = DEFAULT_ACCOUNTS[1]!;
const ETHER = "0xde0b6b3a7640000";

const encode = (name: string, ...args: unknown[]): string => counterInterface.encodeFunctionData(name, args);

describe("Test methods", function () {
  this.timeout(30_000);
  const chain = useFreshNode();

  describe("for the chain", () => {
    it("set another chain id, which transactions must then be signed for", async () => {
      expect(await chain().call("anvil_setChainId", "0x12c")).to.equal(null);
      expect([await chain().call("eth_chainId"), await chain().call("net_version")]).to.deep.equal([
        "0x12c",
        "300",
      ]);
      expect(
        await chain().receipt(
          (await walletOn(chain().node, privateKey).sendTransaction({ to: ACCOUNT, gasLimit: 300_000n }))
            .hash,
        ),
      ).to.include({ status: "0x1" });
      const signedBefore = await new EthersWallet(privateKey).signTransaction({
        to: ACCOUNT,
        gasLimit: 300_000n,
        nonce: 1,
        chainId: 260,
        type: 2,
        maxFeePerGas: 10n ** 9n,
        maxPriorityFeePerGas: 0n,
      });
      expect((await chain().failure("eth_sendRawTransaction", signedBefore)).message).to.match(/chain/i);
      await chain().call("anvil_reset");
      expect(await chain().call("eth_chainId")).to.equal("0x104");
    });

    it("return transactions as the sequencer stores them", async () => {
      const hash = await chain().send({ value: 3n, type: 113 });
      const [raw, ...others] = await chain().wallet.provider.getRawBlockTransactions(1);
      expect(others).to.deep.equal([]);
      const { L2 } = raw!.common_data;
      expect(L2).to.deep.include({ nonce: 0, transactionType: "EIP712Transaction" });
      expect([L2.initiatorAddress, L2.input.hash, L2.signature.length]).to.deep.equal([RICH, hash, 65]);
      expect(BigInt(L2.fee.gas_limit)).to.equal(300_000n);
      expect(raw!.execute).to.deep.include({ contractAddress: ACCOUNT, calldata: "0x", value: "0x3" });
      expect(raw!.raw_bytes).to.equal(await chain().call("debug_getRawTransaction", hash));
      expect(await chain().wallet.provider.getRawBlockTransactions(9)).to.deep.equal([]);
    });
  });

  describe("for impersonation", () => {
    it("send as anyone, free of charge", async () => {
      await chain().call("hardhat_setBalance", ACCOUNT, ETHER);
      expect(await chain().call("hardhat_impersonateAccount", ACCOUNT)).to.equal(null);
      const hash = await chain().call<string>("eth_sendTransaction", {
        from: ACCOUNT,
        to: RICH,
        value: "0x64",
      });
      expect(await chain().receipt(hash)).to.include({ status: "0x1", from: ACCOUNT, type: "0x2" });
      expect(BigInt(await chain().balance(ACCOUNT))).to.equal(BigInt(ETHER) - 100n);
      expect(await chain().call("eth_getTransactionCount", ACCOUNT)).to.equal("0x1");
    });

    it("send as a contract", async () => {
      const [first, second] = [await deployCounter(chain().wallet), await deployCounter(chain().wallet)];
      await chain().call("anvil_impersonateAccount", first);
      const hash = await chain().call<string>("eth_sendTransaction", {
        from: first,
        to: second,
        data: encode("add", 1n),
      });
      const { logs } = await chain().call<{ logs: { topics: string[] }[] }>(
        "eth_getTransactionReceipt",
        hash,
      );
      expect(logs[0]!.topics[1]).to.equal(`0x${"0".repeat(24)}${first.slice(2)}`);
    });

    it("send for an account nothing that no account could send", async () => {
      await chain().call("anvil_impersonateAccount", ACCOUNT);
      for (const [fields, message] of [
        [{ gas: `0x${"f".repeat(64)}` }, "exceeds block gas limit"],
        [{ gas: "0x10000000000000000" }, "exceeds block gas limit"],
        [{ maxFeePerGas: "0x1" }, "max fee per gas less than block base fee"],
        [{ maxFeePerGas: "0x5f5e100", maxPriorityFeePerGas: "0x6f5e100" }, "max priority fee per gas higher"],
      ] as const) {
        const error = await chain().failure("eth_sendTransaction", { from: ACCOUNT, to: ACCOUNT, ...fields });
        expect(error.message).to.contain(message);
      }
      expect(await chain().height()).to.equal(0);
    });

    it("stop impersonating an account", async () => {
      await chain().call("hardhat_impersonateAccount", ACCOUNT);
      expect(await chain().call("hardhat_stopImpersonatingAccount", ACCOUNT)).to.equal(true);
      expect(await chain().call("hardhat_stopImpersonatingAccount", ACCOUNT)).to.equal(false);
      await chain().call("anvil_impersonateAccount", ACCOUNT);
      expect(await chain().call("anvil_stopImpersonatingAccount", ACCOUNT)).to.equal(null);
      expect(await chain().failure("eth_sendTransaction", { from: ACCOUNT, to: RICH })).to.deep.equal({
        code: -32603,
        message:
          `Initiator address ${ACCOUNT} is not allowed to perform transactions: the node holds no keys. Impersonate the ` +
          "account first (anvil_impersonateAccount), or sign the transaction and use eth_sendRawTransaction",
      });
    });

    it("can impersonate every account", async () => {
      await chain().call("hardhat_autoImpersonateAccount", true);
      const hash = await chain().call<string>("eth_sendTransaction", { from: ACCOUNT, to: RICH });
      expect(await chain().receipt(hash)).to.include({ status: "0x1" });
    });
  });

  describe("for writes", () => {
    it("set a balance", async () => {
      expect(await chain().call("anvil_setBalance", ACCOUNT, ETHER)).to.equal(true);
      expect(await chain().balance(ACCOUNT)).to.equal(ETHER);
    });

    it("set the highest balance, from which the chain goes on as with any: what comes is added modulo 2^256", async () => {
      const highest = `0x${"f".repeat(64)}`;
      await chain().call("anvil_setBalance", RICH, highest);
      await chain().call("anvil_setBalance", ACCOUNT, highest);
      const estimated = await chain().call("eth_estimateGas", { from: RICH, to: ACCOUNT, value: "0x5" });
      expect(Number(estimated)).to.be.greaterThan(0);
      const { hash } = await chain().wallet.sendTransaction({ to: ACCOUNT, value: 5n });
      expect(await chain().receipt(hash)).to.include({ status: "0x1" });
      expect(await chain().balance(ACCOUNT)).to.equal("0x4");
      const dump = await chain().call("anvil_dumpState");
      expect(await chain().call("anvil_loadState", dump)).to.equal(true);
    });

    it("set both nonces of an account", async () => {
      expect(await chain().call("hardhat_setNonce", RICH, "0x7")).to.equal(true);
      expect(await chain().call("eth_getTransactionCount", RICH)).to.equal("0x7");
      expect(await deployCounter(chain().wallet)).to.equal(
        utils.createAddress(chain().wallet.address, 7n).toLowerCase(),
      );
    });

    it("set a storage slot", async () => {
      const counter = await deployCounter(chain().wallet);
      const word = `0x${"2a".padStart(64, "0")}`;
      expect(await chain().call("hardhat_setStorageAt", counter, "0x0", word)).to.equal(true);
      expect(await chain().call("eth_getStorageAt", counter, "0x0")).to.equal(word);
      expect(await chain().call("eth_call", { to: counter, data: encode("count") })).to.equal(word);
    });

    it("set code that was compiled for local-era", async () => {
      // Code that returns 7, and init code that returns that code.
      const runtime = fromHex("0x60075f5260205ff3");
      const initCode = Uint8Array.from([0x67, ...runtime, 0x5f, 0x52, 0x60, 8, 0x60, 24, 0xf3]);
      const container = toHex(packInitCode(initCode));
      expect(await chain().call("hardhat_setCode", ACCOUNT, container)).to.equal(null);
      expect(await chain().call("eth_getCode", ACCOUNT)).to.equal(container);
      expect(BigInt(await chain().call<string>("eth_call", { to: ACCOUNT }))).to.equal(7n);
    });

    it("refuse plain EVM code, saying what it is and what to do", async () => {
      const error = await chain().failure("hardhat_setCode", ACCOUNT, "0x6080");
      expect(error.code).to.equal(-32603);
      expect(error.message).to.match(
        /^Bytecode length is not divisible by 32: .*EVM code from plain solc.*compile the contract with local-era's zksolc/,
      );
    });

    it("refuse EraVM code, saying what to do", async () => {
      const error = await chain().failure("hardhat_setCode", ACCOUNT, toHex(new Uint8Array(96).fill(1)));
      expect(error.code).to.equal(-32603);
      expect(error.message).to.match(
        /not compiled for local-era.*compile the contract with local-era's zksolc\.$/s,
      );
      expect(await chain().call("eth_getCode", ACCOUNT)).to.equal("0x");
    });
  });

  it("reset everything to block 0", async () => {
    await deployCounter(chain().wallet);
    await chain().call("evm_snapshot");
    expect(await chain().call("hardhat_reset")).to.equal(true);
    expect([await chain().height(), await chain().latestTime()]).to.deep.equal([0, 1000]);
    expect(await chain().balance(RICH)).to.equal("0x21e19e0c9bab2400000");
    expect(await chain().call("evm_snapshot")).to.equal("0x1");
  });

  it("reset without a fork when the options name none, as viem sends them", async () => {
    await chain().call("hardhat_mine", "0x2");
    expect(await chain().call("anvil_reset", { forking: { blockNumber: null } })).to.equal(true);
    expect(await chain().height()).to.equal(0);
    const { code } = await chain().failure("anvil_reset", { forking: { blockNumber: 5 } });
    expect(code).to.equal(-32602);
  });

  it("identify the node as local-era", async () => {
    expect(await chain().call("web3_clientVersion")).to.match(/^zkSync\/v2\.0 \(local-era\/\d+\.\d+\.\d+\)$/);
  });

  it("serve several clients concurrently, one transaction after another", async () => {
    const other = walletOn(chain().node, OTHER_KEY);
    const sends = Array.from({ length: 6 }, (_, i) =>
      (i % 2 === 0 ? chain().wallet : other).sendTransaction({
        to: ACCOUNT,
        value: 1n,
        gasLimit: 300_000n,
        nonce: Math.floor(i / 2),
        type: 2,
      }),
    );
    const results = await Promise.allSettled(sends);
    const sent = results.filter(({ status }) => status === "fulfilled").length;
    expect(BigInt(await chain().balance(ACCOUNT))).to.equal(BigInt(sent));
    expect(await chain().height()).to.equal(2 * sent);
  });
});
