import { createHash, createSign, generateKeyPairSync } from "node:crypto";
import { p256 } from "@noble/curves/nist.js";
import { expect } from "chai";
import { SigningKey, computeAddress, keccak256, toUtf8Bytes } from "ethers";
import fc from "fast-check";
import { concat, fromHex, toBigInt, toHex, toWord } from "../../src/primitives/hex.ts";
import type { Address } from "../../src/primitives/hex.ts";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { LocalChain } from "../helpers/local-chain.ts";

const ORDER = p256.Point.Fn.ORDER;

describe("The precompiles", () => {
  const chain = new LocalChain();

  async function run(to: Address, data: Uint8Array): Promise<Uint8Array> {
    const { success, returnData } = await chain.bootloader.call(chain.request({ to, data }), chain.block);
    expect(success).to.equal(true);
    return returnData;
  }

  describe("ecrecover", () => {
    const key = new SigningKey(`0x${"44".repeat(32)}`);
    const digest = keccak256(toUtf8Bytes("message"));
    const { r, s, v } = key.sign(digest);
    const input = (vWord: bigint) => concat(fromHex(digest), toWord(vWord), fromHex(r), fromHex(s));

    it("returns the signer, left-padded", async () => {
      const answer = await run(SystemAddress.EcRecover, input(BigInt(v)));
      expect(toHex(answer)).to.equal(`0x${"0".repeat(24)}${computeAddress(key).slice(2).toLowerCase()}`);
    });

    it("returns nothing for an invalid v", async () => {
      expect(await run(SystemAddress.EcRecover, input(29n))).to.have.length(0);
    });
  });

  it("sha256 hashes as node:crypto does", () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (data) => {
        const expected = createHash("sha256").update(data).digest("hex");
        expect(toHex(await run(SystemAddress.Sha256, data))).to.equal(`0x${expected}`);
      }),
      { numRuns: 25 },
    ));

  it("keccak256 (0x8010) hashes as ethers does", () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (data) => {
        expect(toHex(await run(SystemAddress.Keccak256, data))).to.equal(keccak256(data));
      }),
      { numRuns: 25 },
    ));

  it("identity returns its input", async () => {
    expect(toHex(await run(SystemAddress.Identity, fromHex("0x010203")))).to.equal("0x010203");
  });

  it("modexp computes base^exponent mod modulus", async () => {
    const [base, exponent, modulus] = [3n, 65_537n, 1_000_000_007n];
    const input = concat(...[32n, 32n, 32n, base, exponent, modulus].map(toWord));
    let expected = 1n;
    for (let i = 0; i < 65_537; i++) expected = (expected * base) % modulus;
    expect(toBigInt(await run(SystemAddress.ModExp, input))).to.equal(expected);
  });

  describe("alt_bn128", () => {
    const generator = concat(toWord(1n), toWord(2n));

    it("ecMul by 2 equals ecAdd of a point to itself", async () => {
      const doubled = await run(SystemAddress.EcMul, concat(generator, toWord(2n)));
      expect(toHex(await run(SystemAddress.EcAdd, concat(generator, generator)))).to.equal(toHex(doubled));
    });

    it("ecPairing of empty input is 1", async () => {
      expect(toBigInt(await run(SystemAddress.EcPairing, new Uint8Array(0)))).to.equal(1n);
    });
  });

  describe("P256VERIFY", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwk = publicKey.export({ format: "jwk" });
    const [x, y] = [jwk.x, jwk.y].map((part) => Uint8Array.from(Buffer.from(part ?? "", "base64url")));
    const message = toUtf8Bytes("assertion");
    const digest = Uint8Array.from(createHash("sha256").update(message).digest());
    const signature = Uint8Array.from(
      createSign("sha256").update(message).sign({ key: privateKey, dsaEncoding: "ieee-p1363" }),
    );
    const [r, s] = [signature.slice(0, 32), signature.slice(32)];
    const verify = (...parts: Uint8Array[]) => run(SystemAddress.P256Verify, concat(...parts));

    it("returns 1 for a signature made by node:crypto, with low or high s", async () => {
      const otherS = toWord(ORDER - toBigInt(s));
      for (const half of [s, otherS]) {
        expect(toBigInt(await verify(digest, r, half, x!, y!))).to.equal(1n);
      }
    });

    it("returns nothing once any bit of the input is changed", () =>
      fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: 160 * 8 - 1 }), async (bit) => {
          const input = concat(digest, r, s, x!, y!);
          input[bit >> 3]! ^= 1 << (bit & 7);
          expect(await verify(input)).to.have.length(0);
        }),
        { numRuns: 40 },
      ));

    it("returns nothing for an r or s of 0, n, or more", async () => {
      for (const bad of [0n, ORDER, ORDER + 1n].map(toWord)) {
        expect(await verify(digest, bad, s, x!, y!)).to.have.length(0);
        expect(await verify(digest, r, bad, x!, y!)).to.have.length(0);
      }
    });

    it("returns nothing for the point (0, 0) and for coordinates not below p", async () => {
      expect(await verify(digest, r, s, toWord(0n), toWord(0n))).to.have.length(0);
      const p = p256.Point.Fp.ORDER;
      expect(await verify(digest, r, s, toWord(p), y!)).to.have.length(0);
    });

    it("returns nothing for input of any other length", async () => {
      expect(await verify(digest, r, s, x!, y!, Uint8Array.of(0))).to.have.length(0);
      expect(await verify(digest, r, s, x!)).to.have.length(0);
    });
  });

  it("0x03, 0x09 and 0x0a do not exist", async () => {
    for (const to of ["3", "9", "a"].map((digit): Address => `0x${digit.padStart(40, "0")}`)) {
      const { success } = await chain.bootloader.call(chain.request({ to }), chain.block);
      expect(success).to.equal(false);
    }
  });
});
