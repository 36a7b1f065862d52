import { bn254 } from "@noble/curves/bn254.js";
import { expect } from "chai";
import * as fc from "fast-check";
import { concat, toBigInt, toWord } from "../../src/primitives/hex.ts";
import type { Address } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { LocalChain } from "../helpers/local-chain.ts";

/** Is the order of the field and of the group (EIP-196). */
const P = 21888242871839275222246405745257275088696311157297823662689037894645226208583n;
const N = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;

/** Is a point in affine coordinates; (0, 0) is the point at infinity. */
type Point = readonly [x: bigint, y: bigint];
const INFINITY: Point = [0n, 0n];
const GENERATOR: Point = [1n, 2n];

const mod = (a: bigint): bigint => ((a % P) + P) % P;

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let [b, e] = [mod(base), exponent]; e > 0n; [b, e] = [mod(b * b), e >> 1n])
    if (e & 1n) result = mod(result * b);
  return result;
}

/** Implements the textbook's chord and tangent on y² = x³ + 3. */
function add(a: Point, b: Point): Point {
  if (a[0] === 0n && a[1] === 0n) return b;
  if (b[0] === 0n && b[1] === 0n) return a;
  if (a[0] === b[0] && mod(a[1] + b[1]) === 0n) return INFINITY;
  const isSame = a[0] === b[0];
  const [rise, run] = isSame ? [3n * a[0] * a[0], 2n * a[1]] : [b[1] - a[1], b[0] - a[0]];
  const slope = mod(rise * power(run, P - 2n));
  const x = mod(slope * slope - a[0] - b[0]);
  return [x, mod(slope * (a[0] - x) - a[1])];
}

function multiply(point: Point, times: bigint): Point {
  let result = INFINITY;
  for (let [p, k] = [point, times]; k > 0n; [p, k] = [add(p, p), k >> 1n])
    if (k & 1n) result = add(result, p);
  return result;
}

/** Encodes a point of the twisted curve as EIP-197 does: imaginary parts first. */
function twisted(times: bigint): Uint8Array {
  const { x, y } = bn254.G2.Point.BASE.multiply(times).toAffine();
  return concat(toWord(x.c1), toWord(x.c0), toWord(y.c1), toWord(y.c0));
}

const bytesOf = ([x, y]: Point): Uint8Array => concat(toWord(x), toWord(y));
const scalar = fc.bigInt({ min: 1n, max: N - 1n });
const small = fc.bigInt({ min: 2n, max: 1000n });

describe("The alt_bn128 precompiles", function () {
  this.timeout(30_000);
  const chain = new LocalChain();
  const call = (to: Address, data: Uint8Array) =>
    chain.bootloader.call(chain.request({ to, data }), chain.block);

  async function run(to: Address, data: Uint8Array): Promise<Uint8Array> {
    const { success, returnData } = await call(to, data);
    expect(success).to.equal(true);
    return returnData;
  }

  it("add and multiply points as the textbook does", () =>
    fc.assert(
      fc.asyncProperty(scalar, scalar, fc.boolean(), async (a, b, isSame) => {
        const [left, right] = [multiply(GENERATOR, a), multiply(GENERATOR, isSame ? a : b)];
        const sum = await run(SystemAddress.EcAdd, concat(bytesOf(left), bytesOf(right)));
        expect(sum).to.deep.equal(bytesOf(add(left, right)));
        const product = await run(SystemAddress.EcMul, concat(bytesOf(left), toWord(b)));
        expect(product).to.deep.equal(bytesOf(multiply(left, b)));
      }),
      { numRuns: 6 },
    ));

  it("handle the point at infinity, and points that cancel out", async () => {
    const [g, negative] = [bytesOf(GENERATOR), bytesOf([1n, P - 2n])];
    expect(await run(SystemAddress.EcAdd, concat(g, negative))).to.deep.equal(bytesOf(INFINITY));
    expect(await run(SystemAddress.EcAdd, concat(g, bytesOf(INFINITY)))).to.deep.equal(g);
    expect(await run(SystemAddress.EcMul, concat(g, toWord(0n)))).to.deep.equal(bytesOf(INFINITY));
    expect(await run(SystemAddress.EcMul, concat(g, toWord(N)))).to.deep.equal(bytesOf(INFINITY));
  });

  it("pair points bilinearly", () =>
    fc.assert(
      fc.asyncProperty(small, small, small, async (a, b, c) => {
        const negative: Point = [1n, P - 2n];
        const pairs = (k: bigint) =>
          concat(bytesOf(multiply(GENERATOR, a)), twisted(b), bytesOf(multiply(negative, k)), twisted(1n));
        expect(toBigInt(await run(SystemAddress.EcPairing, pairs(a * b)))).to.equal(1n);
        expect(toBigInt(await run(SystemAddress.EcPairing, pairs(a * b + c)))).to.equal(0n);
      }),
      { numRuns: 4 },
    ));

  it("fail for input that is not a point", async () => {
    const noPoint = concat(toWord(1n), toWord(3n));
    const tooLarge = concat(toWord(1n + P), toWord(2n));
    for (const bad of [noPoint, tooLarge]) {
      expect((await call(SystemAddress.EcAdd, concat(bad, bytesOf(GENERATOR)))).success).to.equal(false);
      expect((await call(SystemAddress.EcMul, concat(bad, toWord(2n)))).success).to.equal(false);
      expect((await call(SystemAddress.EcPairing, concat(bad, twisted(1n)))).success).to.equal(false);
    }
    expect((await call(SystemAddress.EcPairing, new Uint8Array(191))).success).to.equal(false);
  });
});
