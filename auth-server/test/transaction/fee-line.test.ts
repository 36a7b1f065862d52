import { expect } from "chai";
import { SPENDER, TARGET } from "../session.ts";
import { withEnoughGas } from "../../src/transaction/enough-gas.ts";
import { feeLine } from "../../src/transaction/fee-line.ts";

/** What a transaction would use now: 1000 units at 0.000001 ETH. */
const NOW = { gas: 1000n, price: 10n ** 12n };

const line = (
  sets: { gas?: bigint; maxFeePerGas?: bigint; maxPriorityFeePerGas?: bigint },
  fee: typeof NOW | undefined = NOW,
) => {
  const { amount, details } = feeLine(
    { calls: [], transaction: { to: TARGET, ...sets }, isPaidInTokens: false },
    fee,
  );
  return { amount, details };
};

describe("The network fee line", () => {
  it("states the current fee", () => {
    expect(line({})).to.deep.equal({ amount: "about 0.001 ETH", details: [] });
    expect(
      feeLine({ calls: [], transaction: { to: TARGET }, isPaidInTokens: false }, undefined).amount,
    ).to.equal("unknown");
  });

  it("states who pays in the person's place, and with whose tokens", () => {
    const transaction = { to: TARGET, paymaster: SPENDER, paymasterInput: "0x" } as const;
    const paid = (isPaidInTokens: boolean) => feeLine({ calls: [], transaction, isPaidInTokens }, NOW);
    expect(paid(false)).to.deep.include({ amount: "none for you", details: ["Paid by the app’s sponsor"] });
    expect(paid(true)).to.deep.include({
      amount: "in tokens",
      details: ["Whoever pays it may take the tokens named first"],
    });
  });

  it("states the maximum fee, whichever part of it the app sets", () => {
    const most = ["The app has it cost 0.1 ETH at most"];
    // A fifth more than the current price, and the tip: that is what is offered.
    expect(line({ gas: 100_000n }).details).to.deep.equal(["The app has it cost 0.12 ETH at most"]);
    const tip = { maxPriorityFeePerGas: 10n ** 12n };
    expect(line(tip).details).to.deep.equal(["The app has it cost 0.0022 ETH at most"]);
    expect(line({ maxFeePerGas: 10n ** 14n }).details).to.deep.equal(most);
    expect(line({ gas: 10_000n, maxFeePerGas: 10n ** 13n }).details).to.deep.equal(most);
    expect(line({ gas: 1000n, maxFeePerGas: 10n ** 12n }).details).to.deep.equal([]);
  });

  it("counts no less gas than the transaction takes, however little the app names, unless a paymaster pays", () => {
    // 1000 units, where the app names 500: what it asked a node knew nothing of the passkey's signature.
    expect(line({ gas: 500n, maxFeePerGas: 10n ** 13n }).details).to.deep.equal([
      "The app has it cost 0.01 ETH at most",
    ]);
    expect(withEnoughGas({ to: TARGET, gas: 500n }, NOW).gas).to.equal(1000n);
    for (const kept of [
      { to: TARGET },
      { to: TARGET, gas: 2000n },
      { to: TARGET, gas: 500n, paymaster: SPENDER },
    ] as const)
      expect(withEnoughGas(kept, NOW)).to.deep.equal(kept);
    expect(withEnoughGas({ to: TARGET, gas: 500n }, undefined).gas).to.equal(500n);
  });
});
