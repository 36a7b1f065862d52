import { getAddress } from "ethers";
import type { AstNode } from "../../../local-era/src/zksolc/ast";
import { replace, type Change, type SourceText } from "../change";

const DIGITS = /^(0x[0-9a-fA-F_]+|[0-9][0-9_]*)(.*)$/s;
const ADDRESS_LENGTH = "0x".length + 40;

/** Proposes numbers beside a number, its opposite for a truth value, and nothing for a text. */
export function changeLiteral(node: AstNode, source: SourceText): Change[] {
  if (node.nodeType !== "Literal") return [];
  const text = source.of(node);
  if (node.kind === "bool") return [replace(node, "literal", text === "true" ? "false" : "true")];
  if (node.kind === "string") return text.length > 2 ? [replace(node, "literal", '""')] : [];
  return node.kind === "number" ? otherNumbers(text).map((other) => replace(node, "literal", other)) : [];
}

/** Proposes numbers beside a number of an assembly block. */
export function changeYulLiteral(node: AstNode, source: SourceText): Change[] {
  if (node.nodeType !== "YulLiteral" || node.kind !== "number") return [];
  return otherNumbers(source.of(node)).map((other) => replace(node, "assembly literal", other));
}

/** Returns one more, one less and zero, in the notation of the number, as far as they differ from it. */
export function otherNumbers(text: string): string[] {
  const [, digits, unit] = DIGITS.exec(text) ?? [];
  if (
    digits === undefined ||
    /[.e]/i.test(digits.startsWith("0x") ? "" : text.slice(0, -unit!.length || undefined))
  )
    return [];
  if (/^[.eE]/.test(unit!)) return [];
  const value = BigInt(digits.replaceAll("_", ""));
  const others = new Set([value + 1n, value > 0n ? value - 1n : value, 0n]);
  others.delete(value);
  return [...others].map((other) => written(other, digits) + unit!);
}

function written(value: bigint, like: string): string {
  if (!like.startsWith("0x")) return value.toString();
  const hex = `0x${value.toString(16).padStart(like.length - 2, "0")}`;
  return like.length === ADDRESS_LENGTH && hex.length === ADDRESS_LENGTH ? getAddress(hex) : hex;
}
