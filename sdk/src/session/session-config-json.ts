import type { SessionSpec } from "./session-spec.js";

type BigIntToString<type> = type extends bigint
  ? string
  : type extends (infer element)[]
    ? BigIntToString<element>[]
    : type extends object
      ? { [key in keyof type]: BigIntToString<type[key]> }
      : type;

/** A session as it travels in messages: every bigint as a decimal string. */
export type SessionConfigJSON = BigIntToString<SessionSpec>;
