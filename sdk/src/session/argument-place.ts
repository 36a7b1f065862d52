import type { AbiParameter } from "viem";

/** Where a static argument is in the calldata, in words after the selector. */
export interface ArgumentPlace {
  readonly firstWord: bigint;
  readonly words: number;
}

/**
 * The place of the argument at `index`; undefined if its value has no fixed place. In the head of the calldata a
 * dynamic argument takes one word, its offset, so that those after it do have one.
 */
export function argumentPlace(inputs: readonly AbiParameter[], index: number): ArgumentPlace | undefined {
  const input = inputs[index];
  const words = input && staticWords(input);
  if (words === undefined) return undefined;
  const before = inputs.slice(0, index).reduce((sum, each) => sum + (staticWords(each) ?? 1), 0);
  return { firstWord: BigInt(before), words };
}

/** How many words a parameter takes; undefined of a dynamic one. */
export function staticWords(parameter: AbiParameter): number | undefined {
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
