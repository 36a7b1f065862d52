import { expect } from "chai";
import fc from "fast-check";
import { pad, size, type Address } from "viem";
import {
  encodeSession,
  getSessionHash,
  parseSessionConfigJSON,
  toSessionConfigJSON,
  type SessionConfigJSON,
  type SessionSpec,
} from "../../src/session/index.js";
import { ALICE, BOB, SIGNER } from "../helpers/addresses.js";
import { sessions } from "../helpers/arbitraries.js";
import { expectSessionError } from "../helpers/expect-error.js";
import { tries } from "../helpers/tries.js";

const unlimited = { limitType: 0, limit: 0n, period: 0n } as const;

/** The session on whose hash the published clients and the contract agree. */
const session: SessionSpec = {
  signer: SIGNER,
  expiresAt: 1_800_000_000n,
  feeLimit: { limitType: 1, limit: 10n ** 17n, period: 0n },
  callPolicies: [
    {
      target: ALICE,
      selector: "0xa9059cbb",
      maxValuePerUse: 0n,
      valueLimit: { limitType: 1, limit: 0n, period: 0n },
      constraints: [
        { condition: 1, index: 0n, refValue: pad(BOB).toLowerCase() as Address, limit: unlimited },
        {
          condition: 0,
          index: 1n,
          refValue: pad("0x00"),
          limit: { limitType: 2, limit: 200n, period: 3600n },
        },
      ],
    },
  ],
  transferPolicies: [
    { target: ALICE, maxValuePerUse: 5n, valueLimit: { limitType: 1, limit: 5n, period: 0n } },
  ],
};

describe("A session", () => {
  it("is encoded and hashed as on the chain", () => {
    expect(size(encodeSession(session))).to.equal(1152);
    expect(getSessionHash(session)).to.equal(
      "0xed4f7dbeab3b406f399f3373bc261adbc18fd2ba99c746c47e544fb15549a3f6",
    );
  });

  it("survives a round trip through JSON (property)", () => {
    fc.assert(
      fc.property(sessions(5n), (spec) => {
        const text = JSON.stringify(toSessionConfigJSON(spec));
        expect(parseSessionConfigJSON(JSON.parse(text) as SessionConfigJSON)).to.deep.equal(spec);
      }),
      { numRuns: tries(100) },
    );
  });

  it("is read from JSON without unknown members", () => {
    const json = { ...toSessionConfigJSON(session), colour: "red" };
    expect(parseSessionConfigJSON(json)).to.deep.equal(session);
  });

  const bad: [path: string, value: unknown][] = [
    ["signer", "0x12"],
    ["signer", undefined],
    ["expiresAt", 5],
    ["expiresAt", "-5"],
    ["expiresAt", "0x5"],
    ["expiresAt", (2n ** 256n).toString()],
    ["feeLimit", null],
    ["feeLimit.limitType", 3],
    ["feeLimit.limitType", "1"],
    ["feeLimit.limit", ""],
    ["callPolicies", {}],
    ["callPolicies[0]", []],
    ["callPolicies[0].selector", "0xa9059c"],
    ["callPolicies[0].constraints[0].index", (2n ** 64n).toString()],
    ["callPolicies[0].constraints[1].condition", 7],
    ["callPolicies[0].constraints[1].refValue", "0x00"],
    ["callPolicies[0].constraints[1].limit.period", 3600],
    ["transferPolicies[0].target", 5],
    ["transferPolicies[0].maxValuePerUse", "5n"],
  ];
  for (const [path, value] of bad) {
    it(`is not read from JSON with ${String(JSON.stringify(value))} as ${path}`, () => {
      const json = toSessionConfigJSON(session);
      set(json, path, value);
      expectSessionError(() => parseSessionConfigJSON(json), "MalformedSessionConfigError", path);
    });
  }

  it("is not read from anything but an object", () => {
    for (const json of [undefined, null, "session", []]) {
      const run = () => parseSessionConfigJSON(json as unknown as SessionConfigJSON);
      expectSessionError(run, "MalformedSessionConfigError", "session");
    }
  });
});

function set(object: object, path: string, value: unknown): void {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  const last = keys.pop() ?? "";
  const parent = keys.reduce<Record<string, unknown>>(
    (each, key) => each[key] as Record<string, unknown>,
    object as Record<string, unknown>,
  );
  parent[last] = value;
}
