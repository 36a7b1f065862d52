import { selectorHex } from "../primitives/abi.ts";
import { AbiError, AbiReader } from "../primitives/abi-reader.ts";
import { CONSOLE_ADDRESS } from "../primitives/console-address.ts";
import { toHex, toWord, wordToAddress } from "../primitives/hex.ts";
import type { Hex } from "../primitives/hex.ts";
import type { CallFrame } from "../vm/call-frame.ts";

/** Lists the types that console.log combines, up to four at a time. */
const MIXED = ["uint256", "string", "bool", "address"];
const MAX_MIXED = 4;
const FIXED_BYTES = Array.from({ length: 32 }, (_, i) => `bytes${i + 1}`);

let overloads: ReadonlyMap<Hex, readonly string[]> | undefined;

/** Returns what contracts printed with console.log in a call and those below it, in order. */
export function consoleLines(frames: readonly CallFrame[]): string[] {
  return frames.flatMap((frame) => {
    const line = frame.to === CONSOLE_ADDRESS ? consoleLine(frame.input) : undefined;
    return [...(line === undefined ? [] : [line]), ...consoleLines(frame.calls)];
  });
}

/** Returns what one call of the console prints; undefined for calldata of no known overload. */
export function consoleLine(input: Uint8Array): string | undefined {
  overloads ??= collectOverloads();
  const types = overloads.get(toHex(input.subarray(0, 4)));
  if (types === undefined) return undefined;
  const values = new AbiReader(input.subarray(4));
  try {
    return format(types.map((type, i) => decode(type, values, i)));
  } catch (error) {
    if (error instanceof AbiError) return undefined;
    throw error;
  }
}

/**
 * Maps selectors to argument types. Old versions of Hardhat's console use `uint` and `int`, which gives other
 * selectors.
 */
function collectOverloads(): ReadonlyMap<Hex, readonly string[]> {
  const lists: string[][] = [
    [],
    ["int256"],
    ["bytes"],
    ["string", "int256"],
    ...FIXED_BYTES.map((type) => [type]),
  ];
  let mixed: string[][] = [[]];
  for (let length = 1; length <= MAX_MIXED; length++) {
    mixed = mixed.flatMap((types) => MIXED.map((type) => [...types, type]));
    lists.push(...mixed);
  }
  return new Map(
    lists.flatMap((types) => {
      const signature = `log(${types.join(",")})`;
      const old = signature.replaceAll("int256", "int");
      return [signature, old].map((text) => [selectorHex(text), types] as const);
    }),
  );
}

function decode(type: string, values: AbiReader, index: number): string {
  const word = values.word(index);
  if (type === "uint256") return word.toString();
  if (type === "int256") return BigInt.asIntN(256, word).toString();
  if (type === "bool") return word === 0n ? "false" : "true";
  // The rest of the word is ignored: printing does not validate.
  if (type === "address") return wordToAddress(word);
  if (type === "string") return new TextDecoder().decode(values.bytes(index));
  if (type === "bytes") return toHex(values.bytes(index));
  return toHex(toWord(word).subarray(0, Number(type.slice("bytes".length))));
}

/** Fills the first value's `%s`, `%d`, `%i`, `%o` and `%x` with the others; any left over follow after spaces. */
function format([first = "", ...rest]: readonly string[]): string {
  const text =
    rest.length === 0
      ? first
      : first.replace(/%([sdiox%])/g, (specifier, letter: string) =>
          letter === "%" ? "%" : (fill(letter, rest.shift()) ?? specifier),
        );
  return [text, ...rest].join(" ");
}

function fill(letter: string, value: string | undefined): string | undefined {
  const isNumber = value !== undefined && /^-?[0-9]+$/.test(value);
  return letter === "x" && isNumber ? BigInt(value).toString(16) : value;
}
