import { expect } from "chai";
import { Interface } from "ethers";
import { readRefusal } from "../../helpers/accounts/refusal";

const errors = new Interface(["error TooMuch(uint256 asked, uint256 left)", "error Closed()"]);
const tooMuch = errors.encodeErrorResult("TooMuch", [2n, 1n]);
const rpcError = (message: string, data?: string) => ({ code: 3, message, data });

describe("Refusals", () => {
  it("are found where ethers puts them", () => {
    const inner = rpcError("execution reverted", tooMuch);
    for (const thrown of [inner, { error: inner }, { info: { error: inner } }, { cause: inner }]) {
      expect(readRefusal(thrown, [errors]).reason).to.equal("TooMuch(asked=2, left=1)");
    }
  });

  it("are the innermost error if a wrapper repeats its code beside a longer text", () => {
    const thrown = { code: 3, message: `could not coalesce ${tooMuch}`, error: rpcError("nonce too low") };
    expect(readRefusal(thrown, [errors])).to.deep.equal({
      message: "nonce too low",
      data: "0x",
      reason: "nonce too low",
    });
  });

  it("are decoded from the message if it has the data, as for failed validation", () => {
    const thrown = {
      error: rpcError(`Account validation error: Error: ${errors.encodeErrorResult("Closed", [])}`, "0x"),
    };
    expect(readRefusal(thrown, [errors]).error?.name).to.equal("Closed");
  });

  it("keep data that nobody can decode", () => {
    const unknown = `${tooMuch.slice(0, 10)}00`;
    const refusal = readRefusal({ error: rpcError("execution reverted", unknown) }, [errors]);
    expect(refusal).to.deep.equal({
      message: "execution reverted",
      data: unknown,
      reason: "execution reverted",
    });
  });

  it("are not read from other failures", () => {
    const failure = new TypeError("not a function");
    expect(() => readRefusal(failure, [errors])).to.throw(TypeError, "not a function");
  });
});
