import { expect } from "chai";
import { actionsOf, methodsOf, staticMethodsOf } from "./methods-of.ts";
import { failureOf } from "./table.ts";

class Base {
  static make(): Base {
    return new Base();
  }
  inherited(): void {}
  overridden(): void {}
}

class Derived extends Base {
  get value(): number {
    return 1;
  }
  override overridden(): void {}
  _hidden(): void {}
}

describe("The conformance tables", () => {
  it("list methods and accessors, own and inherited, once", () => {
    expect(methodsOf(Derived).sort()).to.deep.equal(["inherited", "overridden", "value"]);
    expect(staticMethodsOf(Base)).to.deep.equal(["make"]);
    expect(staticMethodsOf(Derived)).to.deep.equal([]);
  });

  it("list actions, including those of namespaces", () => {
    const namespaced = Object.assign(() => undefined, { call: () => undefined });
    expect(actionsOf({ send: () => undefined, token: { transfer: namespaced } })).to.deep.equal([
      "send",
      "token.transfer",
      "token.transfer.call",
    ]);
  });

  it("do not mistake a result for a failure", async () => {
    const error = await failureOf(() => Promise.resolve(7)).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error).with.property("message").that.contains("succeeded with 7");
    expect((await failureOf(() => Promise.reject(new Error("no")))).message).to.equal("no");
  });
});
