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

/** What parsing gives: the message, or where it does not fit. */
function outcome(parse: () => unknown): unknown {
  try {
    return { message: parse() };
  } catch (error) {
    expect(error).to.be.instanceOf(MalformedMessageError);
    return { path: (error as MalformedMessageError).path };
  }
}

/** A message with each of its members missing, and replaced by each of the values. */
function* variants(message: Readonly<Record<string, unknown>>): Iterable<unknown> {
  yield message;
  yield { ...message, more: 1 };
  yield* VALUES;
  for (const name of Object.keys(message)) {
    yield Object.fromEntries(Object.entries(message).filter(([each]) => each !== name));
    for (const value of VALUES) yield { ...message, [name]: value };
  }
}

describe("Messages of the auth server that are read without schemas", () => {
  it("are events as the schema takes them, and wrong where the schema says so", () => {
    for (const message of variants({ id: "a", event: "PopupUnload" }))
      expect(outcome(() => parsePopupEvent(message, "It"))).to.deep.equal(
        outcome(() => parseMessage(PopupEventSchema, message, "It")),
      );
  });

  it("are answers as the schema takes them, and wrong where the schema says so", () => {
    for (const message of variants({ id: "a", requestId: "b", content: { result: { c: 1 } } }))
      expect(outcome(() => parseResponse(message, "It"))).to.deep.equal(
        outcome(() => parseMessage(ResponseMessageSchema, message, "It")),
      );
  });
});
