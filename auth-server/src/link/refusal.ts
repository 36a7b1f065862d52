import { serializeError, type SerializedError } from "@zksync-sso/sdk/errors";

/** Returns what an app is told of an error: nothing of where in this page's code it came from. */
export function refusal(error: unknown): { readonly error: SerializedError } {
  const serialized = serializeError(error);
  delete serialized.stack;
  return { error: serialized };
}
