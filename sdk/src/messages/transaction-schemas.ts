import * as v from "valibot";
import { AddressSchema, BytesSchema, HashSchema, QuantitySchema } from "./hex-schemas.js";
import { AnyRecordSchema, NoLostNamesSchema, recordOf } from "./record-schema.js";

/** Bytes as viem's formatter for Era writes them: a list of numbers. Read as hexadecimal. */
const ByteListSchema = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))),
  v.transform(
    (bytes): `0x${string}` => `0x${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`,
  ),
);

/** What Era's transactions (type 0x71) have besides. */
const Eip712MetaSchema = v.object({
  gasPerPubdata: v.optional(QuantitySchema),
  factoryDeps: v.optional(v.array(v.union([ByteListSchema, BytesSchema]))),
  paymasterParams: v.optional(
    v.object({ paymaster: AddressSchema, paymasterInput: v.union([ByteListSchema, BytesSchema]) }),
  ),
});

/** A transaction of JSON-RPC's, with Era's members. */
export const TransactionSchema = v.object({
  /** The chain that it is meant for. */
  chainId: v.optional(QuantitySchema),
  from: v.optional(AddressSchema),
  to: v.nullish(AddressSchema),
  value: v.optional(QuantitySchema),
  data: v.optional(BytesSchema),
  input: v.optional(BytesSchema),
  nonce: v.optional(QuantitySchema),
  gas: v.optional(QuantitySchema),
  gasPrice: v.optional(QuantitySchema),
  maxFeePerGas: v.optional(QuantitySchema),
  maxPriorityFeePerGas: v.optional(QuantitySchema),
  gasPerPubdata: v.optional(QuantitySchema),
  paymaster: v.optional(AddressSchema),
  paymasterInput: v.optional(BytesSchema),
  /** Bytecodes that the transaction publishes. */
  factoryDeps: v.optional(v.array(BytesSchema)),
  eip712Meta: v.optional(Eip712MetaSchema),
});

/** Parameters of `eth_sendTransaction`. */
export const SendTransactionParamsSchema = v.looseTuple([TransactionSchema]);

const CapabilitySchema = v.looseObject({ optional: v.optional(v.boolean()) });

/**
 * Capability `staticPaymasterConfiguration` (ERC-7902), with what the paymaster wants the transaction's gas and fees to
 * be: it may have signed them.
 */
const StaticPaymasterSchema = v.looseObject({
  optional: v.optional(v.boolean()),
  paymaster: AddressSchema,
  paymasterData: v.optional(BytesSchema),
  gas: v.optional(QuantitySchema),
  maxFeePerGas: v.optional(QuantitySchema),
  maxPriorityFeePerGas: v.optional(QuantitySchema),
  gasPerPubdata: v.optional(QuantitySchema),
});

const CapabilitiesSchema = v.pipe(
  NoLostNamesSchema,
  v.objectWithRest({ staticPaymasterConfiguration: v.optional(StaticPaymasterSchema) }, CapabilitySchema),
);

/** Parameters of `wallet_sendCalls` (EIP-5792, version 2.0.0; 1.0 lacks `atomicRequired`). */
export const SendCallsParamsSchema = v.looseTuple([
  v.object({
    version: v.optional(v.string()),
    id: v.optional(v.pipe(v.string(), v.maxLength(4096))),
    from: v.optional(AddressSchema),
    chainId: v.optional(QuantitySchema),
    atomicRequired: v.optional(v.boolean(), true),
    calls: v.pipe(
      v.array(
        v.object({
          to: v.optional(AddressSchema),
          data: v.optional(BytesSchema),
          value: v.optional(QuantitySchema),
          capabilities: v.optional(CapabilitiesSchema),
        }),
      ),
      v.minLength(1, "there are no calls in it"),
    ),
    capabilities: v.optional(CapabilitiesSchema, {}),
  }),
]);

/** Result of `wallet_sendCalls`: our auth server's `id` is the transaction's hash. */
export const SendCallsResultSchema = v.union([
  v.object({ id: HashSchema }),
  // Version 1.0 answers the bare identifier.
  v.pipe(
    HashSchema,
    v.transform((id) => ({ id })),
  ),
]);

/** Parameters of `personal_sign`: the message in hexadecimal, and the account. */
export const PersonalSignParamsSchema = v.looseTuple([BytesSchema, AddressSchema]);

/** Parameters of `eth_signTypedData_v4`: the account, and the typed data as JSON or as an object. */
export const SignTypedDataParamsSchema = v.looseTuple([
  AddressSchema,
  v.union([
    v.string(),
    v.looseObject({
      domain: v.optional(AnyRecordSchema),
      types: recordOf(v.array(v.object({ name: v.string(), type: v.string() }))),
      primaryType: v.string(),
      message: AnyRecordSchema,
    }),
  ]),
]);

/** The parameters of a transaction, read. */
export type TransactionParams = v.InferOutput<typeof TransactionSchema>;
export type SendCallsParams = v.InferOutput<typeof SendCallsParamsSchema>[0];
export type StaticPaymaster = v.InferOutput<typeof StaticPaymasterSchema>;
