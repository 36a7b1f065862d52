import type { Bytecodes } from "./read-bytecodes";

/** Lists, one per line, the contracts that differ before and after. */
export function differences(before: Bytecodes, after: Bytecodes): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === now) return [];
    if (old === undefined) return `${name} is new`;
    if (now === undefined) return `${name} is gone`;
    return `${name} has other code, of ${bytes(now)} bytes instead of ${bytes(old)}`;
  });
}

/** Returns the length of hex in bytes. */
function bytes(hex: string): number {
  return (hex.length - "0x".length) / 2;
}
