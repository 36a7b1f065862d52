import type { NodeLog } from "../logging/node-log.ts";
import type { Request, Response } from "./message.ts";

/** Logs what was asked and what came of it: a line to see what a client does by, and both in full to see why. */
export function logExchange(
  log: NodeLog,
  { method, params }: Request,
  response: Response,
  milliseconds: number,
): void {
  if (!log.hears("rpc", "debug")) return;
  const outcome = "error" in response ? `failed with ${response.error.code}` : "answered";
  log.write("rpc", "debug", `${method} ${outcome} after ${milliseconds.toFixed(1)} ms`);
  if (!log.hears("rpc", "trace")) return;
  const answer = "error" in response ? response.error : response.result;
  log.write("rpc", "trace", `${method} ${JSON.stringify(params)} → ${JSON.stringify(answer)}`);
}
