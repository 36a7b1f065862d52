import type { TypedDataDefinition } from "viem";
import { UnsignableTypedDataError } from "../errors/message-errors.js";

type Types = Readonly<Record<string, readonly { name: string; type: string }[]>>;

/**
 * Returns ERC-7739's description of typed data's contents: their EIP-712 type as it appears in that of `TypedDataSign`, where
 * all types but the first are in order of their names. If the contents' own comes first there, that says what they are
 * called. If not, as with Permit2's `PermitSingle`, their name follows: the explicit form.
 *
 * @throws UnsignableTypedDataError if the contents have a name that ERC-7739 does not take
 */
export function contentsDescription({
  types,
  primaryType,
}: Pick<TypedDataDefinition, "types" | "primaryType">): string {
  const name = contentsName(types as Types, primaryType);
  const described = sortedTypes(types as Types, name);
  return described.startsWith(`${name}(`) ? described : `${described}${name}`;
}

function contentsName(types: Types, name: string): string {
  if (!Object.hasOwn(types, name))
    throw new UnsignableTypedDataError(
      `has no type ${JSON.stringify(name)}`,
      "Give `primaryType` the name of one of its `types`.",
    );
  if (name === "EIP712Domain")
    throw new UnsignableTypedDataError(
      "is a domain alone, without a message",
      "Give it a message of a type of its own: ERC-7739 has no form for less.",
    );
  if (Object.hasOwn(types, "TypedDataSign"))
    throw new UnsignableTypedDataError(
      "has a type TypedDataSign, which is the name of what it would be nested in",
      "Call the type something else.",
    );
  if (!/^[^(), \0]+$/.test(name))
    throw new UnsignableTypedDataError(
      `is of a type whose name ERC-7739 does not take: ${JSON.stringify(name)}`,
      "Use a name without parentheses, commas and spaces.",
    );
  return name;
}

/** The definitions of a type and of all it refers to, in order of their names (EIP-712, "Definition of encodeType"). */
function sortedTypes(types: Types, name: string): string {
  const names = new Set<string>();
  const collect = (each: string) => {
    if (names.has(each)) return;
    const members = membersOf(types, each);
    if (!members) return;
    names.add(each);
    for (const { type } of members) collect(type.replace(/\[.*$/, ""));
  };
  collect(name);
  const definition = (each: string) =>
    `${each}(${(types[each] ?? []).map((member) => `${member.type} ${member.name}`).join(",")})`;
  return [...names].sort().map(definition).join("");
}

/** The members of a type; nothing of EIP-712's own types. A name that every object has is none that was given. */
function membersOf(types: Types, name: string): Types[string] | undefined {
  if (Object.hasOwn(types, name)) return types[name];
  if (types[name] === undefined) return undefined;
  throw new UnsignableTypedDataError(
    `refers to a type that it does not have: ${JSON.stringify(name)}`,
    "Define the type in `types`, or use one of EIP-712's own.",
  );
}
