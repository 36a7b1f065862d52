import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
/** Bytes for each pixel, by a PNG's colour type: RGB and RGBA, of 8 bits each. */
const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };
const PALETTE = 3;
const MOST_COLORS = 256;
/**
 * How many of the most frequent colours stay exact: a page's surfaces, which differ little and cover much.
 */
const EXACT_COLORS = 24;

/** A picture, three bytes for each pixel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

/**
 * Rewrites a PNG with a palette, which more than halves the size of page pictures. If there are more than 256
 * colours, those that differ least are merged, except the most frequent.
 */
export function compactPicture(png: Buffer): Buffer {
  const { width, height, rgb } = readPixels(png);
  const { colors, indexes } = withPalette(rgb);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, PALETTE], 8);
  // Each line begins with its filter: none.
  const lines = Array.from({ length: height }, (_, y) =>
    Buffer.concat([Buffer.of(0), indexes.subarray(y * width, (y + 1) * width)]),
  );
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(colors.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]))),
    chunk("IDAT", deflateSync(Buffer.concat(lines), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Reads a PNG as browsers write their screenshots, or as `compactPicture` does. */
export function readPixels(png: Buffer): Pixels {
  const chunks = readChunks(png);
  const header = chunks.find(({ type }) => type === "IHDR")?.data ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, type = 0, , , interlaced] = header.subarray(8);
  const channels = type === PALETTE ? 1 : CHANNELS[type];
  if (depth !== 8 || channels === undefined || interlaced !== 0) throw new Error("a PNG of another kind");
  const packed = Buffer.concat(chunks.filter((each) => each.type === "IDAT").map(({ data }) => data));
  const raw = unfiltered(inflateSync(packed), width * channels, channels);
  const palette = chunks.find((each) => each.type === "PLTE")?.data;
  const rgb = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = palette ? raw.readUInt8(pixel) * 3 : pixel * channels;
    (palette ?? raw).copy(rgb, pixel * 3, at, at + 3);
  }
  return { width, height, rgb };
}

/** Undoes the filters of a PNG's lines: each says how its bytes derive from those beside and above. */
function unfiltered(data: Buffer, length: number, step: number): Buffer {
  const lines = data.length / (length + 1);
  const out = Buffer.alloc(lines * length);
  for (let y = 0; y < lines; y++) {
    const filter = data[y * (length + 1)];
    for (let x = 0; x < length; x++) {
      const at = y * length + x;
      const left = x < step ? 0 : out.readUInt8(at - step);
      const above = y === 0 ? 0 : out.readUInt8(at - length);
      const corner = x < step || y === 0 ? 0 : out.readUInt8(at - length - step);
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter ?? 0] ?? 0;
      out[at] = (data.readUInt8(y * (length + 1) + 1 + x) + guess) & 255;
    }
  }
  return out;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((each) => Math.abs(guess - each)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function withPalette(rgb: Buffer): { colors: number[]; indexes: Buffer } {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const color = rgb.readUIntBE(at, 3);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const byCount = [...counts].sort(([, one], [, other]) => other - one).map(([color]) => color);
  const { colors, groupOf } = grouped(byCount);
  const indexOf = new Map([...colors.keys()].map((group, index) => [group, index]));
  const indexes = Buffer.alloc(rgb.length / 3);
  for (let pixel = 0; pixel < indexes.length; pixel++)
    indexes[pixel] = indexOf.get(groupOf(rgb.readUIntBE(pixel * 3, 3))) ?? 0;
  return { colors: [...colors.values()], indexes };
}

/**
 * Merges colours that differ in their last bits only, as few bits as will do; the first represents the group.
 * The most frequent ones are not merged.
 */
function grouped(byCount: readonly number[]): {
  colors: Map<number, number>;
  groupOf: (color: number) => number;
} {
  const exact = new Set(byCount.slice(0, EXACT_COLORS));
  for (let bits = 0; ; bits++) {
    const mask = ((0xff << bits) & 0xff) * 0x010101;
    // Beyond all colours there are, so that no group has an exact colour's key.
    const groupOf = (color: number): number => (exact.has(color) ? color : 0x1000000 | (color & mask));
    const colors = new Map<number, number>();
    for (const color of byCount) if (!colors.has(groupOf(color))) colors.set(groupOf(color), color);
    if (colors.size <= MOST_COLORS) return { colors, groupOf };
  }
}

function readChunks(png: Buffer): { type: string; data: Buffer }[] {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error("this is not a PNG");
  const chunks = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString("latin1", at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
