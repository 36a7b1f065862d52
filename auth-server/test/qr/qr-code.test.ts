import { expect } from "chai";
import { LONGEST_TEXT, qrCode } from "../../src/qr/qr-code.ts";
import { correctionBytes } from "../../src/qr/reed-solomon.ts";

const drawn = (text: string, mask?: number): string[] =>
  qrCode(text, mask).map((row) => row.map((dark) => (dark ? "#" : ".")).join(""));

/** Drawn by `qrcode` 1.5, another implementation: bytes, version 3, error correction M, mask 2. */
const VECTOR = `
#######...#####....#..#######
#.....#..##....##.#...#.....#
#.###.#.#.....##...#..#.###.#
#.###.#.#.##.###.##...#.###.#
#.###.#.##.....###.##.#.###.#
#.....#.##.....##.#.#.#.....#
#######.#.#.#.#.#.#.#.#######
........##.#..##...#.........
#.#####...####.#.##.#.#####..
##.......#.#.####..#..#.##..#
#.###.##...##..###..##.###.#.
#...#...#.#.#.##..#.....##.#.
#.######....#.#.###..#.#.....
.#...#.###..#.......#.#.##..#
..#...###.#....#....##.###.#.
#.#..#....###.#...#...###..#.
.#.#.##....###.#.##.#..#.####
##..##.#.#.##.###..#.##.##..#
#.#.#.##.##...###......##.#..
#......#.#.#...##.#.###..#.#.
#.#...#..##.##.####.#####.##.
........#..#..#..#..#...##..#
#######..#...#.#..###.#.#..#.
#.....#.#...#..#...##...##.##
#.###.#.###....####.#####..##
#.###.#.#..###.....##..#...##
#.###.#.#.#....####..##.####.
#.....#..#.##..#...##..##..#.
#######.##.###.####..#...##..
`;

describe("A QR code", () => {
  const address = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";

  it("matches the one that another implementation draws", () => {
    expect(drawn(address, 2)).to.deep.equal(VECTOR.trim().split("\n"));
  });

  it("uses the mask with the lowest penalty, the same as the other implementation's", () => {
    expect(drawn(address)).to.deep.equal(drawn(address, 2));
  });

  it("has the error correction bytes that ISO/IEC 18004 gives in its example", () => {
    // Annex I: “01234567”, version 1-M.
    const data = [
      0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11,
    ];
    expect(correctionBytes(data, 10)).to.deep.equal([
      0xa5, 0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55,
    ]);
  });

  it("refuses text that does not fit", () => {
    expect(qrCode("x".repeat(LONGEST_TEXT))).to.have.length(29);
    expect(() => qrCode("x".repeat(LONGEST_TEXT + 1))).to.throw(RangeError);
  });
});
