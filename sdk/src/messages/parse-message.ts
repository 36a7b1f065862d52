import * as v from "valibot";
import { MalformedMessageError } from "../errors/communicator-errors.js";

/**
 * Reads something that came from outside by its schema. Members that the schema does not know are left out.
 *
 * @param what - what it is, for the error: "The auth server's answer"
 * @throws MalformedMessageError saying where it does not fit
 */
export function parseMessage<const schema extends v.GenericSchema>(
  schema: schema,
  message: unknown,
  what: string,
): v.InferOutput<schema> {
  const result = v.safeParse(schema, message, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new MalformedMessageError(what, v.getDotPath(issue) ?? "", issue.message.replace(/\.$/, ""));
}
