import type { SessionConfigJSON } from "./session-config-json.js";
import type { SessionSpec, TransferSpec } from "./session-spec.js";
import type { UsageLimit } from "./usage-limit.js";

/** Writes a session in the form in which it travels in messages. `parseSessionConfigJSON` reads it. */
export function toSessionConfigJSON(session: SessionSpec): SessionConfigJSON {
  return {
    signer: session.signer,
    expiresAt: String(session.expiresAt),
    feeLimit: limitJSON(session.feeLimit),
    callPolicies: session.callPolicies.map((policy) => ({
      ...transferJSON(policy),
      selector: policy.selector,
      constraints: policy.constraints.map(({ condition, index, refValue, limit }) => ({
        condition,
        index: String(index),
        refValue,
        limit: limitJSON(limit),
      })),
    })),
    transferPolicies: session.transferPolicies.map(transferJSON),
  };
}

function transferJSON({ target, maxValuePerUse, valueLimit }: TransferSpec) {
  return { target, maxValuePerUse: String(maxValuePerUse), valueLimit: limitJSON(valueLimit) };
}

function limitJSON({ limitType, limit, period }: UsageLimit) {
  return { limitType, limit: String(limit), period: String(period) };
}
