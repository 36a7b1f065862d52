// Every export of the published client for these paths exists here under the same name, with a compatible
// type: what accepts its values accepts ours, and what we accept, it provides.

import type * as theirAuth from "zksync-sso-published/client-auth-server";
import type * as theirErrors from "zksync-sso-published/errors";
import type * as theirUtils from "zksync-sso-published/utils";
import * as ourErrors from "../../src/errors/index.js";
import type { SerializedEthereumRpcError } from "../../src/errors/index.js";
import * as ourSession from "../../src/session/index.js";
import * as ourUtils from "../../src/utils/index.js";
import type * as our from "../../src/utils/index.js";
import type { Gives, Mutual, Names } from "./compatible.js";

type Session = typeof ourSession;

/** Their string enums are nominal; ours are plain strings. */
type Unbranded<type> = type extends string
  ? `${type}`
  : type extends object
    ? { [key in keyof type]: Unbranded<type[key]> }
    : type;

/** Their bytes are those of a browser package for Node; ours are the language's, which a `Buffer` is too. */
type Unbuffered<type> = { [key in keyof type]: type[key] extends Buffer ? Uint8Array : type[key] };

/** Functions and values: ours fit where theirs did. */
export const formatLimitPreferences: typeof theirAuth.formatLimitPreferences =
  ourSession.formatLimitPreferences;
export const formatDatePreferences: typeof theirAuth.formatDatePreferences = ourSession.formatDatePreferences;
export const formatSessionPreferences: typeof theirAuth.formatSessionPreferences =
  ourSession.formatSessionPreferences;
export const encodeSession: typeof theirUtils.encodeSession = ourUtils.encodeSession;
export const encodeSessionTx: typeof theirUtils.encodeSessionTx = ourUtils.encodeSessionTx;
export const encodeModuleData: typeof theirUtils.encodeModuleData = ourUtils.encodeModuleData;
export const getPeriodIds: typeof theirUtils.getPeriodIdsForTransaction = ourUtils.getPeriodIdsForTransaction;
export const validate: (
  args: theirUtils.TransactionValidationArgs,
) => Unbranded<theirUtils.ValidationResult> = ourUtils.validateSessionTransaction;
export const publicKeyBytes: (publicPasskey: Uint8Array) => Unbuffered<[Buffer, Buffer]> =
  ourUtils.getPublicKeyBytesFromPasskeySignature;
export const coseKey: typeof theirUtils.getPasskeySignatureFromPublicKeyBytes =
  ourUtils.getPasskeySignatureFromPublicKeyBytes;
export const encodePasskey: typeof theirUtils.encodePasskeyModuleParameters =
  ourUtils.encodePasskeyModuleParameters;
export const unwrap: typeof theirUtils.unwrapEC2Signature = ourUtils.unwrapEC2Signature;
export const normalizeS: typeof theirUtils.normalizeS = ourUtils.normalizeS;
export const base64Url: typeof theirUtils.base64UrlToUint8Array = ourUtils.base64UrlToUint8Array;
export const passkeySignature: typeof theirUtils.passkeyHashSignatureResponseFormat =
  ourUtils.passkeyHashSignatureResponseFormat;
export const limitUnlimited: typeof theirUtils.LimitUnlimited = ourUtils.LimitUnlimited;
export const limitZero: typeof theirUtils.LimitZero = ourUtils.LimitZero;
export const codes: typeof theirErrors.standardErrorCodes = ourErrors.standardErrorCodes;
export const errors: typeof theirErrors.standardErrors = ourErrors.standardErrors;
export const serialize: typeof theirErrors.serializeError = ourErrors.serializeError;

/** Types. Enum members are numbers and strings here, which are assignable to theirs. */
export const types: [
  Mutual<our.Limit, theirUtils.Limit>,
  Mutual<our.Constraint, theirUtils.Constraint>,
  Mutual<our.CallPolicy, theirUtils.CallPolicy>,
  Mutual<our.TransferPolicy, theirUtils.TransferPolicy>,
  Mutual<our.SessionConfig, theirUtils.SessionConfig>,
  Mutual<our.SessionState, theirUtils.SessionState>,
  Mutual<our.TransactionValidationArgs, theirUtils.TransactionValidationArgs>,
  Mutual<our.ValidationResult, Unbranded<theirUtils.ValidationResult>>,
  Mutual<our.SessionStateEvent, Unbranded<theirUtils.SessionStateEvent>>,
  Gives<our.SessionStateEventCallback, (event: theirUtils.SessionStateEvent) => void>,
  Mutual<SerializedEthereumRpcError, theirErrors.SerializedEthereumRpcError>,
  Gives<theirAuth.PartialLimit, ourSession.PartialLimit>,
  Gives<theirAuth.PartialCallPolicy, ourSession.PartialCallPolicy>,
  Gives<ourSession.PartialCallPolicy, Omit<theirAuth.PartialCallPolicy, never>>,
  Gives<theirAuth.PartialTransferPolicy, ourSession.PartialTransferPolicy>,
  Gives<ourSession.PartialTransferPolicy, theirAuth.PartialTransferPolicy>,
  Gives<theirAuth.SessionPreferences, ourSession.SessionPreferences>,
  Gives<ourSession.SessionPreferences, theirAuth.SessionPreferences>,
] = [
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
];

export const names: [
  Gives<Names<typeof theirUtils>, keyof typeof ourUtils>,
  Gives<Names<typeof theirErrors>, keyof typeof ourErrors>,
  Gives<Names<typeof theirAuth>, keyof Session>,
] = [true, true, true];

/** Enum members have the same names and values. */
export const enums: [
  Gives<keyof typeof theirUtils.LimitType, keyof typeof ourUtils.LimitType>,
  Gives<keyof typeof theirUtils.ConstraintCondition, keyof typeof ourUtils.ConstraintCondition>,
  Gives<keyof typeof theirUtils.SessionStatus, keyof typeof ourUtils.SessionStatus>,
  Gives<keyof typeof theirUtils.SessionErrorType, keyof typeof ourUtils.SessionErrorType>,
  Gives<keyof typeof theirUtils.SessionEventType, keyof typeof ourUtils.SessionEventType>,
] = [true, true, true, true, true];
