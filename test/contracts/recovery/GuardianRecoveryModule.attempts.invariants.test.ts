import { expect } from "chai";
import { parseEther, ZeroHash } from "ethers";
import fc from "fast-check";
import { utils, type Wallet } from "zksync-ethers";
import { BurningPaymaster__factory, type BurningPaymaster } from "../../../typechain-types";
import { accountStage, type AccountStage } from "../../helpers/accounts/account-fixture";
import { transactionStruct } from "../../helpers/accounts/account-struct";
import { plainTransaction } from "../../helpers/chain/bootloader-call";
import { chainTime, moveTimeTo, restoreClock } from "../../helpers/chain/chain-time";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fund } from "../../helpers/chain/fund";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { finishingCall, hashedCredentialId, recoverySigner } from "../../helpers/recovery/recovery";
import { DOMAIN, GAS_LIMIT, GuardedAccount, ORIGIN } from "../../helpers/recovery/recovery-host";
import { createPasskey, type Passkey } from "../../helpers/passkeys/software-authenticator";
import { triesFrom } from "../../helpers/project/tries";

/** How many sequences are tried; `npm test` tries more. */
const RUNS = triesFrom("INVARIANT_RUNS", 1);
const COMMANDS = triesFrom("INVARIANT_COMMANDS", 14);

const DELAY = 86_400n;
const VALIDITY = 3n * 86_400n;
const MAX_PAID_ATTEMPTS = 3;

/**
 * Who pays for an attempt: the account, a paymaster that leaves this much gas, or the submitter, at a price
 * or for free.
 */
type Payer = "account" | "paymaster" | "outside" | "outside for nothing";

type Step =
  | {
      readonly kind: "finish";
      readonly payer: Payer;
      readonly gasLimit: bigint;
      readonly gasPerPubdata: bigint;
      readonly spared: bigint;
      readonly wrong?: "credential" | "key" | "origin";
    }
  | { readonly kind: "wait"; readonly seconds: bigint }
  | { readonly kind: "begin" | "remove" | "discard" | "reinstall" };

const gas = fc.constantFrom(60_000n, 120_000n, 160_000n, 200_000n, 240_000n, 400_000n, GAS_LIMIT);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("finish" as const),
      payer: fc.constantFrom<Payer[]>("account", "paymaster", "paymaster", "outside", "outside for nothing"),
      gasLimit: gas,
      gasPerPubdata: fc.constantFrom(1_000n, 50_000n),
      spared: fc.constantFrom(10_000n, 60_000n, 120_000n, GAS_LIMIT),
      wrong: fc.option(fc.constantFrom("credential" as const, "key" as const, "origin" as const), {
        freq: 8,
        nil: undefined,
      }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      seconds: fc.constantFrom(600n, DELAY - 1n, DELAY, 2n * DELAY),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom("begin", "begin", "begin", "remove", "discard", "reinstall"),
    }),
  },
) as fc.Arbitrary<Step>;

/** A recovery that has not ended. */
interface Pending {
  readonly passkey: Passkey;
  readonly start: bigint;
  paidAttempts: number;
}

