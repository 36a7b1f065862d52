import type { Address, Hex } from "viem";
import { ADDRESS_PATTERN, HASH_PATTERN } from "../messages/hex-patterns.js";
import { getSessionHash } from "../session/get-session-hash.js";
import { parseSessionConfigJSON } from "../session/parse-session-config-json.js";
import type { SessionConfigJSON } from "../session/session-config-json.js";
import type { ConnectedSession, Connection } from "./connection.js";

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads a connection as it is stored. It is read when the app starts, so that it is done without the schemas that messages
 * are read by. Members that are not known are left out.
 *
 * @throws TypeError or MalformedSessionConfigError if it is none
 */
export function parseConnection(json: unknown): Connection {
  const { address, chainId, sessions } = membersOf(json);
  if (typeof chainId !== "number" || !Number.isSafeInteger(chainId) || chainId < 1) throw wrong("chain");
  const read = Object.entries(membersOf(sessions)).map(([id, session]) => [id, sessionOf(session)] as const);
  return { address: addressOf(address), chainId, sessions: Object.fromEntries(read) };
}

function sessionOf(json: unknown): ConnectedSession {
  const { sessionConfig: config, contracts, adjusted, handedOverKey } = membersOf(json);
  const sessionConfig = parseSessionConfigJSON(config as SessionConfigJSON);
  if (!isTexts(adjusted)) throw wrong("list of what was adjusted");
  return {
    sessionConfig,
    sessionHash: getSessionHash(sessionConfig),
    contracts: { ...membersOf(contracts), session: addressOf(membersOf(contracts)["session"]) },
    adjusted,
    ...(handedOverKey === undefined ? {} : { handedOverKey: matching<Hex>(HASH_PATTERN, handedOverKey) }),
  };
}

function membersOf(json: unknown): Members {
  if (typeof json === "object" && json !== null) return json as Members;
  throw wrong("object");
}

function addressOf(json: unknown): Address {
  return matching<Address>(ADDRESS_PATTERN, json);
}

function matching<text extends string>(pattern: RegExp, json: unknown): text {
  if (typeof json === "string" && pattern.test(json)) return json as text;
  throw wrong("text");
}

function isTexts(json: unknown): json is string[] {
  return Array.isArray(json) && json.every((each) => typeof each === "string");
}

function wrong(member: string): TypeError {
  return new TypeError(`What is stored is no connection: a ${member} is wrong.`);
}
