import type { Modules } from "./modules.ts";

/** The patterns that break up what a camera would take for something else (ISO/IEC 18004, 7.8.2), by their number. */
export const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** What a camera would take for a corner: dark and light as 1:1:3:1:1, beside a light part. */
const CORNER = /(?=10111010000|00001011101)/g;

/** Counts what makes a code hard to read (7.8.3): the lower, the better. */
export function penaltyOf(modules: Modules): number {
  const size = modules.length;
  const rows = modules.map((row) => row.map(Number).join(""));
  const columns = rows.map((_, i) => rows.map((row) => row.charAt(i)).join(""));
  const lines = [...rows, ...columns];
  let penalty = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2;
    penalty += 40 * [...line.matchAll(CORNER)].length;
  }
  for (let row = 0; row < size - 1; row++)
    for (let column = 0; column < size - 1; column++) {
      const block = [rows[row], rows[row + 1]].map((line) => line?.slice(column, column + 2)).join("");
      if (block === "0000" || block === "1111") penalty += 3;
    }
  const dark = rows.join("").replaceAll("0", "").length;
  return penalty + 10 * Math.floor(Math.abs((dark * 100) / (size * size) - 50) / 5);
}
