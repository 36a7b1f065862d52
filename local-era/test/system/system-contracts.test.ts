import { expect } from "chai";
import { Interface } from "ethers";
import { fromHex } from "../../src/primitives/hex.ts";
import type { Address } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { BASE_FEE, LocalChain, OTHER, SENDER } from "../helpers/local-chain.ts";

const functions = new Interface([
  "function getMinNonce(address) view returns (uint256)",
  "function getRawNonce(address) view returns (uint256)",
  "function isNonceUsed(address,uint256) view returns (bool)",
  "function getKeyedNonce(address,uint192) view returns (uint256)",
  "function validateNonceUsage(address,uint256,bool) view",
  "function increaseMinNonce(uint256) returns (uint256)",
  "function incrementMinNonceIfEqualsKeyed(uint256)",
  "function setValueUnderNonce(uint256,uint256)",
  "function balanceOf(uint256) view returns (uint256)",
  "function transferFromTo(address,address,uint256)",
  "function symbol() view returns (string)",
  "function withdraw(address) payable",
  "function chainId() view returns (uint256)",
  "function getBlockTimestamp() view returns (uint128)",
  "function baseFee() view returns (uint256)",
  "function getBlockHashEVM(uint256) view returns (bytes32)",
  "function assertTimestampInRange(uint256,uint256) view",
  "function getCodeHash(uint256) view returns (bytes32)",
  "function getMarker(bytes32) view returns (uint256)",
  "function sendToL1(bytes) returns (bytes32)",
  "error SystemCallFlagRequired()",
  "error Unauthorized(address)",
  "error NonceAlreadyUsed(address,uint256)",
  "error NonceNotUsed(address,uint256)",
  "error TimestampOutOfRange(uint256,uint256,uint256)",
  "error NonceIncreaseError(uint256,uint256,uint256)",
  "error InvalidNonceKey(uint192)",
]);

