import * as v from "valibot";
import type { SessionPreferences } from "../session/preferences.js";
import type { SessionConfigJSON } from "../session/session-config-json.js";
import { AddressSchema, HashSchema } from "./hex-schemas.js";

const PeriodSchema = v.union([v.string(), v.bigint()]);

const LimitSchema = v.union([
  v.bigint(),
  v.looseObject({
    limitType: v.optional(v.union([v.string(), v.number()])),
    limit: v.optional(v.bigint()),
    period: v.optional(PeriodSchema),
  }),
]);

const CountSchema = v.union([v.bigint(), v.number()]);
const UseLimitSchema = v.union([
  CountSchema,
  v.looseObject({ limit: CountSchema, period: v.optional(PeriodSchema) }),
]);

const ExpirySchema = v.union([v.string(), v.bigint(), v.date()]);

const shared = {
  maxValuePerUse: v.optional(v.bigint()),
  valueLimit: v.optional(LimitSchema),
  maxUses: v.optional(UseLimitSchema),
};

const ConstraintSchema = v.looseObject({
  index: v.number(),
  value: v.optional(v.unknown()),
  condition: v.optional(v.string()),
  limit: v.optional(LimitSchema),
});

/**
 * What an app asks a session for, as far as its shape goes: `formatSessionPreferences` judges the rest, and names the
 * field that is wrong, so that members it does not know have to reach it.
 */
export const SessionPreferencesSchema = v.pipe(
  v.looseObject({
    expiresAt: v.optional(ExpirySchema),
    expiry: v.optional(ExpirySchema),
    feeLimit: v.optional(LimitSchema),
    transfers: v.optional(v.pipe(v.array(v.looseObject({ to: AddressSchema, ...shared })), v.maxLength(64))),
    contractCalls: v.optional(
      v.pipe(
        v.array(
          v.looseObject({
            address: AddressSchema,
            abi: v.array(v.looseObject({ type: v.string() })),
            functionName: v.string(),
            constraints: v.optional(v.array(ConstraintSchema)),
            ...shared,
          }),
        ),
        v.maxLength(64),
      ),
    ),
  }),
  v.transform((preferences) => preferences as SessionPreferences),
);

/** The public half of the app's own key for the session. */
export const PublicSessionKeySchema = v.variant("type", [
  v.object({ type: v.literal("p256"), x: HashSchema, y: HashSchema }),
  v.object({ type: v.literal("secp256k1"), address: AddressSchema }),
]);

/** Capability `session` of `wallet_connect`: the session that an app asks for. */
export const SessionRequestSchema = v.object({
  key: PublicSessionKeySchema,
  preferences: SessionPreferencesSchema,
  /** Whether the person may lower limits and shorten the session; they may if not given. */
  isAdjustmentAllowed: v.optional(v.boolean()),
  /** Why the app asks, in its own words: shown as such. */
  justification: v.optional(v.pipe(v.string(), v.maxLength(500))),
});

/** Contracts of a chain that a session's client needs. */
export const SessionContractsSchema = v.looseObject({ session: AddressSchema });

const SessionConfigJSONSchema = v.custom<SessionConfigJSON>(
  (value) => typeof value === "object" && value !== null,
  "a session is an object",
);

/** Capability `session` of the answer: the session that the owner approved, open on the chain. */
export const SessionGrantSchema = v.object({
  /** As `toSessionConfigJSON` writes it; `parseSessionConfigJSON` reads and checks it. */
  sessionConfig: SessionConfigJSONSchema,
  sessionHash: HashSchema,
  /** Paths of what the person lowered: `transfers.0.valueLimit`, `expiresAt`. */
  adjusted: v.optional(v.array(v.string()), []),
  contracts: SessionContractsSchema,
});

/** A session as published auth servers hand it over: with the key, which they made. */
export const HandedOverSessionSchema = v.object({
  sessionKey: HashSchema,
  sessionConfig: SessionConfigJSONSchema,
});

export type PublicSessionKey = v.InferOutput<typeof PublicSessionKeySchema>;
export type SessionRequest = v.InferOutput<typeof SessionRequestSchema>;
export type SessionGrant = v.InferOutput<typeof SessionGrantSchema>;
