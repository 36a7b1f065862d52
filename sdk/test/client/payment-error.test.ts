import { expect } from "chai";
import { createPublicClient, custom, encodeErrorResult, parseAbi, RpcRequestError } from "viem";
import { zksync } from "viem/chains";
import { InsufficientFundsError, UnusablePaymasterError } from "../../src/errors/index.js";
import { paymentErrorOf } from "../../src/transaction/payment-error.js";
import { ACCOUNT, ALICE, BOB } from "../helpers/addresses.js";

const CLAIM = "insufficient funds for gas + value. balance: 0, fee: 7, value: 90000000000000000000";

describe("The error that nobody can pay for a transaction", () => {
  const client = createPublicClient({
    chain: zksync,
    transport: custom({
      request: ({ method }: { method: string }) =>
        Promise.resolve(method === "eth_getBalance" ? "0x5" : "0x"),
    }),
  });
  const said = (message: string, data = "0x") =>
    new RpcRequestError({ body: {}, error: { code: 3, message, data }, url: "http://node.example" });
  const read = (error: unknown, payment = {}) =>
    paymentErrorOf(client, ACCOUNT, { to: ALICE, data: "0x", ...payment }, error);

  it("is recognized in the node's error and in its report about a paymaster", async () => {
    expect(await read(said(CLAIM)))
      .to.be.instanceOf(InsufficientFundsError)
      .and.include({ balance: 5n });
    const unpaid = said("Validation revert: Paymaster validation error: none");
    expect(await read(unpaid, { paymaster: BOB })).to.be.instanceOf(UnusablePaymasterError);
  });

  it("is not recognized in a called contract's revert reason, whatever its words", async () => {
    const plain = (reason: string) =>
      encodeErrorResult({ abi: parseAbi(["error Error(string reason)"]), args: [reason] });
    const reverted = "[anvil_zksync-revert-1] Execution reverted with message";
    for (const before of ["execution reverted", reverted])
      for (const data of [undefined, plain(CLAIM)])
        expect(await read(said(`${before}: ${CLAIM}`, data)), `${before} ${data}`).to.equal(undefined);
    // It ran and reverted: that the account also has too little is not the reason.
    const costly = { value: 6n, gas: 1n, maxFeePerGas: 1n };
    expect(await read(said("execution reverted: paused", plain("paused")), costly)).to.equal(undefined);
    const about = said("execution reverted: Paymaster validation error: none");
    expect(await read(about, { paymaster: BOB })).to.equal(undefined);
  });
});
