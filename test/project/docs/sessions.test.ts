import { expect } from "chai";
import { documents, fencedBlocks } from "../../../scripts/documents/documents";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { walletDeployer } from "../../helpers/accounts/suite";
import {
  exampleSpec,
  exampleTransaction,
  type SessionExample,
} from "../../helpers/sessions/session-document";
import { secp256k1KeyPair } from "../../helpers/sessions/session-keypair";
import { SessionSequences } from "../../helpers/sessions/session-sequence";
import { SessionLife } from "../../model/session-life";

const HOUR = 3600n;
const NO_MODULE = "0x0000000000000000000000000000000000000001";

/** Blocks marked `json session`. */
const examples = documents()
  .flatMap(fencedBlocks)
  .filter(({ language, words }) => language === "json" && words.includes("session"));

describe("The documentation's sessions", () => {
  let sequences: SessionSequences;

  before(async () => {
    const wallet = await fundedWallet(localProvider());
    sequences = await SessionSequences.deploy(wallet.provider, walletDeployer(wallet));
  });

  it("exist", () => {
    expect(examples).to.not.have.length(0);
  });

  examples.forEach(({ path, code }, i) => {
    it(`have the documented results, on the chain and in the SDK: number ${i + 1}, in ${path}`, async () => {
      const example = JSON.parse(code) as SessionExample;
      const key = secp256k1KeyPair();
      // At the start of an hour, since periods follow the clock.
      const openedAt = ((await sequences.now()) / HOUR + 1n) * HOUR;
      const spec = exampleSpec(example, key.address, openedAt);
      const steps = example.transactions.map((each) => ({
        time: openedAt + BigInt(each.at ?? 0),
        installed: NO_MODULE,
        transaction: exampleTransaction(each, sequences.account),
      }));
      const written = example.transactions.map((each) => each.answer);
      expect((await sequences.run(spec, key, steps)).verdicts).to.deep.equal(written);

      const life = new SessionLife(spec);
      const context = { account: sequences.account, modules: [] };
      const decided = steps.map(({ time, transaction }) =>
        life.decide(transaction, { ...context, now: time }),
      );
      expect(decided).to.deep.equal(written);
    });
  });
});
