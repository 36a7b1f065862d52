import { expect } from "chai";
import { InvalidTransactionRequestError } from "../../src/errors/index.js";
import {
  createGeneralPaymaster,
  getGeneralPaymasterInput,
  getTransactionWithPaymasterData,
} from "../../src/paymaster/index.js";
import { withPaymaster } from "../../src/paymaster/with-paymaster.js";
import { ACCOUNT, ALICE, BOB } from "../helpers/addresses.js";
import { rejection } from "../helpers/rejection.js";

const PAYMASTER = BOB;
const sender = { address: ACCOUNT, chainId: 324 };
const general = { paymaster: PAYMASTER, paymasterInput: getGeneralPaymasterInput({ innerInput: "0x" }) };

describe("Paymasters", () => {
  it("are added to a transaction that has none, and leave others alone", async () => {
    const handler = createGeneralPaymaster(PAYMASTER);
    expect(await withPaymaster({ to: ALICE, value: 1n }, sender, handler)).to.deep.equal({
      to: ALICE,
      value: 1n,
      ...general,
    });
    const own = { to: ALICE, paymaster: ALICE, paymasterInput: "0x8c5a3445" } as const;
    expect(await withPaymaster(own, sender, handler)).to.deep.equal(own);
  });

  it("may set gas and fees, and receive what is known", async () => {
    const asked: object[] = [];
    const transaction = await withPaymaster({ to: ALICE, nonce: 5, data: "0x01" }, sender, (known) => {
      asked.push(known);
      return Promise.resolve({ ...general, gas: 9n, maxFeePerGas: undefined as never });
    });
    expect(transaction).to.deep.equal({ to: ALICE, nonce: 5, data: "0x01", gas: 9n, ...general });
    expect(asked[0]).to.include({
      nonce: 5,
      from: ACCOUNT,
      to: ALICE,
      data: "0x01",
      value: 0n,
      chainId: 324,
    });
  });

  it("leave alone what a handler answers null for, and are refused with an answer that cannot be used", async () => {
    const asked = { to: ALICE, value: 1n };
    const answers = (members: object) => () => Promise.resolve({ ...general, ...members });
    expect(await withPaymaster(asked, sender, answers({ gas: null }))).to.deep.equal({
      ...asked,
      ...general,
    });
    const unusable = { gasPerPubdata: 0n, gas: -1n, maxFeePerGas: "many", paymaster: "0x12" };
    for (const [member, value] of Object.entries(unusable)) {
      const paying = withPaymaster(asked, sender, answers({ [member]: value }));
      const { shortMessage } = await rejection(paying, InvalidTransactionRequestError);
      expect(shortMessage).to.include(`transaction's ${member} cannot be read`);
    }
  });

  it("are refused with an answer that is none, before the account pays itself", async () => {
    for (const answer of [undefined, null, PAYMASTER]) {
      const paying = withPaymaster({ to: ALICE }, sender, () => Promise.resolve(answer as never));
      const { shortMessage } = await rejection(paying, InvalidTransactionRequestError);
      expect(shortMessage).to.include("paymasterHandler answered");
    }
  });

  it("change neither recipient nor amount, whatever else the handler returns", async () => {
    const transaction = await withPaymaster({ to: ALICE, value: 1n }, sender, (known) =>
      Promise.resolve({ nonce: known.nonce, ...general, to: BOB, value: 2n }),
    );
    expect(transaction).to.deep.equal({ to: ALICE, value: 1n, ...general });
  });

  it("go into a viem request as the published function puts them", async () => {
    const request = { to: ALICE, value: 1n };
    const plain = await getTransactionWithPaymasterData(324, ACCOUNT, request);
    expect(plain).to.deep.equal({ ...request, from: ACCOUNT, chainId: 324 });
    const handler = createGeneralPaymaster(PAYMASTER);
    const paid = await getTransactionWithPaymasterData(324, ACCOUNT, request, handler);
    expect(paid).to.deep.equal({ ...plain, ...general });
  });
});
