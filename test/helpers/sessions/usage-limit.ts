export { allowance, lifetime, LimitUnlimited as unlimited } from "../../../sdk/src/session/usage-limit.js";
