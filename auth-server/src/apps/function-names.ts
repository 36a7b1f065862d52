import { describeCall, type SessionPreferences, type SessionSpec } from "@zksync-sso/sdk/session";
import type { Hash } from "viem";
import * as v from "valibot";

const KEY = "zksync-sso.functions";
/** So many sessions are remembered, and so many functions of each. */
const [MOST, MOST_FUNCTIONS] = [200, 50];

const StoredSchema = v.record(v.string(), v.array(v.pipe(v.string(), v.maxLength(100))));

/** Remembers on this device what an app called the functions that its session may call: the chain knows their selectors only. */
export function rememberFunctions(
  sessionHash: Hash,
  { callPolicies }: SessionSpec,
  { contractCalls = [] }: SessionPreferences,
): void {
  const names = contractCalls.slice(0, MOST_FUNCTIONS).map(({ address, abi }, i) => {
    const policy = callPolicies[i];
    return (policy && describeCall(policy, [{ address, abi }]).functionName) ?? "";
  });
  const kept = Object.entries(functionNames()).slice(1 - MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...Object.fromEntries(kept), [sessionHash]: names }));
  } catch {
    // Full or forbidden: the functions are shown by their selectors then.
  }
}

/** Returns the names of the functions that sessions may call, policy by policy, by the hashes of the sessions; "" if not known. */
export function functionNames(): Readonly<Record<string, readonly string[]>> {
  try {
    return v.parse(StoredSchema, JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    return {};
  }
}