describe("GuardianRecoveryModule: invariants of attempts to finish a recovery, whoever makes them", function () {
  this.timeout(300_000 + RUNS * COMMANDS * 20_000);
  const provider = localProvider();
  restoreClock(provider);
  let stage: AccountStage;
  let guardian: Wallet;
  let paymaster: BurningPaymaster;
  before(async () => {
    stage = await accountStage();
    guardian = await fundedWallet(provider, 1);
    const address = await stage.deploy("BurningPaymaster");
    await fund(stage.deployer, address, parseEther("10"));
    paymaster = BurningPaymaster__factory.connect(address, stage.deployer);
  });

  it("R9: keeps a recovery open until its key is added, once, in time and at a reasonable gas price", async () => {
    const sequence = fc.array(step, { minLength: Math.min(6, COMMANDS), maxLength: COMMANDS, size: "max" });
    await fc.assert(fc.asyncProperty(sequence, run), { numRuns: RUNS, examples: [[SCRIPT]] });
  });

  async function run(steps: Step[]): Promise<void> {
    const account = await GuardedAccount.create(stage);
    await account.guardBy(guardian);
    const attempts = new Attempts(account);
    for (const each of [...steps, LAST]) {
      await attempts.take(each);
      await attempts.check();
    }
    // No attempt prevented the recovery from being finished.
    expect(attempts.isOpen(await chainTime(provider))).to.equal(false);
  }

  class Attempts {
    readonly #account: GuardedAccount;
    /** Every passkey there was, and whether it is a key of the account. */
    readonly #passkeys = new Map<Passkey, boolean>();
    #pending?: Pending;

    constructor(account: GuardedAccount) {
      this.#account = account;
    }

    isOpen(now: bigint): boolean {
      const pending = this.#pending;
      return pending !== undefined && now >= pending.start + DELAY && now <= pending.start + VALIDITY;
    }

    async take(each: Step): Promise<void> {
      switch (each.kind) {
        case "finish":
          return this.#finish(each);
        case "wait":
          return moveTimeTo(provider, (await chainTime(provider)) + each.seconds);
        case "begin":
          return this.#begin();
        case "remove":
          return this.#remove();
        case "discard":
          return this.#discard();
        case "reinstall":
          return this.#reinstall();
      }
    }

    /** Expects the two modules to match the model. */
    async check(): Promise<void> {
      const now = (await chainTime(provider)) + 1n;
      const { hashedCredentialId: found } = await this.#account.module.getPendingRecoveryData(
        DOMAIN,
        this.#account.address,
      );
      const live = this.#pending && now <= this.#pending.start + VALIDITY ? this.#pending : undefined;
      expect(found).to.equal(live ? hashedCredentialId(live.passkey.credentialId) : ZeroHash);
      for (const [passkey, isKey] of this.#passkeys) {
        expect((await this.#account.registered(passkey)) === this.#account.address).to.equal(isKey);
      }
    }

    async #begin(): Promise<void> {
      const now = await chainTime(provider);
      if (this.#pending && now <= this.#pending.start + VALIDITY) {
        await expectRefused(this.#account.beginRecovery(guardian), "RecoveryInProgress");
        return;
      }
      const { passkey, start } = await this.#account.beginRecovery(guardian);
      this.#passkeys.set(passkey, false);
      this.#pending = { passkey, start, paidAttempts: 0 };
    }

    async #remove(): Promise<void> {
      const [passkey] = [...this.#passkeys].find(([, isKey]) => isKey) ?? [];
      if (!passkey) return;
      const { passkey: to } = stage.suite.addresses;
      const data = stage.suite.passkeyModule.interface.encodeFunctionData("removeValidationKey", [
        passkey.credentialId,
        ORIGIN,
      ]);
      await this.#account.send({ to, data, gasLimit: GAS_LIMIT });
      this.#passkeys.set(passkey, false);
    }

    async #discard(): Promise<void> {
      const told = this.#account.tell("discardRecovery", DOMAIN);
      if (this.#pending) await told;
      else await expectRefused(told, "NoRecovery");
      this.#pending = undefined;
    }

    async #reinstall(): Promise<void> {
      const { passkey } = stage.suite.addresses;
      await this.#account.sendSelf("uninstallModule", 1n, passkey, "0x");
      await this.#account.sendSelf("installModule", 1n, passkey, "0x");
      for (const each of this.#passkeys.keys()) this.#passkeys.set(each, false);
      // The pending recovery has ended.
      this.#pending = undefined;
    }

    async #finish(each: Extract<Step, { kind: "finish" }>): Promise<void> {
      const now = (await chainTime(provider)) + 2n;
      await moveTimeTo(provider, now);
      const passkey = this.#pending?.passkey ?? [...this.#passkeys.keys()].at(-1) ?? newPasskey();
      const paid = each.payer === "account" || each.payer === "outside";
      const isAllowed =
        this.isOpen(now) &&
        each.wrong === undefined &&
        (!paid || (this.#pending?.paidAttempts ?? 0) < MAX_PAID_ATTEMPTS);
      const before = await this.#state();
      const added = await this.#send(each, changed(passkey, each.wrong));
      const after = await this.#state();
      if (!isAllowed) expect([added, after]).to.deep.equal([false, before]);
      if (each.payer !== "account") expect(after.balance).to.equal(before.balance);
      if (added) {
        this.#passkeys.set(passkey, true);
        this.#pending = undefined;
      } else if (each.payer === "account" && after.nonce > before.nonce && this.#pending) {
        this.#pending.paidAttempts++;
      }
    }

    /** Returns whether the attempt succeeded. */
    async #send(each: Extract<Step, { kind: "finish" }>, passkey: Registered): Promise<boolean> {
      const { gasLimit, gasPerPubdata } = each;
      const { passkey: module, recovery } = stage.suite.addresses;
      const call = { ...finishingCall(module, passkey), gasLimit, gasPerPubdata };
      if (each.payer === "account") return succeeds(this.#account.finish(passkey, call));
      if (each.payer === "paymaster") {
        await (await paymaster.setSpared(each.spared)).wait();
        const paymasterParams = utils.getPaymasterParams(await paymaster.getAddress(), {
          type: "General",
          innerInput: "0x",
        });
        return succeeds(this.#account.finish(passkey, { ...call, paymasterParams }));
      }
      const price = each.payer === "outside" ? {} : { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n };
      const tx = await plainTransaction(this.#account.account, { ...call, ...price });
      const struct = transactionStruct(tx, await recoverySigner(recovery).sign(tx));
      const { contract } = this.#account.account;
      const brought = await contract.executeTransactionFromOutside.populateTransaction(struct);
      return succeeds(guardian.sendTransaction(brought).then((sent) => sent.wait()));
    }

    async #state() {
      const [nonce, balance] = await Promise.all([
        provider.getTransactionCount(this.#account.address),
        provider.getBalance(this.#account.address),
      ]);
      return { nonce, balance };
    }
  }
});

type Registered = Pick<Passkey, "credentialId" | "publicKey" | "origin">;

function newPasskey(): Passkey {
  return createPasskey({ origin: ORIGIN });
}

/** Returns the passkey with one property of another. */
function changed(
  { credentialId, publicKey, origin }: Passkey,
  wrong?: "credential" | "key" | "origin",
): Registered {
  const other = newPasskey();
  switch (wrong) {
    case undefined:
      return { credentialId, publicKey, origin };
    case "credential":
      return { credentialId: other.credentialId, publicKey, origin };
    case "key":
      return { credentialId, publicKey: other.publicKey, origin };
    case "origin":
      return { credentialId, publicKey, origin: `${origin}0` };
  }
}

function succeeds(sent: Promise<unknown>): Promise<boolean> {
  return sent.then(
    () => true,
    () => false,
  );
}

const FINISH = { kind: "finish", gasPerPubdata: 50_000n, gasLimit: GAS_LIMIT, spared: GAS_LIMIT } as const;

/** The submitter pays for as much gas as it takes. */
const LAST: Step = { ...FINISH, payer: "outside for nothing" };

/** One sequence in which every distinct event happens. */
const SCRIPT: Step[] = [
  { kind: "begin" },
  LAST,
  { kind: "wait", seconds: DELAY },
  { ...FINISH, payer: "account", wrong: "key" },
  { ...FINISH, payer: "paymaster", gasLimit: 400_000n, spared: 60_000n },
  { ...FINISH, payer: "paymaster", gasLimit: 160_000n },
  { ...FINISH, payer: "account", gasLimit: 160_000n },
  { ...FINISH, payer: "account", gasLimit: 160_000n },
  { ...FINISH, payer: "account", gasLimit: 160_000n },
  { ...FINISH, payer: "account" },
  { ...FINISH, payer: "outside" },
  { ...FINISH, payer: "paymaster" },
  LAST,
  { kind: "remove" },
  LAST,
  { kind: "begin" },
  { kind: "wait", seconds: DELAY },
  { kind: "reinstall" },
  LAST,
  { kind: "begin" },
  { kind: "wait", seconds: DELAY },
  { kind: "begin" },
  { ...FINISH, payer: "account" },
  { kind: "discard" },
  { kind: "begin" },
  { kind: "wait", seconds: 2n * DELAY },
  { kind: "wait", seconds: 2n * DELAY },
  LAST,
  { kind: "begin" },
  { kind: "discard" },
];
