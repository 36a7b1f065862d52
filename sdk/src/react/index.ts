// Hooks for sessions, over wagmi's.

export type { Pending } from "./use-pending.js";
export { useRequestSession, type UseRequestSession } from "./use-request-session.js";
export { useRevokeSession, type UseRevokeSession } from "./use-revoke-session.js";
export { useSession } from "./use-session.js";
export {
  useSessionLimits,
  type RemainingLimit,
  type UseSessionLimits,
  type UseSessionLimitsParameters,
} from "./use-session-limits.js";
