import { expect } from "chai";
import { AbiCoder, concat, dataLength, dataSlice, hexlify, toBeHex, toBigInt } from "ethers";
import fc from "fast-check";
import { AbiBytesReader__factory, type AbiBytesReader } from "../../../typechain-types";
import { FAR_OFFSETS } from "../../helpers/chain/far-offsets";
import { deployContract } from "../../helpers/chain/deploy-contract";
import { word } from "../../helpers/chain/calldata";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { propertyRuns } from "../../helpers/project/tries";

/** Computes `tryMember` from its definition. */
function memberOf(blob: string, index: number): string | undefined {
  const size = BigInt(dataLength(blob));
  const wordAt = (at: bigint) => toBigInt(dataSlice(blob, Number(at), Number(at) + 32));
  const head = 32n * BigInt(index);
  if (head + 32n > size) return undefined;
  const offset = wordAt(head);
  if (offset + 32n > size) return undefined;
  const length = wordAt(offset);
  if (offset + 32n + length > size) return undefined;
  return dataSlice(blob, Number(offset) + 32, Number(offset + length) + 32);
}

describe("AbiBytes", () => {
  let reader: AbiBytesReader;

  before(async () => {
    const wallet = await fundedWallet(localProvider());
    reader = AbiBytesReader__factory.connect(await deployContract(wallet, "AbiBytesReader"), wallet);
  });

  /** Returns what the library finds; undefined for nothing. Rejects if it reverts. */
  async function read(blob: string, index: number): Promise<string | undefined> {
    const { ok, member } = await reader.tryMember(blob, index);
    if (!ok) expect(member).to.equal("0x");
    return ok ? member : undefined;
  }

  it("finds the members of a tuple, and none in anything else", async () => {
    const members = ["0x", "0x12", `0x${"ab".repeat(70)}`];
    const blob = AbiCoder.defaultAbiCoder().encode(["bytes", "bytes", "bytes"], members);
    for (const [index, member] of members.entries()) expect(await read(blob, index)).to.equal(member);
    for (const short of ["0x", "0x00", word(0n).slice(0, -2), word(32n), word(31n)])
      expect(await read(short, 0)).to.equal(undefined);
    expect(await read(word(0n), 0), "its own offset for a length").to.equal("0x");
  });

  it("never reverts, however far an offset or a length reaches (property)", async () => {
    const numbers = fc.oneof(
      fc.bigInt(0n, 200n),
      fc.constantFrom(...FAR_OFFSETS),
      fc.bigInt(0n, 2n ** 256n - 1n),
    );
    const blobs = fc
      .tuple(fc.array(numbers, { maxLength: 6 }), fc.uint8Array({ maxLength: 33 }))
      .map(([words, rest]) => concat([...words.map(word), hexlify(rest)]));
    await fc.assert(
      fc.asyncProperty(blobs, fc.nat(5), async (blob, index) => {
        expect(await read(blob, index)).to.equal(memberOf(blob, index));
      }),
      { numRuns: propertyRuns(150) },
    );
  });

  it("finds a member up to the last byte, and none that is one byte longer", async () => {
    for (const length of [0, 1, 31, 32, 33, 64]) {
      const content = `0x${"ab".repeat(length)}`;
      const blob = concat([word(32n), word(BigInt(length)), content]);
      expect(await read(blob, 0)).to.equal(content);
      expect(await read(dataSlice(blob, 0, dataLength(blob) - 1), 0)).to.equal(undefined);
    }
  });

  it("accepts no offset and no length that is valid only after wrapping around", async () => {
    const content = word(toBigInt(toBeHex("0x1234")));
    for (const offset of FAR_OFFSETS)
      expect(await read(concat([word(offset), word(2n), content]), 0)).to.equal(undefined);
    for (const length of FAR_OFFSETS)
      expect(await read(concat([word(32n), word(length), content]), 0)).to.equal(undefined);
  });
});
