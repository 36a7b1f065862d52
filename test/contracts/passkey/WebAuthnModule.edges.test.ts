import { createHash } from "node:crypto";
import { expect } from "chai";
import { toBeHex } from "ethers";
import { P256Verifier__factory, type P256Verifier } from "../../../typechain-types";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { inverse, signWith } from "../../helpers/passkeys/p256-key";
import {
  addPoints,
  firstPoint,
  GENERATOR,
  multiplyPoint,
  P256_PRIME,
  pointWords,
  textbookAccepts,
  type Point,
} from "../../helpers/passkeys/p256-point";
import { P256_ORDER, toLowS, type P256Signature } from "../../helpers/passkeys/p256-signature";
import { walletDeployer } from "../../helpers/accounts/suite";

const P = P256_PRIME;
const N = P256_ORDER;
const HALF = N / 2n;
const TOP = 2n ** 256n - 1n;

/** A signature, the digest it is of, and the key to check it with. */
interface Case {
  readonly digest: bigint;
  readonly signature: P256Signature;
  readonly key: Point;
}

/**
 * Edge cases of the kinds Project Wycheproof lists for ECDSA over P-256 ("ecdsa_secp256r1_sha256_p1363"), all
 * generated here: digests, nonces and points are chosen to reach them. FIPS 186-5's arithmetic, written out,
 * gives the right answer.
 */
describe("WebAuthnModule: P-256", () => {
  let verifier: P256Verifier;
  const digest = digestOf("edge");

  before(async () => {
    const wallet = await fundedWallet(localProvider());
    verifier = P256Verifier__factory.connect(await walletDeployer(wallet).deploy("P256Verifier", []), wallet);
  });

  const accepts = ({ digest: hash, signature: { r, s }, key }: Case): Promise<boolean> =>
    verifier.isValid(toBeHex(hash, 32), r, s, ...pointWords(key));

  /**
   * Checks that the contract answers `expected`, and that this is right: of two signatures only the one with
   * a low s counts.
   */
  const expectEach = async (cases: readonly Case[], expected: boolean) => {
    for (const each of cases) {
      const { r, s } = each.signature;
      const text = `digest ${each.digest}, r ${r}, s ${s}, key ${each.key.x}`;
      expect(textbookAccepts(each.digest, each.signature, each.key) && s <= HALF, text).to.equal(expected);
      expect(await accepts(each), text).to.equal(expected);
    }
  };

  it("accepts an r that is x of its point minus n, and not that x itself", async () => {
    // No nonce leads there by chance: take a point with n <= x < p, and the key that makes it u1·G + u2·Q.
    const reached = firstPoint(N);
    expect(reached.x < P).to.equal(true);
    const signature = { r: reached.x - N, s: 0xc0ffeen };
    const key = keyReaching(reached, digest, signature);
    await expectEach([{ digest, signature, key }], true);
    await expectEach([{ digest, signature: { ...signature, r: reached.x }, key }], false);
  });

  it("accepts an r and an s of a few bits, and not the same plus n", async () => {
    const reached = firstPoint(1n);
    const signature = { r: reached.x, s: 1n };
    const key = keyReaching(reached, digest, signature);
    await expectEach([{ digest, signature, key }], true);
    const off = [
      { ...signature, r: signature.r + N },
      { ...signature, s: signature.s + N },
      { r: signature.s, s: signature.r },
    ];
    await expectEach(
      off.map((each) => ({ digest, signature: each, key })),
      false,
    );
  });

  it("W1: accepts s = (n - 1) / 2 and not (n + 1) / 2", async () => {
    const { x: r } = multiplied(0xabcdefn);
    const keyFor = (s: bigint) => keyOfScalar((s * 0xabcdefn - digest) * inverse(r));
    expect(HALF).to.equal((N - 1n) / 2n);
    const lowest = { digest, signature: { r, s: HALF }, key: keyFor(HALF) };
    await expectEach([lowest], true);
    await expectEach([{ ...lowest, signature: { r, s: HALF + 1n } }], false);
    const above = { digest, signature: { r, s: HALF + 1n }, key: keyFor(HALF + 1n) };
    expect(textbookAccepts(digest, above.signature, above.key)).to.equal(true);
    await expectEach([above], false);
  });

  it("verifies keys and nonces next to 0 and n", async () => {
    const edges = [1n, 2n, N - 2n, N - 1n];
    const cases = edges.flatMap((scalar) =>
      edges.map((nonce) => ({
        digest,
        signature: toLowS(signWith(scalar, digest, nonce)),
        key: multiplied(scalar),
      })),
    );
    await expectEach(cases, true);
    await expectEach(
      cases.slice(0, 4).map((each) => ({ ...each, key: { x: each.key.x, y: P - each.key.y } })),
      false,
    );
  });

  it("verifies factors u1 and u2 at their edges", async () => {
    const edges = [1n, 2n, 2n ** 128n, HALF, HALF + 1n, 2n ** 255n, N - 2n, N - 1n];
    const cases = edges.flatMap((edge) => [factored(edge, 0x1234567n), factored(0x1234567n, edge)]);
    await expectEach([...cases, factored(0n, 5n), factored(1n, 1n), factored(N - 1n, N - 1n)], true);
    await expectEach(
      cases.map((each) => ({ ...each, digest: (each.digest + 1n) % N })),
      false,
    );
  });

  it("verifies digests at their edges, as integers modulo n", async () => {
    const scalar = 0x5eedn;
    const digests = [0n, 1n, 2n ** 8n, 2n ** 200n, 2n ** 255n, N - 1n, N, N + 1n, P - 1n, P, P + 1n, TOP];
    const cases = digests.map((each, i) => ({
      digest: each,
      signature: toLowS(signWith(scalar, each, 0xf00dn + BigInt(i))),
      key: multiplied(scalar),
    }));
    await expectEach(cases, true);
    const small = { ...cases[1]!, digest: cases[1]!.digest + N };
    await expectEach([small], true);
    await expectEach(
      cases.map((each) => ({ ...each, digest: each.digest ^ 2n })),
      false,
    );
  });

  it("W2: accepts no key off the curve, at infinity or with a coordinate of p or more, but one with x = 0", async () => {
    const zero = firstPoint(0n);
    const small = firstPoint(1n);
    const signature = { r: multiplied(7n).x, s: 0xfacen };
    const valid = [zero, small].map((point) => withKey(point));
    await expectEach(valid, true);
    // Each of these would pass if a coordinate were reduced, and the last if (0, 0) were the neutral element.
    const unreduced = [
      { ...valid[0]!, key: { ...zero, x: P } },
      { ...valid[1]!, key: { ...small, x: small.x + P } },
    ];
    const neutral = { digest: (signature.s * 7n) % N, signature, key: { x: 0n, y: 0n } };
    const off = [
      { x: 1n, y: 1n },
      { x: GENERATOR.x, y: GENERATOR.y ^ 1n },
      { x: GENERATOR.y, y: GENERATOR.x },
      { x: 0n, y: zero.y + 1n },
      { x: GENERATOR.x, y: P },
      { x: P - 1n, y: P - 1n },
      { x: TOP, y: TOP },
      { x: GENERATOR.x, y: 0n },
    ].map((key) => ({ digest, signature, key }));
    for (const each of [...unreduced, neutral, ...off]) expect(await accepts(each)).to.equal(false);
  });
});

