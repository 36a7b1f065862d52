import type { Modules } from "./modules.ts";
import { MASKS, penaltyOf } from "./qr-mask.ts";
import { correctionBytes } from "./reed-solomon.ts";

/**
 * One size is enough, version 3 with error correction M (ISO/IEC 18004): 29 squares a side, 44 bytes of data and 26 that let a
 * reader mend what it cannot see.
 */
const SIZE = 29;
const DATA_BYTES = 44;
const CORRECTION_BYTES = 26;
/** Where the middle of the small square is that a reader aligns the code by. */
const ALIGNMENT = 22;

/** The longest text that fits, in bytes: an address is as long. */
export const LONGEST_TEXT = 42;

/**
 * Draws a text as a QR code.
 *
 * @param mask - number of the mask; the one that reads best if not given
 * @throws RangeError if the text is too long
 */
export function qrCode(text: string, mask?: number): Modules {
  const bits = bitsOf(text);
  if (mask !== undefined) return draw(bits, mask);
  const codes = MASKS.map((_, number) => draw(bits, number));
  return codes.reduce((best, code) => (penaltyOf(code) < penaltyOf(best) ? code : best));
}

/** Writes the text as bytes (7.4.5), padded, with the bytes for correction. */
function bitsOf(text: string): boolean[] {
  const bytes = [...new TextEncoder().encode(text)];
  if (bytes.length > LONGEST_TEXT) throw new RangeError(`A text of ${bytes.length} bytes is too long.`);
  const halves = [
    4,
    bytes.length >> 4,
    bytes.length & 15,
    ...bytes.flatMap((byte) => [byte >> 4, byte & 15]),
    0,
  ];
  const data: number[] = [];
  for (let i = 0; i < halves.length; i += 2) data.push(((halves[i] ?? 0) << 4) | (halves[i + 1] ?? 0));
  for (let i = 0; data.length < DATA_BYTES; i++) data.push(i % 2 === 0 ? 0xec : 0x11);
  return [...data, ...correctionBytes(data, CORRECTION_BYTES)].flatMap((byte) =>
    [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => ((byte >> bit) & 1) === 1),
  );
}

function draw(bits: readonly boolean[], mask: number): Modules {
  const fixed = fixedModules(mask);
  const covers = MASKS[mask];
  if (!covers) throw new RangeError(`There is no mask ${mask}.`);
  const modules = fixed.map((row) => row.map((dark) => dark ?? false));
  let next = 0;
  for (const [row, column] of path()) {
    if (fixed[row]?.[column] !== undefined) continue;
    // The last squares get no bit.
    const dark = bits[next++] ?? false;
    const line = modules[row];
    if (line) line[column] = dark !== covers(row, column);
  }
  return modules;
}

/** Goes the way of the data (7.7.3): up and down in pairs of columns from the right, past the column of the timing pattern. */
function* path(): Generator<[row: number, column: number]> {
  let up = true;
  for (let right = SIZE - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let i = 0; i < SIZE; i++) {
      const row = up ? SIZE - 1 - i : i;
      yield [row, right];
      yield [row, right - 1];
    }
    up = !up;
  }
}

/** Draws what is the same in all codes, and the format; the rest is undefined. */
function fixedModules(mask: number): (boolean | undefined)[][] {
  const modules = Array.from({ length: SIZE }, () => Array<boolean | undefined>(SIZE).fill(undefined));
  const set = (row: number, column: number, dark: boolean): void => {
    const line = modules[row];
    if (line && column >= 0 && column < SIZE) line[column] = dark;
  };
  for (let i = 0; i < SIZE; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  const square = (
    row: number,
    column: number,
    reach: number,
    isDark: (distance: number) => boolean,
  ): void => {
    for (let y = -reach; y <= reach; y++)
      for (let x = -reach; x <= reach; x++)
        set(row + y, column + x, isDark(Math.max(Math.abs(x), Math.abs(y))));
  };
  const corners: readonly (readonly [row: number, column: number])[] = [
    [3, 3],
    [3, SIZE - 4],
    [SIZE - 4, 3],
  ];
  for (const [row, column] of corners) square(row, column, 4, (distance) => distance < 2 || distance === 3);
  square(ALIGNMENT, ALIGNMENT, 2, (distance) => distance !== 1);
  const format = formatOf(mask);
  for (let i = 0; i < 15; i++) {
    const dark = ((format >> i) & 1) === 1;
    // Twice: around the first corner, and along the two others.
    if (i < 8) set(i < 6 ? i : i + 1, 8, dark);
    else set(8, i === 8 ? 7 : 14 - i, dark);
    if (i < 8) set(8, SIZE - 1 - i, dark);
    else set(SIZE - 15 + i, 8, dark);
  }
  set(SIZE - 8, 8, true);
  return modules;
}

/** Returns the format's 15 bits (7.9): error correction M, the mask, and what mends them. */
function formatOf(mask: number): number {
  let remainder = mask << 10;
  for (let bit = 14; bit >= 10; bit--) if ((remainder >> bit) & 1) remainder ^= 0x537 << (bit - 10);
  return ((mask << 10) | remainder) ^ 0x5412;
}
