import { expect } from "chai";
import fc from "fast-check";
import { fundedWallet, localProvider } from "./helpers/local-chain";
import { readRefusal } from "./helpers/refusal";
import { periodIds, governingPolicy } from "./helpers/session-periods";
import { SessionHost, type SessionSecret } from "./helpers/session-host";
import { suiteErrors } from "./helpers/suite-errors";
import { sessionPolicies, steps } from "./model/session-arbitraries";
import { SessionModel, type ModelCall } from "./model/session-model";

/** Pairs of a session and a sequence of transactions; more with `SESSION_MODEL_RUNS`. */
const RUNS = Number(process.env.SESSION_MODEL_RUNS ?? 40);

describe("SessionKeyModule: against the model of the policy language", () => {
  let sessions: SessionHost;

  before(async () => {
    sessions = await SessionHost.deploy(await fundedWallet(localProvider()));
  });

  /** What the module says to a call now; an allowed one is used up. */
  async function moduleVerdict(session: SessionSecret, { fee, ...call }: ModelCall): Promise<string> {
    const ids = governingPolicy(session.spec, call)
      ? periodIds(session.spec, call, await sessions.now())
      : [0n, 0n];
    const asked = { ...call, gasLimit: fee, maxFeePerGas: 1n, periodIds: ids };
    try {
      expect(await sessions.ask(session, asked)).to.equal(true);
      await sessions.use(session, asked);
      return "allowed";
    } catch (thrown) {
      return readRefusal(thrown, suiteErrors).error?.name ?? String(thrown);
    }
  }

  it("decides every transaction of every sequence as the model does (property)", async function () {
    this.timeout(RUNS * 5_000);
    const verdicts = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        sessionPolicies,
        fc.array(steps, { minLength: 3, maxLength: 8 }),
        async (policies, sequence) => {
          const session = await sessions.open(policies);
          const model = new SessionModel(session.spec);
          for (const { call, idle } of sequence) {
            if (idle > 0n) await sessions.moveTo((await sessions.now()) + idle);
            const expected = model.decide(call, await sessions.now());
            expect(await moduleVerdict(session, call)).to.equal(expected);
            verdicts.add(expected);
          }
        },
      ),
      { numRuns: RUNS },
    );
    expect(verdicts).to.include("allowed");
    expect(verdicts.size).to.be.greaterThan(4);
  });
});
