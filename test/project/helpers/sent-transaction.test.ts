import { expect } from "chai";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { DroppedTransaction, sentTransaction } from "../../helpers/chain/sent-transaction";

const HASH = `0x${"ab".repeat(32)}`;

/** A node that, like anvil-zksync, answers before it validates. */
function node(sealedAt: number | "when it mines" | "never") {
  const seen = { asked: 0, mined: 0 };
  const isSealed = () => (sealedAt === "when it mines" ? seen.mined > 0 : seen.asked > Number(sealedAt));
  const find = async () => {
    seen.asked++;
    return sealedAt !== "never" && isSealed() ? HASH : null;
  };
  const mine = async () => seen.mined++;
  return { seen, find, mine };
}

describe("A transaction that a node took before validating it", () => {
  it("is found at once on a node that seals first, and without a block of its own later", async () => {
    for (const later of [0, 3]) {
      const asked = node(later);
      expect(await sentTransaction(HASH, asked)).to.equal(HASH);
      expect(asked.seen).to.deep.equal({ asked: later + 1, mined: 0 });
    }
  });

  it("is found if the node seals only what it is told to", async () => {
    expect(await sentTransaction(HASH, node("when it mines"))).to.equal(HASH);
  });

  it("counts as refused, for whatever reason, if it is in no block after all", async () => {
    const sent = sentTransaction(HASH, node("never"));
    const { reason } = await expectRefused(sent, "LimitExceeded");
    expect(reason).to.equal(new DroppedTransaction(HASH).message);
    await expectRefused(sentTransaction(HASH, node("never")), /invalid magic value/);
  });

  it("does not count as refused if it went through", async () => {
    const failure = await expectRefused(sentTransaction(HASH, node(0)), /nonce/).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(String(failure)).to.contain("but it was accepted");
  });
});
