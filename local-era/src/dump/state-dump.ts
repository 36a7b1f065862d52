import { gunzipSync, gzipSync } from "node:zlib";
import type { ChainContents } from "../chain/chain.ts";
import type { Node } from "../chain/node.ts";
import { readObject } from "../primitives/json-value.ts";
import { chainCodec } from "./chain-codec.ts";

const FORMAT = "local-era";
const VERSION = 1;
/** Limits the JSON text that is accepted, in bytes: a small file may unpack to far more than memory holds. */
const MAX_TEXT = 512 * 1024 * 1024;
const GZIP_MAGIC = [0x1f, 0x8b];

/** Signals bytes that are not a state of this node; the message says what is wrong with them. */
export class InvalidStateDump extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(`the state cannot be loaded: ${detail}`, options);
    this.name = "InvalidStateDump";
  }
}

/** Writes a chain as gzipped JSON. Equal chains give equal bytes. */
export function writeStateDump(chain: ChainContents): Uint8Array {
  const text = JSON.stringify({ format: FORMAT, version: VERSION, ...(chainCodec.write(chain) as object) });
  return gzipSync(text);
}

/** Reads what {@link writeStateDump} wrote, gzipped or not. Throws {@link InvalidStateDump}. */
export function readStateDump(dump: Uint8Array): ChainContents {
  const json = parse(unpack(dump));
  requireFormat(json);
  try {
    return chainCodec.read(json, "state");
  } catch (error) {
    throw new InvalidStateDump(messageOf(error), { cause: error });
  }
}

/** Makes a node continue from a dump. Throws {@link InvalidStateDump}; the node is then unchanged. */
export function loadState(node: Node, dump: Uint8Array): void {
  const contents = readStateDump(dump);
  try {
    node.load(contents);
  } catch (error) {
    throw new InvalidStateDump(messageOf(error), { cause: error });
  }
}

function unpack(dump: Uint8Array): string {
  if (!GZIP_MAGIC.every((byte, i) => dump[i] === byte)) return new TextDecoder().decode(dump);
  try {
    return gunzipSync(dump, { maxOutputLength: MAX_TEXT }).toString("utf8");
  } catch (error) {
    throw new InvalidStateDump(`the gzip data is damaged or too large (${messageOf(error)})`, {
      cause: error,
    });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidStateDump("it is neither JSON nor gzip of JSON", { cause: error });
  }
}

function requireFormat(json: unknown): void {
  const isObject = typeof json === "object" && json !== null && !Array.isArray(json);
  const { format, version } = isObject ? readObject(json, "state") : {};
  if (format !== FORMAT) {
    throw new InvalidStateDump(`it was not written by local-era ("format" must be "${FORMAT}")`);
  }
  if (version !== VERSION) {
    throw new InvalidStateDump(`its version is ${JSON.stringify(version)}, and this node reads ${VERSION}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
