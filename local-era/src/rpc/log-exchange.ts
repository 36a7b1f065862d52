import type { NodeLog } from "../logging/node-log.ts";
import type { Request, Response } from "./message.ts";

/** Logs a request and its outcome: in one line at `debug`, and both in full at `trace`. */
export function logExchange(
  log: NodeLog,
  { method, params }: Request,
  response: Response,
  milliseconds: number,
): void {
  if (!log.wouldLog("rpc", "debug")) return;
  const outcome = "error" in response ? `failed with ${response.error.code}` : "answered";
  log.write("rpc", "debug", `${method} ${outcome} after ${milliseconds.toFixed(1)} ms`);
  if (!log.wouldLog("rpc", "trace")) return;
  const answer = "error" in response ? response.error : response.result;
  log.write("rpc", "trace", `${method} ${JSON.stringify(params)} → ${JSON.stringify(answer)}`);
}
