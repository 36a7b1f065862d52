import { toFunctionSelector, toFunctionSignature, type Abi, type AbiFunction } from "viem";
import { FunctionNotFoundError, InvalidAbiError, OverloadedFunctionError } from "../errors/session-errors.js";
import { BARE_TRANSFER } from "./session-spec.js";
import { show } from "./show.js";

/**
 * Finds the function a policy is about, by its name, or by its full signature where several have the name.
 *
 * @throws InvalidAbiError if the ABI is none
 * @throws FunctionNotFoundError if there is none, or it changes nothing
 * @throws OverloadedFunctionError if there are several
 */
export function findFunction(abi: Abi, functionName: string, field: string): AbiFunction {
  const all = functionsOf(abi, field.replace(/functionName$/, "abi"));
  const named = all.filter(
    (each) => each.name === functionName || toFunctionSignature(each) === functionName,
  );
  const writing = uniqueBySelector(named.filter(canWrite));
  const [found, second] = writing;
  if (!found) throw notFound(field, functionName, named.length > 0, all);
  if (second)
    throw new OverloadedFunctionError({
      field,
      problem: `names several functions: ${show(functionName)}`,
      remedy: `Give the full signature: ${signatures(writing)}.`,
    });
  if (toFunctionSelector(found) === BARE_TRANSFER)
    throw new FunctionNotFoundError({
      field,
      problem: `has the selector 0x00000000: ${show(functionName)}`,
      remedy: "The contract refuses calls with this selector. Have the owner sign them.",
    });
  return found;
}

function functionsOf(abi: unknown, field: string): AbiFunction[] {
  const fail = (problem: string, remedy: string) => new InvalidAbiError({ field, problem, remedy });
  if (!Array.isArray(abi)) throw fail(`is no ABI: ${show(abi)}`, "Give the contract's ABI, an array.");
  if (abi.some((item) => typeof item === "string"))
    throw fail("is written in words", "Give it as `parseAbi` of viem reads it: `abi: parseAbi([…])`.");
  const odd = (abi as unknown[]).findIndex((item) => !isItem(item));
  if (odd !== -1)
    throw fail(`has an item that is none: number ${odd}`, "Give the ABI as its compiler wrote it.");
  return (abi as Abi).filter((item) => item.type === "function");
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const TYPE = /^(?:address|bool|string|bytes|function|(?:uint|int|bytes|u?fixed)\d*(?:x\d+)?)(?:\[\d*\])*$/;
const TUPLE = /^tuple(?:\[\d*\])*$/;

function isItem(item: unknown): boolean {
  if (!isRecord(item)) return false;
  const { type, name, inputs } = item;
  if (type !== "function") return typeof type === "string";
  // A bracket or a comma of its own would make it the selector of a function with other arguments than are shown.
  return matches(name, IDENTIFIER) && Array.isArray(inputs) && inputs.every(isParameter);
}

function isParameter(parameter: unknown): boolean {
  if (!isRecord(parameter)) return false;
  const { type, components } = parameter;
  if (matches(type, TUPLE)) return Array.isArray(components) && components.every(isParameter);
  return matches(type, TYPE);
}

function matches(value: unknown, pattern: RegExp): boolean {
  return typeof value === "string" && pattern.test(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function canWrite({ stateMutability }: AbiFunction): boolean {
  return stateMutability === "nonpayable" || stateMutability === "payable";
}

function uniqueBySelector(functions: AbiFunction[]): AbiFunction[] {
  return [...new Map(functions.map((each) => [toFunctionSelector(each), each])).values()];
}

function notFound(field: string, name: string, isView: boolean, all: AbiFunction[]): FunctionNotFoundError {
  const writing = uniqueBySelector(all.filter(canWrite));
  const known = writing.length === 0 ? "The ABI has no such function" : `It has ${signatures(writing)}`;
  return new FunctionNotFoundError({
    field,
    problem: isView ? `changes nothing: ${show(name)}` : `is not in the ABI: ${show(name)}`,
    remedy: isView ? "Read it without a session." : `Name a function that writes. ${known}.`,
  });
}

function signatures(functions: AbiFunction[]): string {
  const shown = functions.slice(0, 10).map((each) => toFunctionSignature(each));
  return shown.join(", ") + (functions.length > shown.length ? ", …" : "");
}
