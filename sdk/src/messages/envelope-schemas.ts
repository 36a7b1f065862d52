import * as v from "valibot";
import type { MessageID } from "./message.js";

const MessageIDSchema = v.pipe(
  v.string(),
  v.maxLength(64),
  v.transform((text) => text as MessageID),
);

/** What the auth server's page says of itself: that it is there, or that it is about to go. */
export const PopupEventSchema = v.object({
  id: MessageIDSchema,
  event: v.picklist(["PopupLoaded", "PopupUnload"]),
});

/** What an app asks of the auth server. */
export const RequestMessageSchema = v.object({
  id: MessageIDSchema,
  content: v.object({
    action: v.object({ method: v.pipe(v.string(), v.maxLength(128)), params: v.optional(v.unknown()) }),
    chainId: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  }),
});

/** An error as it travels: JSON-RPC 2.0, section 5.1. */
export const ErrorObjectSchema = v.object({
  code: v.pipe(v.number(), v.safeInteger()),
  message: v.string(),
  data: v.optional(v.unknown()),
});

/** What the auth server answers: a result, or an error. */
export const ResponseMessageSchema = v.object({
  id: MessageIDSchema,
  requestId: MessageIDSchema,
  content: v.union(
    [v.object({ error: ErrorObjectSchema }), v.object({ result: v.unknown() })],
    "an answer holds a result or an error",
  ),
});

export type PopupEventMessage = v.InferOutput<typeof PopupEventSchema>;
export type RequestMessage = v.InferOutput<typeof RequestMessageSchema>;
export type ResponseMessage = v.InferOutput<typeof ResponseMessageSchema>;
