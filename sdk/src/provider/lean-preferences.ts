import { findFunction } from "../session/find-function.js";
import type { CallPolicy, SessionPreferences } from "../session/preferences.js";

/**
 * Returns preferences that ask for the same session with no more of each ABI than the function that the policy is about: a
 * few policies with the ABI of a large contract each would be more than a message holds.
 */
export function leanPreferences(preferences: SessionPreferences): SessionPreferences {
  const { contractCalls } = preferences;
  return Array.isArray(contractCalls)
    ? { ...preferences, contractCalls: contractCalls.map(leanPolicy) }
    : preferences;
}

function leanPolicy(policy: CallPolicy): CallPolicy {
  try {
    return { ...policy, abi: [findFunction(policy.abi, policy.functionName, "functionName")] };
  } catch {
    // What is wrong with it is for the auth server to say.
    return policy;
  }
}
