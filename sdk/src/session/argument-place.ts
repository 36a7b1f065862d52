import type { AbiParameter } from "viem";

/** Where a static argument is in the calldata, in words after the selector. */
export interface ArgumentPlace {
  readonly firstWord: bigint;
  readonly words: number;
}

/**
 * The places of a function's arguments; undefined where the value has no fixed place. In the head of the calldata a
 * dynamic argument takes one word, its offset, so that those after it do have one.
 */
export function argumentPlaces(inputs: readonly AbiParameter[]): readonly (ArgumentPlace | undefined)[] {
  let next = 0;
  return inputs.map((input) => {
    const words = staticWords(input);
    const firstWord = BigInt(next);
    next += words ?? 1;
    return words === undefined ? undefined : { firstWord, words };
  });
}

/** The arguments that take one word each, by that word. */
export function argumentsByWord(inputs: readonly AbiParameter[]): ReadonlyMap<bigint, AbiParameter> {
  const places = argumentPlaces(inputs);
  return new Map(
    inputs.flatMap((input, i) => {
      const place = places[i];
      return place?.words === 1 ? [[place.firstWord, input] as const] : [];
    }),
  );
}

/** How many words a parameter takes; undefined of a dynamic one. */
function staticWords(parameter: AbiParameter): number | undefined {
  const array = /^(.*)\[(\d*)\]$/.exec(parameter.type);
  if (array) {
    const [, type = "", length = ""] = array;
    const each = staticWords({ ...parameter, type });
    return length === "" || each === undefined ? undefined : Number(length) * each;
  }
  if (parameter.type === "bytes" || parameter.type === "string") return undefined;
  if (parameter.type !== "tuple") return 1;
  const components = "components" in parameter ? parameter.components : [];
  const sizes = components.map(staticWords);
  return sizes.reduce((sum, each) => (sum === undefined || each === undefined ? undefined : sum + each), 0);
}
