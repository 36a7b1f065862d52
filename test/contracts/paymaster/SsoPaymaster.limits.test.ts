import { expect } from "chai";
import fc from "fast-check";
import type { Wallet } from "zksync-ethers";
import { accountStage, type AccountStage } from "../../helpers/accounts/account-fixture";
import { chainTime, moveTimeTo, restoreClock } from "../../helpers/chain/chain-time";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fund } from "../../helpers/chain/fund";
import { localProvider } from "../../helpers/chain/local-chain";
import { costOf, FEE, GAS, OVER_LIMIT, PaymasterHost, PRICE } from "../../helpers/accounts/paymaster-host";
import { triesFrom } from "../../helpers/project/tries";

const PERIOD = 1000n;
const SENDERS = 3;

/** What may happen: a transaction of one of the senders, more ETH, a withdrawal, or the next period. */
type Step =
  | {
      readonly kind: "send";
      readonly by: number;
      readonly call: "nothing" | "fail" | "burn";
      readonly gas: bigint;
    }
  | { readonly kind: "refill" | "withdraw"; readonly wei: bigint }
  | { readonly kind: "next period" };

const wei = fc.bigInt({ min: 1n, max: 2n * FEE });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("send" as const),
      by: fc.nat(SENDERS - 1),
      call: fc.constantFrom("nothing" as const, "fail" as const, "burn" as const),
      gas: fc.bigInt({ min: GAS / 2n, max: 3n * GAS }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("refill" as const, "withdraw" as const), wei }) },
  { weight: 1, arbitrary: fc.constant({ kind: "next period" as const }) },
);

/** What the paymaster should have spent in the present period, by the receipts. */
class Model {
  readonly #limits: { readonly total: bigint; readonly perSender: bigint };
  #spent = new Map<number, bigint>();

  constructor(limits: { total: bigint; perSender: bigint }) {
    this.#limits = limits;
  }

  left(by: number): [bigint, bigint] {
    const total = [...this.#spent.values()].reduce((sum, each) => sum + each, 0n);
    return [this.#limits.perSender - (this.#spent.get(by) ?? 0n), this.#limits.total - total];
  }

  /** Returns whether a transaction with this maximum cost is paid for. */
  admits(by: number, fee: bigint): boolean {
    return this.left(by).every((left) => fee <= left);
  }

  spend(by: number, cost: bigint): void {
    this.#spent.set(by, (this.#spent.get(by) ?? 0n) + cost);
  }

  nextPeriod(): void {
    this.#spent = new Map();
  }
}

describe("SsoPaymaster: limits (property)", () => {
  const provider = localProvider();
  restoreClock(provider);
  let stage: AccountStage;

  before(async () => {
    stage = await accountStage();
  });

  it("spends what its receipts say, never more than its limits, and refuses nothing within them", async () => {
    const limit = fc.bigInt({ min: FEE / 2n, max: 6n * FEE });
    await fc.assert(fc.asyncProperty(limit, limit, fc.array(step, { minLength: 4, maxLength: 14 }), run), {
      numRuns: triesFrom("INVARIANT_RUNS", 1) * 4,
    });
  });

  async function run(total: bigint, perSender: bigint, steps: Step[]): Promise<void> {
    const host = await PaymasterHost.deploy(stage, { total, perSender, period: PERIOD });
    const senders = Array.from({ length: SENDERS }, () => host.newcomer());
    const model = new Model({ total, perSender });
    await nextPeriod();
    for (const each of steps) {
      if (each.kind === "send") await send(host, senders[each.by]!, each, model);
      else if (each.kind === "refill") await fund(stage.deployer, host.address, each.wei);
      else if (each.kind === "withdraw")
        await (await host.paymaster.withdraw(stage.deployer.address, each.wei)).wait();
      else {
        await nextPeriod();
        model.nextPeriod();
      }
      for (const [by, sender] of senders.entries()) {
        const left = await host.left(sender);
        expect(left).to.deep.equal(model.left(by));
        expect(left[0] >= 0n && left[1] >= 0n).to.equal(true);
      }
    }
  }

  async function send(
    host: PaymasterHost,
    sender: Wallet,
    { by, call, gas }: Extract<Step, { kind: "send" }>,
    model: Model,
  ): Promise<void> {
    const before = await host.balance();
    const sending = host.send(sender, call, [], { gasLimit: gas });
    let cost = 0n;
    if (model.admits(by, gas * PRICE)) cost = costOf(await sending);
    else await expectRefused(sending, OVER_LIMIT);
    expect(before - (await host.balance())).to.equal(cost);
    model.spend(by, cost);
  }

  async function nextPeriod(): Promise<void> {
    const now = await chainTime(provider);
    // A few seconds into it, so that the clock advances even from the last second of a period.
    await moveTimeTo(provider, (now / PERIOD + 1n) * PERIOD + 5n);
  }
});
