import { expect } from "chai";
import { utils } from "zksync-ethers";
import type { TransactionOutcome } from "../../src/bootloader/outcome.ts";
import { toHex } from "../../src/primitives/hex.ts";
import type { Address } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { Halt, HaltKind } from "../../src/transactions/halt.ts";
import type { EraTransaction } from "../../src/transactions/transaction.ts";
import { compile } from "../helpers/compile.ts";
import { BASE_FEE, LocalChain, OTHER } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";
import { eoaAddress, signedByEoa, withCustomSignature } from "../helpers/signed-transaction.ts";
import type { TransactionFields } from "../helpers/signed-transaction.ts";
import { AccountFault, PaymasterFault, PROBE_SOURCE } from "./probe-account.ts";

const TRANSFER = utils.L2_BASE_TOKEN_ADDRESS;
const ETHER = 10n ** 18n;

async function haltOf(running: Promise<unknown>): Promise<Halt> {
  try {
    await running;
  } catch (error) {
    if (error instanceof Halt) return error;
    throw error;
  }
  throw new Error("the transaction was included");
}

describe("Bootloader", () => {
  let chain: LocalChain;

  beforeEach(() => {
    chain = new LocalChain();
    chain.world.setBalance(eoaAddress, ETHER);
  });

  function run(tx: EraTransaction): Promise<TransactionOutcome> {
    return chain.bootloader.run(tx, chain.block);
  }

  describe("with an EOA (DefaultAccount)", () => {
    it("moves the value, uses the nonce and keeps the fee for the gas used", async () => {
      const outcome = await run(signedByEoa({ to: OTHER, value: 7n }));
      expect(outcome.status).to.equal(1);
      expect(chain.world.balance(OTHER)).to.equal(7n);
      expect(chain.world.minNonce(eoaAddress)).to.equal(1n);
      expect(chain.world.balance(eoaAddress)).to.equal(ETHER - 7n - outcome.gasUsed * BASE_FEE);
    });

    it("emits Transfer events for fee, value and refund, in that order", async () => {
      const { logs } = await run(signedByEoa({ to: OTHER, value: 7n }));
      const transfers = logs.filter(({ address }) => address === TRANSFER.toLowerCase());
      const route = transfers.map(({ topics }) => topics.slice(1).map((topic) => `0x${topic.slice(26)}`));
      expect(route).to.deep.equal([
        [eoaAddress, SystemAddress.Bootloader],
        [eoaAddress, OTHER],
        [SystemAddress.Bootloader, eoaAddress],
      ]);
    });

    it("refunds at once what was paid above the base fee", async () => {
      const { logs } = await run(signedByEoa({ to: OTHER, maxFeePerGas: 2n * BASE_FEE }));
      const [, excess] = logs;
      expect(BigInt(toHex(excess!.data))).to.equal(5_000_000n * BASE_FEE);
    });

    it("never creates or destroys ETH: the sum of all balances is constant", async () => {
      const total = () =>
        [eoaAddress, OTHER, SystemAddress.Bootloader, SystemAddress.Zero].reduce(
          (sum, address) => sum + chain.world.balance(address as Address),
          0n,
        );
      const before = total();
      await run(signedByEoa({ to: OTHER, value: 123n }));
      expect(total()).to.equal(before);
    });

    it("refuses a replayed transaction by its nonce", async () => {
      const tx = signedByEoa({ to: OTHER, value: 1n });
      await run(tx);
      const halt = await haltOf(run(tx));
      expect([halt.kind, halt.data.slice(0, 10)]).to.deep.equal([HaltKind.ValidationFailed, "0xe90aded4"]);
    });

    it("refuses a nonce that is too high, with NonceHolder's ValueMismatch", async () => {
      const halt = await haltOf(run(signedByEoa({ to: OTHER, nonce: 4 })));
      expect(halt.data.slice(0, 10)).to.equal("0x626ade30");
    });

    it("refuses a transaction that the balance cannot cover", async () => {
      const halt = await haltOf(run(signedByEoa({ to: OTHER, value: 2n * ETHER })));
      expect(halt.data.slice(0, 10)).to.equal("0x03eb8b54");
    });

    it("refuses a signature of anything else", async () => {
      const tx = signedByEoa({ to: OTHER, value: 1n });
      const halt = await haltOf(run({ ...tx, signedHash: `0x${"ab".repeat(32)}` }));
      expect(halt.message).to.include("invalid magic value");
    });

    it("leaves no trace of a refused transaction", async () => {
      const before = [...chain.world.storage.entries()];
      await haltOf(run(signedByEoa({ to: OTHER, value: 2n * ETHER })));
      expect([...chain.world.storage.entries()]).to.deep.equal(before);
    });
  });

  describe("with a smart account", () => {
    let account: Deployed;
    let paymaster: Deployed;

    beforeEach(async () => {
      const contracts = compile(PROBE_SOURCE);
      account = await chain.deploy(contracts.get("ProbeAccount")!);
      paymaster = await chain.deploy(contracts.get("ProbePaymaster")!);
      for (const { address } of [account, paymaster]) {
        chain.world.setBalance(address, ETHER);
        chain.world.setAccountVersion(address, address === account.address ? 1 : 0);
      }
    });

    function fromAccount(fields: Partial<TransactionFields> = {}): EraTransaction {
      return withCustomSignature({ from: account.address, to: OTHER, ...fields }, "0x1234");
    }

    function sponsored(): EraTransaction {
      const paymasterParams = utils.getPaymasterParams(paymaster.address, {
        type: "General",
        innerInput: "0x",
      });
      return fromAccount({ customData: { paymasterParams } });
    }

    function stepsOf({ logs }: TransactionOutcome) {
      return logs
        .filter(({ address }) => address === account.address)
        .map(({ data }) => account.abi.decodeEventLog("Step", data));
    }

    it("calls validate, pay and execute from the bootloader, with both hashes", async () => {
      const tx = fromAccount({ value: 3n });
      const outcome = await run(tx);
      const steps = stepsOf(outcome);
      expect(steps.map(({ name }) => name)).to.deep.equal(["validate", "pay", "execute"]);
      for (const { sender, origin, txHash, signedHash, gasPrice } of steps) {
        expect(sender.toLowerCase()).to.equal(SystemAddress.Bootloader);
        expect(origin.toLowerCase()).to.equal(SystemAddress.Bootloader);
        expect([txHash, signedHash, gasPrice]).to.deep.equal([tx.hash, tx.signedHash, BASE_FEE]);
      }
      expect(chain.world.balance(OTHER)).to.equal(3n);
    });

    it("keeps nonce and fee when execution reverts", async () => {
      await chain.transact(account, "setFault", [AccountFault.RevertExecution]);
      const outcome = await run(fromAccount());
      expect(outcome.status).to.equal(0);
      expect(account.abi.parseError(outcome.returnData)?.args[0]).to.equal("execute");
      expect(chain.world.minNonce(account.address)).to.equal(1n);
      expect(chain.world.balance(account.address)).to.equal(ETHER - outcome.gasUsed * BASE_FEE);
      expect(await chain.read(account, "steps")).to.deep.equal([0n]);
    });

    const refusals: [name: string, fault: number, kind: number, text: string][] = [
      ["a wrong magic value", AccountFault.WrongMagic, HaltKind.ValidationFailed, "invalid magic value"],
      [
        "returndata that is not a word",
        AccountFault.ShortReturn,
        HaltKind.ValidationFailed,
        "invalid magic value",
      ],
      ["a revert, with its data", AccountFault.Revert, HaltKind.ValidationFailed, "Account validation error"],
      [
        "an account that does not use its nonce",
        AccountFault.KeepNonce,
        HaltKind.ValidationFailed,
        "0x1f2f8478",
      ],
      ["too small a payment", AccountFault.Underpay, HaltKind.FailedToChargeFee, "Failed to charge fee"],
      ["a reverted payment", AccountFault.RevertPayment, HaltKind.PayForTxFailed, "Failed to pay"],
      ["validation that uses all the gas", AccountFault.Spin, HaltKind.ValidationOutOfGas, "out of gas"],
    ];
    for (const [name, fault, kind, text] of refusals) {
      it(`excludes a transaction after ${name}`, async () => {
        await chain.transact(account, "setFault", [fault]);
        const before = [...chain.world.storage.entries()];
        const halt = await haltOf(run(fromAccount()));
        expect([halt.kind, halt.message]).to.satisfy(
          ([k, m]: [number, string]) => k === kind && m.includes(text),
        );
        expect([...chain.world.storage.entries()]).to.deep.equal(before);
      });
    }

    it("refuses a sender that is a contract but not an account", async () => {
      const halt = await haltOf(run(withCustomSignature({ from: paymaster.address, to: OTHER }, "0x12")));
      expect(halt.kind).to.equal(HaltKind.FromIsNotAnAccount);
    });

    describe("and a paymaster", () => {
      it("calls prepareForPaymaster, lets the paymaster pay, tells it the result and refunds it", async () => {
        const outcome = await run(sponsored());
        expect(stepsOf(outcome).map(({ name }) => name)).to.deep.equal(["validate", "prepare", "execute"]);
        const [validated, post] = outcome.logs
          .filter(({ address }) => address === paymaster.address)
          .map((log) => paymaster.abi.parseLog({ topics: [...log.topics], data: toHex(log.data) })!);
        expect(validated!.args.sender.toLowerCase()).to.equal(SystemAddress.Bootloader);
        expect(post!.args.context).to.equal(toHex(new TextEncoder().encode("remember me")));
        expect(post!.args.result).to.equal(1n);
        expect(chain.world.balance(account.address)).to.equal(ETHER);
        expect(chain.world.balance(paymaster.address)).to.equal(ETHER - outcome.gasUsed * BASE_FEE);
      });

      it("tells the paymaster that the execution reverted", async () => {
        await chain.transact(account, "setFault", [AccountFault.RevertExecution]);
        const { logs, status } = await run(sponsored());
        const post = logs.filter(({ address }) => address === paymaster.address).at(-1)!;
        expect(status).to.equal(0);
        expect(paymaster.abi.decodeEventLog("Post", post.data).result).to.equal(0n);
      });

      it("ignores a postTransaction that reverts", async () => {
        await chain.transact(paymaster, "setFault", [PaymasterFault.RevertPost]);
        expect((await run(sponsored())).status).to.equal(1);
      });

      for (const [name, fault, text] of [
        ["a wrong magic value", PaymasterFault.WrongMagic, "invalid magic value"],
        ["a context over 1024 bytes", PaymasterFault.LongContext, "context that is too long"],
        ["a revert", PaymasterFault.Revert, "Paymaster validation error"],
      ] as const) {
        it(`excludes a transaction after the paymaster's ${name}`, async () => {
          await chain.transact(paymaster, "setFault", [fault]);
          const halt = await haltOf(run(sponsored()));
          expect(halt.kind).to.equal(HaltKind.PaymasterValidationFailed);
          expect(halt.message).to.include(text);
        });
      }

      it("excludes a transaction whose account fails to prepare", async () => {
        await chain.transact(account, "setFault", [AccountFault.RevertPreparation]);
        expect((await haltOf(run(sponsored()))).kind).to.equal(HaltKind.PrePaymasterPreparationFailed);
      });
    });

    describe("estimating gas", () => {
      function estimate() {
        const signature = new Uint8Array([0x12]);
        const request = chain.request({ from: account.address, to: OTHER, signature });
        return chain.bootloader.estimateGas(request, chain.block);
      }

      it("finds a gas limit that is enough, and not much more than is used", async () => {
        const gasLimit = await estimate();
        const { status, gasUsed } = await run(fromAccount({ gasLimit }));
        expect(status).to.equal(1);
        expect(Number(gasLimit)).to.be.lessThan(Number(gasUsed) * 1.6);
      });

      it("does not require the magic value when estimating, so that stub signatures suffice", async () => {
        await chain.transact(account, "setFault", [AccountFault.WrongMagic]);
        expect((await estimate()) > 24_070n).to.equal(true);
      });

      it("does not require the payer of an estimate to have the money", async () => {
        chain.world.setBalance(account.address, 0n);
        expect((await estimate()) > 24_070n).to.equal(true);
      });

      it("reports why validation reverts in an estimate", async () => {
        await chain.transact(account, "setFault", [AccountFault.Revert]);
        expect((await haltOf(estimate())).message).to.include("Account validation error");
      });
    });
  });
});