describe("The system contracts", () => {
  let chain: LocalChain;

  beforeEach(() => {
    chain = new LocalChain();
  });

  function ask(to: Address, name: string, args: unknown[], from = SENDER) {
    const data = fromHex(functions.encodeFunctionData(name, args));
    return chain.bootloader.call(chain.request({ from, to, data }), chain.block);
  }

  async function read(to: Address, name: string, args: unknown[] = []) {
    const { returnData, success } = await ask(to, name, args);
    expect(success, name).to.equal(true);
    return functions.decodeFunctionResult(name, returnData)[0];
  }

  async function errorOf(to: Address, name: string, args: unknown[], from = SENDER) {
    const { returnData, success } = await ask(to, name, args, from);
    expect(success, name).to.equal(false);
    return returnData.length === 0 ? "0x" : functions.parseError(returnData)?.name;
  }

  describe("NonceHolder", () => {
    it("splits the raw nonce into the account's and the deployment nonce", async () => {
      chain.world.setNonces(OTHER, 5n, 2n);
      expect(await read(SystemAddress.NonceHolder, "getMinNonce", [OTHER])).to.equal(5n);
      expect(await read(SystemAddress.NonceHolder, "getRawNonce", [OTHER])).to.equal(5n + (2n << 128n));
      expect(await read(SystemAddress.NonceHolder, "isNonceUsed", [OTHER, 4])).to.equal(true);
      expect(await read(SystemAddress.NonceHolder, "isNonceUsed", [OTHER, 5])).to.equal(false);
    });

    it("validates nonce usage", async () => {
      expect(await errorOf(SystemAddress.NonceHolder, "validateNonceUsage", [OTHER, 0, true])).to.equal(
        "NonceNotUsed",
      );
      chain.world.setNonces(OTHER, 1n, 0n);
      expect(await errorOf(SystemAddress.NonceHolder, "validateNonceUsage", [OTHER, 0, false])).to.equal(
        "NonceAlreadyUsed",
      );
    });

    it("changes nonces only for system calls", async () => {
      expect(await errorOf(SystemAddress.NonceHolder, "increaseMinNonce", [1])).to.equal(
        "SystemCallFlagRequired",
      );
      const fromKernel = await ask(
        SystemAddress.NonceHolder,
        "increaseMinNonce",
        [3],
        SystemAddress.Bootloader,
      );
      expect(fromKernel.success).to.equal(true);
    });

    it("keeps a sequence per key and refuses key 0 there", async () => {
      const kernel = SystemAddress.Bootloader;
      const nonce = (7n << 64n) | 0n;
      expect(
        await errorOf(SystemAddress.NonceHolder, "incrementMinNonceIfEqualsKeyed", [0], kernel),
      ).to.equal("InvalidNonceKey");
      const data = fromHex(functions.encodeFunctionData("incrementMinNonceIfEqualsKeyed", [nonce]));
      await chain.send({ from: kernel, to: SystemAddress.NonceHolder, data });
      expect(await read(SystemAddress.NonceHolder, "getKeyedNonce", [kernel, 7])).to.equal(nonce + 1n);
      expect(await read(SystemAddress.NonceHolder, "isNonceUsed", [kernel, nonce])).to.equal(true);
    });

    it("has no value mapping, as since v28", async () => {
      expect(await errorOf(SystemAddress.NonceHolder, "setValueUnderNonce", [1, 1])).to.equal("0x");
    });
  });

  describe("L2BaseToken", () => {
    it("returns balances and its symbol", async () => {
      expect(await read(SystemAddress.L2BaseToken, "balanceOf", [BigInt(SENDER)])).to.equal(10n ** 22n);
      expect(await read(SystemAddress.L2BaseToken, "symbol")).to.equal("ETH");
    });

    it("moves nothing for other callers", async () => {
      const error = await errorOf(SystemAddress.L2BaseToken, "transferFromTo", [SENDER, OTHER, 1], OTHER);
      expect(error).to.equal("Unauthorized");
    });

    it("burns what is withdrawn and notifies L1", async () => {
      const data = fromHex(functions.encodeFunctionData("withdraw", [OTHER]));
      const outcome = await chain.send({ to: SystemAddress.L2BaseToken, value: 5n, data });
      expect(outcome.l2ToL1Logs).to.have.length(1);
      expect(chain.world.balance(SENDER)).to.equal(10n ** 22n - 5n);
      expect(chain.world.balance(SystemAddress.L2BaseToken)).to.equal(0n);
    });
  });

  describe("SystemContext", () => {
    it("returns chain id, timestamp, fee and the hashes of the last 256 blocks", async () => {
      chain.number = 300n;
      expect(await read(SystemAddress.SystemContext, "chainId")).to.equal(260n);
      expect(await read(SystemAddress.SystemContext, "getBlockTimestamp")).to.equal(1_000n);
      expect(await read(SystemAddress.SystemContext, "baseFee")).to.equal(BASE_FEE);
      expect(BigInt(await read(SystemAddress.SystemContext, "getBlockHashEVM", [299]))).to.equal(1_299n);
      expect(BigInt(await read(SystemAddress.SystemContext, "getBlockHashEVM", [43]))).to.equal(0n);
      expect(BigInt(await read(SystemAddress.SystemContext, "getBlockHashEVM", [300]))).to.equal(0n);
    });
  });

  describe("TimestampAsserter", () => {
    it("accepts both ends of the range and nothing outside", async () => {
      for (const range of [
        [1_000, 1_000],
        [0, 5_000],
      ]) {
        expect(
          (await ask(SystemAddress.TimestampAsserter, "assertTimestampInRange", range)).success,
        ).to.equal(true);
      }
      for (const range of [
        [1_001, 2_000],
        [0, 999],
      ]) {
        expect(await errorOf(SystemAddress.TimestampAsserter, "assertTimestampInRange", range)).to.equal(
          "TimestampOutOfRange",
        );
      }
    });
  });

  describe("AccountCodeStorage and KnownCodesStorage", () => {
    it("tell unused addresses, used EOAs and contracts apart", async () => {
      const unused = await read(SystemAddress.AccountCodeStorage, "getCodeHash", [BigInt(OTHER)]);
      chain.world.setNonces(OTHER, 1n, 0n);
      const used = await read(SystemAddress.AccountCodeStorage, "getCodeHash", [BigInt(OTHER)]);
      const contract = await read(SystemAddress.AccountCodeStorage, "getCodeHash", [0x8003n]);
      expect(BigInt(unused)).to.equal(0n);
      expect(used).to.equal("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
      expect(await read(SystemAddress.KnownCodesStorage, "getMarker", [contract])).to.equal(1n);
    });
  });

  describe("L1Messenger", () => {
    it("sends anyone's message to L1", async () => {
      const data = fromHex(functions.encodeFunctionData("sendToL1", ["0x1234"]));
      const { l2ToL1Logs, logs } = await chain.send({ to: SystemAddress.L1Messenger, data });
      expect(l2ToL1Logs[0]!.key).to.equal(`0x${SENDER.slice(2).padStart(64, "0")}`);
      expect(logs.map(({ topics }) => topics[0])).to.deep.equal([
        "0x27fe8c0b49f49507b9d4fe5968c9f49edfe5c9df277d433a07a0717ede97638d",
        "0x3a36e47291f4201faf137fab081d92295bce2d53be2c6ca68ba82c7faa9ce241",
      ]);
    });
  });

  describe("Kernel space without code", () => {
    it("fails every call with empty data", async () => {
      const { success, returnData } = await chain.bootloader.call(
        chain.request({ to: "0x0000000000000000000000000000000000000003" }),
        chain.block,
      );
      expect([success, returnData.length]).to.deep.equal([false, 0]);
    });
  });

  describe("Codeless addresses", () => {
    it("accept any call, as DefaultAccount does", async () => {
      const outcome = await chain.bootloader.call(
        chain.request({ to: OTHER, data: fromHex("0xdeadbeef") }),
        chain.block,
      );
      expect([outcome.success, outcome.returnData.length]).to.deep.equal([true, 0]);
    });
  });
});
