import * as v from "valibot";
import { AddressSchema, BytesSchema, ChainIdSchema, HashSchema, QuantitySchema } from "./hex-schemas.js";
import { LONGEST_APP_NAME } from "./longest-app-name.js";
import { AnyRecordSchema, recordOf } from "./record-schema.js";
import {
  HandedOverSessionSchema,
  SessionContractsSchema,
  SessionGrantSchema,
  SessionPreferencesSchema,
  SessionRequestSchema,
} from "./session-request-schemas.js";

/** What an app says of itself; shown as its claim. */
export const AppMetadataSchema = v.object({
  name: v.pipe(v.string(), v.maxLength(LONGEST_APP_NAME)),
  icon: v.nullish(v.pipe(v.string(), v.maxLength(2048)), null),
  configData: v.optional(recordOf(v.union([v.string(), v.number(), v.boolean()])), {}),
});

/** Parameters of `eth_requestAccounts`, as published clients send them: an object, not a list. */
export const RequestAccountsParamsSchema = v.object({
  metadata: AppMetadataSchema,
  sessionPreferences: v.optional(SessionPreferencesSchema),
});

const ChainInfoSchema = v.object({
  id: ChainIdSchema,
  capabilities: v.optional(AnyRecordSchema, {}),
  contracts: SessionContractsSchema,
});

/** Result of `eth_requestAccounts`. */
export const RequestAccountsResultSchema = v.object({
  account: v.object({
    address: AddressSchema,
    activeChainId: v.optional(ChainIdSchema),
    session: v.optional(HandedOverSessionSchema),
  }),
  chainsInfo: v.array(ChainInfoSchema),
});

/** Capability `signInWithEthereum`: what the message to sign says (ERC-4361). */
export const SignInRequestSchema = v.object({
  /** At least eight letters or digits (ERC-4361). */
  nonce: v.pipe(v.string(), v.regex(/^[a-zA-Z0-9]{8,128}$/, "a nonce has 8 to 128 letters or digits")),
  chainId: QuantitySchema,
  version: v.optional(v.literal("1")),
  scheme: v.optional(v.string()),
  /** The asking origin's host; any other is refused. */
  domain: v.optional(v.string()),
  uri: v.optional(v.string()),
  statement: v.optional(v.pipe(v.string(), v.regex(/^[^\r\n]*$/, "a statement has one line"))),
  issuedAt: v.optional(v.string()),
  expirationTime: v.optional(v.string()),
  notBefore: v.optional(v.string()),
  /** As ERC-4361 has it: none of these characters begins another line. */
  requestId: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[\w\-.~!$&'()*+,;=:@%]*$/, "a request ID has characters of an address alone"),
    ),
  ),
  resources: v.optional(v.array(v.string())),
});

/** Parameters of `wallet_connect` (ERC-7846). */
export const ConnectParamsSchema = v.tuple([
  v.object({
    version: v.literal("1"),
    chainIds: v.optional(v.array(QuantitySchema)),
    capabilities: v.optional(
      v.object({
        session: v.optional(SessionRequestSchema),
        signInWithEthereum: v.optional(SignInRequestSchema),
        /** What the app says of itself. */
        metadata: v.optional(AppMetadataSchema),
      }),
      {},
    ),
  }),
]);

/** Result of `wallet_connect` (ERC-7846). */
export const ConnectResultSchema = v.object({
  accounts: v.pipe(
    v.array(
      v.object({
        address: AddressSchema,
        capabilities: v.optional(
          v.object({
            session: v.optional(SessionGrantSchema),
            signInWithEthereum: v.optional(v.object({ message: v.string(), signature: BytesSchema })),
          }),
          {},
        ),
      }),
    ),
    v.minLength(1, "there is no account in it"),
  ),
  chainIds: v.optional(v.array(QuantitySchema), []),
});

/** Parameters of `wallet_disconnect` (ERC-7846). */
export const DisconnectParamsSchema = v.optional(
  v.union([
    v.tuple([
      v.object({
        /** Whether to close the session on the chain, too. */
        revoke: v.optional(v.boolean()),
        /** Hash of the session to close, which the app's provider adds. */
        sessionHash: v.optional(HashSchema),
      }),
    ]),
    v.strictTuple([]),
  ]),
  [],
);

export type SignInRequest = v.InferOutput<typeof SignInRequestSchema>;
export type ConnectResult = v.InferOutput<typeof ConnectResultSchema>;
export type RequestAccountsResult = v.InferOutput<typeof RequestAccountsResultSchema>;
