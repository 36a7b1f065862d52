import { expect } from "chai";
import { answeredOnce } from "../../src/link/answered-once.ts";
import type { AppRequest } from "../../src/link/app-request.ts";

const ENDS: readonly ((request: AppRequest) => void)[] = [
  (request) => request.answer("result"),
  (request) => request.fail(new Error("no")),
  (request) => request.decline(),
];

describe("A request that is answered once", () => {
  let given: string[];

  const asked = (answer: (result: unknown) => void = () => given.push("answer")): AppRequest => {
    const request = { answer, fail: () => given.push("fail"), decline: () => given.push("decline") };
    return answeredOnce(request as unknown as AppRequest, () => given.push("answered"));
  };

  beforeEach(() => (given = []));

  it("has its first answer, whichever that is and whatever follows", () => {
    for (const first of ENDS)
      for (const second of ENDS) {
        given = [];
        const request = asked();
        first(request);
        const [answer] = given;
        second(request);
        expect(given).to.deep.equal([answer, "answered"]);
      }
  });

  it("can still be answered after an answer that could not be given", () => {
    const request = asked(() => {
      throw new Error("too large");
    });
    expect(() => request.answer("x")).to.throw("too large");
    request.decline();
    expect(given).to.deep.equal(["decline", "answered"]);
  });
});
