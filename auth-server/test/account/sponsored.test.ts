import { PaymasterContractError } from "@zksync-sso/sdk/errors";
import { expect } from "chai";
import { sponsored, type Sponsor } from "../../src/account/sponsored.ts";
import { CHAIN } from "../fake-node.ts";
import { PAYMASTER, paymasterNode, PAYS, SPONSORED_CHAIN } from "../paymaster-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const call = { sender: SPENDER, to: TARGET, selector: "0x12345678" } as const;
const refusal = new PaymasterContractError(
  { family: "paymaster", rule: "TotalLimitExceeded", values: {}, cause: undefined },
  "The paymaster has nothing left.",
);

describe("What an account does at its chain's expense", () => {
  let leave: () => void;
  /** Who was to pay, each time something was sent. */
  let payers: (Sponsor | undefined)[];

  beforeEach(() => {
    leave = paymasterNode(PAYS);
    payers = [];
  });
  afterEach(() => leave());

  /** Sends something, of which the first time fails as given. */
  const send = (chain: typeof CHAIN, failure?: Error) =>
    sponsored(chain, call, (payer) => {
      payers.push(payer);
      return failure && payers.length === 1 ? Promise.reject(failure) : Promise.resolve("done");
    });

  it("is paid by the paymaster, where there is one that pays", async () => {
    expect(await send(SPONSORED_CHAIN)).to.equal("done");
    expect(payers).to.deep.equal([{ address: PAYMASTER }]);
    payers = [];
    expect(await send(CHAIN)).to.equal("done");
    expect(payers).to.deep.equal([undefined]);
  });

  it("is paid by the account if the paymaster refuses, although it had promised to pay", async () => {
    expect(await send(SPONSORED_CHAIN, refusal)).to.equal("done");
    expect(payers).to.deep.equal([{ address: PAYMASTER }, undefined]);
  });

  it("is not sent again if it fails for another reason", async () => {
    const failure = new Error("declined");
    expect(await send(SPONSORED_CHAIN, failure).catch((error: unknown) => error)).to.equal(failure);
    expect(payers).to.have.length(1);
  });
});