/** Solves s·R = e·G + r·Q for Q. */
function keyReaching(reached: Point, digest: bigint, { r, s }: P256Signature): Point {
  const sum = addPoints(multiplyPoint(s, reached), multiplyPoint(N - (digest % N), GENERATOR));
  return multiplyPoint(inverse(r), sum!)!;
}

/**
 * Returns a signature whose verification adds u1·G and u2·Q: digest and key follow from the two and a nonce.
 */
function factored(u1: bigint, u2: bigint): Case {
  for (let nonce = 0x999n; ; nonce++) {
    const r = multiplied(nonce).x % N;
    const s = (r * inverse(u2)) % N;
    if (s <= HALF)
      return {
        digest: (u1 * s) % N,
        signature: { r, s },
        key: keyOfScalar((nonce - u1) * inverse(u2)),
      };
  }
}

/**
 * Returns a signature with a given point whose logarithm nobody knows: r and digest follow from u1 and u2.
 */
function withKey(key: Point): Case {
  const [u1, u2] = [0x111n, 0x222n];
  const r = addPoints(multiplyPoint(u1, GENERATOR), multiplyPoint(u2, key))!.x % N;
  const s = (r * inverse(u2)) % N;
  // With n - s, both factors and their sum change sign: x stays.
  return { digest: (u1 * s) % N, signature: toLowS({ r, s }), key };
}

function multiplied(scalar: bigint): Point {
  return multiplyPoint(scalar, GENERATOR)!;
}

function keyOfScalar(scalar: bigint): Point {
  return multiplied(((scalar % N) + N) % N);
}

function digestOf(text: string): bigint {
  return BigInt(`0x${createHash("sha256").update(text).digest("hex")}`);
}
