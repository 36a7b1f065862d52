import { expect } from "chai";
import { zeroAddress, type Address } from "viem";
import { nodeClient } from "../../src/account/account-client.ts";
import { ENOUGH, payingFor } from "../../src/account/paymaster.ts";
import { CHAIN } from "../fake-node.ts";
import { PAYMASTER, paymasterNode, PAYS } from "../paymaster-node.ts";
import { SPENDER, TARGET } from "../session.ts";

describe("The chain's paymaster", () => {
  let leave: (() => void) | undefined;
  let asked: unknown[];

  beforeEach(() => {
    asked = [];
  });
  afterEach(() => leave?.());

  const paying = (known: typeof PAYS | undefined, to: Address = TARGET, paymaster?: Address) => {
    leave = paymasterNode(known, (question) => asked.push(question));
    return payingFor(nodeClient(CHAIN), paymaster, { sender: SPENDER, to, selector: "0x12345678" });
  };

  it("pays for what it sponsors, as long as it may and can", async () => {
    expect(await paying(PAYS, TARGET, PAYMASTER)).to.equal(PAYMASTER);
    expect(asked).to.have.deep.members([
      ["isSponsored", TARGET, "0x12345678"],
      ["remaining", SPENDER],
    ]);
    const less = ENOUGH - 1n;
    for (const lack of [{ isSponsored: false }, { forSender: less }, { forAll: less }, { balance: less }])
      expect(await paying({ ...PAYS, ...lack }, TARGET, PAYMASTER), Object.keys(lack)[0]).to.equal(undefined);
  });

  it("is asked about an account's call of itself by the zero address", async () => {
    expect(await paying(PAYS, SPENDER, PAYMASTER)).to.equal(PAYMASTER);
    expect(asked).to.deep.include(["isSponsored", zeroAddress, "0x12345678"]);
  });

  it("pays nothing if there is none, or it is another kind of paymaster", async () => {
    expect(await paying(PAYS)).to.equal(undefined);
    expect(asked).to.deep.equal([]);
    expect(await paying(undefined, TARGET, PAYMASTER)).to.equal(undefined);
  });
});
