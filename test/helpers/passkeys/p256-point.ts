import { toBeHex } from "ethers";
import { inverse } from "./p256-key";
import { P256_ORDER, type P256Signature } from "./p256-signature";

/** Characteristic of P-256's field (FIPS 186-4, D.1.2.3). */
export const P256_PRIME = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;

const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/** An affine point of P-256. */
export interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

/** The generator (FIPS 186-4, D.1.2.3). */
export const GENERATOR: Point = {
  x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
};

/** Returns the point with this x and an even y, if there is one. 0 <= x < p. */
function pointAt(x: bigint): Point | undefined {
  const square = mod(x * x * x - 3n * x + B);
  const root = power(square, (P256_PRIME + 1n) / 4n);
  if ((root * root) % P256_PRIME !== square) return undefined;
  return { x, y: root % 2n === 0n ? root : P256_PRIME - root };
}

/** Returns the point with an even y and the smallest x, from `x` on, that any point has. */
export function firstPoint(x: bigint): Point {
  return pointAt(x) ?? firstPoint(x + 1n);
}

/**
 * Returns the sum of two points; `undefined` stands for the point at infinity, in the arguments and the
 * result.
 */
export function addPoints(a: Point | undefined, b: Point | undefined): Point | undefined {
  if (!a || !b) return a ?? b;
  if (a.x === b.x && mod(a.y + b.y) === 0n) return undefined;
  const slope =
    a.x === b.x
      ? (3n * a.x * a.x - 3n) * fieldInverse(mod(2n * a.y))
      : (b.y - a.y) * fieldInverse(mod(b.x - a.x));
  const x = mod(slope * slope - a.x - b.x);
  return { x, y: mod(slope * (a.x - x) - a.y) };
}

/** Returns scalar·point, for a scalar of 0 or more. */
export function multiplyPoint(scalar: bigint, point: Point): Point | undefined {
  let result: Point | undefined;
  let doubled: Point | undefined = point;
  for (let rest = scalar; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = addPoints(result, doubled);
    doubled = addPoints(doubled, doubled);
  }
  return result;
}

/**
 * Verifies an ECDSA signature as FIPS 186-5, section 6.4.2 specifies, with textbook arithmetic; s in either
 * half.
 */
export function textbookAccepts(digest: bigint, { r, s }: P256Signature, key: Point): boolean {
  if (r <= 0n || r >= P256_ORDER || s <= 0n || s >= P256_ORDER) return false;
  const [u1, u2] = [digest, r].map((value) => (value * inverse(s)) % P256_ORDER);
  const sum = addPoints(multiplyPoint(u1!, GENERATOR), multiplyPoint(u2!, key));
  return sum !== undefined && sum.x % P256_ORDER === r;
}

/** Returns the coordinates as 32-byte words. */
export function pointWords({ x, y }: Point): [x: string, y: string] {
  return [toBeHex(x, 32), toBeHex(y, 32)];
}

function mod(value: bigint): bigint {
  const rest = value % P256_PRIME;
  return rest < 0n ? rest + P256_PRIME : rest;
}

/** By Euclid's algorithm, which is much faster here than exponentiation. */
function fieldInverse(value: bigint): bigint {
  let [rest, next] = [P256_PRIME, value];
  let [factor, nextFactor] = [0n, 1n];
  while (next > 0n) {
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return mod(factor);
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P256_PRIME;
    square = (square * square) % P256_PRIME;
  }
  return result;
}
