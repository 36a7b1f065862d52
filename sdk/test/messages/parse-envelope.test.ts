import { expect } from "chai";
import { MalformedMessageError } from "../../src/errors/index.js";
import { parseMessage, PopupEventSchema, ResponseMessageSchema } from "../../src/messages/index.js";
import { parsePopupEvent, parseResponse } from "../../src/messages/parse-envelope.js";

const LONG = "x".repeat(65);
const VALUES = [
  undefined,
  null,
  5,
  1.5,
  "text",
  LONG,
  [],
  {},
  { result: 1 },
  { result: undefined },
  { error: { code: 4001, message: "no", more: 1 } },
  { error: { code: 4001, message: "no", data: { a: 1 } } },
  { error: { code: 1.5, message: "no" }, result: 2 },
  { error: { code: 4001 } },
  { error: "no", result: null },
];

/** The result of parsing: the message, or the path that does not match. */
function outcome(parse: () => unknown): unknown {
  try {
    return { message: parse() };
  } catch (error) {
    expect(error).to.be.instanceOf(MalformedMessageError);
    return { path: (error as MalformedMessageError).path };
  }
}

/** Returns variants of a message: each member missing, or replaced by each of the values. */
function* variants(message: Readonly<Record<string, unknown>>): Iterable<unknown> {
  yield message;
  yield { ...message, more: 1 };
  yield* VALUES;
  for (const name of Object.keys(message)) {
    yield Object.fromEntries(Object.entries(message).filter(([each]) => each !== name));
    for (const value of VALUES) yield { ...message, [name]: value };
  }
}

describe("Auth server messages that are parsed without schemas", () => {
  it("include events, accepted and refused as the schema does", () => {
    for (const message of variants({ id: "a", event: "PopupUnload" }))
      expect(outcome(() => parsePopupEvent(message, "It"))).to.deep.equal(
        outcome(() => parseMessage(PopupEventSchema, message, "It")),
      );
  });

  it("include answers, accepted and refused as the schema does", () => {
    for (const message of variants({ id: "a", requestId: "b", content: { result: { c: 1 } } }))
      expect(outcome(() => parseResponse(message, "It"))).to.deep.equal(
        outcome(() => parseMessage(ResponseMessageSchema, message, "It")),
      );
  });
});
