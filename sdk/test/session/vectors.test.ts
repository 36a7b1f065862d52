import { readFileSync } from "node:fs";
import { expect } from "chai";
import { type VectorPreferences } from "../../scripts/vector-preferences.js";
import { sessionVectors, stringifyVectors, withAbi } from "../../scripts/vectors.js";
import {
  addUsage,
  encodeSession,
  explain,
  formatSessionPreferences,
  getPeriodIds,
  getSessionHash,
  NO_USAGE,
  parseSessionConfigJSON,
  sessionStateOf,
  type SessionConfigJSON,
  type SessionDefaults,
  type SessionTransaction,
  type SessionUsage,
} from "../../src/session/index.js";
import { expectSessionError } from "../helpers/expect-error.js";

interface Vectors {
  now: bigint;
  defaults: SessionDefaults;
  good: {
    name: string;
    preferences: VectorPreferences;
    session: SessionConfigJSON;
    encoded: string;
    hash: string;
    transactions: {
      timestamp: bigint;
      modules?: `0x${string}`[];
      transaction: SessionTransaction;
      answer: { allowed: boolean; left: Record<string, bigint> & bigint; periodIds?: bigint[] };
    }[];
  }[];
  bad: { name: string; preferences: VectorPreferences; error: { name: string; field: string } }[];
}

const text = readFileSync(new URL("../../vectors/sessions.json", import.meta.url), "utf8");
const vectors = JSON.parse(text, (_, value: unknown) =>
  typeof value === "string" && /^-?\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
) as Vectors;

describe("Session vectors", () => {
  it("are up to date; if they are not, run `npm run vectors` in sdk/", () => {
    expect(stringifyVectors(sessionVectors())).to.equal(text);
  });

  const { now, defaults, good, bad } = vectors;

  for (const { name, preferences, session: json, encoded, hash, transactions } of good) {
    it(`define a session and its results: ${name}`, () => {
      const session = parseSessionConfigJSON(json);
      expect({
        signer: json.signer,
        ...formatSessionPreferences(withAbi(preferences), defaults, { now }),
      }).to.deep.equal(session);
      expect(encodeSession(session)).to.equal(encoded);
      expect(getSessionHash(session)).to.equal(hash);
      let usage: SessionUsage = NO_USAGE;
      for (const { timestamp, modules, transaction, answer } of transactions) {
        const snapshot = {
          ...sessionStateOf(session, usage, timestamp),
          timestamp,
          ...(modules && { modules }),
        };
        const ours = explain(session, snapshot, transaction);
        expect(ours.allowed).to.equal(answer.allowed);
        if (!ours.allowed) {
          expect(ours).to.deep.include(answer);
          continue;
        }
        expect(Object.fromEntries(ours.spendings.map(({ path, left }) => [path, left]))).to.deep.equal(
          answer.left,
        );
        expect(getPeriodIds(session, transaction, timestamp)).to.deep.equal(answer.periodIds);
        usage = addUsage(usage, ours.spendings, timestamp);
      }
    });
  }

  for (const { name, preferences, error } of bad) {
    it(`define what is refused, and where: ${name}`, () => {
      const run = () => formatSessionPreferences(withAbi(preferences), defaults, { now });
      expectSessionError(run, error.name, error.field);
    });
  }
});
