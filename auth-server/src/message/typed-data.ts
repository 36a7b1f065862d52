import { MalformedMessageError } from "@zksync-sso/sdk/errors";
import { getTypesForEIP712Domain } from "viem";

/** Typed data (EIP-712) as plain JSON: what is shown of it is what is signed. */
export interface PlainTypedData {
  readonly domain: Readonly<Record<string, unknown>>;
  readonly types: Types;
  readonly primaryType: string;
  readonly message: Readonly<Record<string, unknown>>;
}

type Types = Readonly<Record<string, readonly { readonly name: string; readonly type: string }[]>>;

/** What is wrong with typed data, and where. */
interface Fault {
  readonly path: readonly string[];
  readonly why: string;
}

/**
 * Reads typed data that an app wants signed.
 *
 * @throws MalformedMessageError if it is none, or if what it shows is not what would be signed
 */
export function plainTypedData(given: unknown): PlainTypedData {
  const data = copyOf(given);
  const domain = getTypesForEIP712Domain({ domain: data.domain });
  const types: Types = { EIP712Domain: domain, ...data.types };
  check(types, "EIP712Domain", data.domain, "The data's domain");
  check(types, data.primaryType, data.message, "The data");
  checkTypes(types, data.primaryType);
  return data;
}

/**
 * Makes the one copy that is shown and signed. A list can have members, and a date a number, that are signed and that JSON does
 * not show.
 */
function copyOf(given: unknown): PlainTypedData {
  try {
    const text = typeof given === "string" ? given : JSON.stringify(given, bigints);
    const { domain = {}, types, primaryType, message } = JSON.parse(text) as PlainTypedData;
    if (!isStruct(domain) || !isStruct(message) || !areTypes(types) || !Object.hasOwn(types, primaryType))
      throw 0;
    return { domain, types, primaryType, message };
  } catch {
    throw new MalformedMessageError("The request eth_signTypedData_v4", "1", "it is no typed data (EIP-712)");
  }
}

/** Writes integers as the texts that JSON has for them. */
function bigints(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** What types and members are called becomes part of the type that is signed: no name may pass for more than a name. */
const TYPE = /^[\w$:]+$/;
const MEMBER = /^[^\s(),]+$/u;

/** EIP-712's own types, which no other may be called. */
const ATOMIC = /^(address|bool|string|bytes\d*|u?int\d*)$/;

/** That a type is one of lists, of lists. */
const LISTS = /(\[\d*\])+$/;

function areTypes(types: unknown): types is Types {
  return isStruct(types) && Object.entries(types).every(([name, members]) => isType(name, members));
}

function isType(name: string, members: unknown): boolean {
  if (!TYPE.test(name) || ATOMIC.test(name) || !Array.isArray(members)) return false;
  const isMember = (member: unknown): boolean =>
    isStruct(member) &&
    typeof member["name"] === "string" &&
    MEMBER.test(member["name"]) &&
    typeof member["type"] === "string";
  return (
    members.every(isMember) &&
    new Set((members as Types[string]).map((each) => each.name)).size === members.length
  );
}

/**
 * Checks all types that the data's is made of, whatever its values are: the types below an empty list are signed as well, and
 * what no type is called would end one and begin another in what is signed.
 */
function checkTypes(types: Types, primaryType: string): void {
  const reached = new Set(["EIP712Domain", primaryType]);
  for (const name of reached)
    for (const member of types[name] ?? []) {
      const type = member.type.replace(LISTS, "");
      const isDefined = Object.hasOwn(types, type);
      if (!isDefined && !ATOMIC.test(type))
        throw new MalformedMessageError(
          "The data",
          `types.${name}.${member.name}`,
          "it is of a type that is not defined",
        );
      if (isDefined) reached.add(type);
    }
}

function check(types: Types, type: string, value: unknown, what: string): void {
  const fault = faultIn(types, type, value);
  if (fault) throw new MalformedMessageError(what, fault.path.join("."), fault.why);
}

/** Finds where a value is not what its type says. */
function faultIn(types: Types, type: string, value: unknown): Fault | undefined {
  const item = /^(.*)\[\d*\]$/s.exec(type)?.[1];
  if (item !== undefined) return faultInList(types, item, value);
  const members = Object.hasOwn(types, type) ? types[type] : undefined;
  if (members) return faultInStruct(types, members, value);
  if (!ATOMIC.test(type)) return { path: [], why: "it is of a type that is not defined" };
  return isAtom(type, value) ? undefined : { path: [], why: "it is not of its type" };
}

function faultInList(types: Types, item: string, value: unknown): Fault | undefined {
  if (!Array.isArray(value)) return { path: [], why: "it is no list, as its type says" };
  return firstFault(value.entries(), (_, each) => faultIn(types, item, each));
}

function faultInStruct(types: Types, members: Types[string], value: unknown): Fault | undefined {
  if (!isStruct(value)) return { path: [], why: "it is no object with the members of its type" };
  const unsigned = Object.keys(value).find((name) => !members.some((member) => member.name === name));
  if (unsigned !== undefined)
    return { path: [unsigned], why: "its type has no such member, so that it is not signed" };
  return firstFault(
    members.map(({ name, type }) => [name, type] as const),
    (name, type) =>
      Object.hasOwn(value, name)
        ? faultIn(types, type, value[name])
        : { path: [], why: "its type has this member, and it is not there" },
  );
}

function firstFault<key extends string | number, value>(
  members: Iterable<readonly [key, value]>,
  faultOf: (key: key, value: value) => Fault | undefined,
): Fault | undefined {
  for (const [key, value] of members) {
    const fault = faultOf(key, value);
    if (fault) return { ...fault, path: [String(key), ...fault.path] };
  }
  return undefined;
}

/**
 * What is no text would be signed as bytes where a text belongs, an empty text as the number 0, a rounded number as another, half a
 * byte as a whole one.
 */
function isAtom(type: string, value: unknown): boolean {
  if (type === "bool") return typeof value === "boolean";
  if (type === "string") return typeof value === "string";
  if (/^u?int/.test(type) && typeof value === "number") return Number.isSafeInteger(value);
  const pattern = /^u?int/.test(type) ? /^(-?\d+|0x[0-9a-f]+)$/i : /^0x([0-9a-f]{2})*$/i;
  return typeof value === "string" && pattern.test(value);
}

function isStruct(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
