/** The field that QR codes calculate in (ISO/IEC 18004, 7.5.2): bytes, modulo x^8 + x^4 + x^3 + x^2 + 1. */
const FIELD = 0x11d;

function multiply(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ (product >> 7 ? FIELD : 0);
    if ((other >> bit) & 1) product ^= one;
  }
  return product;
}

/** Returns the coefficients of (x - 2^0)(x - 2^1)…, without the leading 1. */
function generator(degree: number): number[] {
  const coefficients = [...Array<number>(degree - 1).fill(0), 1];
  let root = 1;
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++)
      coefficients[j] = multiply(coefficients[j] ?? 0, root) ^ (coefficients[j + 1] ?? 0);
    root = multiply(root, 2);
  }
  return coefficients;
}

/** Returns the bytes that let a reader mend the data: the remainder of its division by the generator. */
export function correctionBytes(data: readonly number[], count: number): number[] {
  const divisor = generator(count);
  let remainder = Array<number>(count).fill(0);
  for (const byte of data) {
    const factor = byte ^ (remainder[0] ?? 0);
    remainder = [...remainder.slice(1), 0].map((each, i) => each ^ multiply(divisor[i] ?? 0, factor));
  }
  return remainder;
}
