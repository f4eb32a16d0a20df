import { deflateSync, inflateSync } from 'node:zlib';

/** A picture in shades of grey, a byte a point, row by row from the top. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly points: Uint8Array;
}

/** Reads a portable grey map as `pdftoppm -gray` writes it: `P5`, width, height, 255, points. */
export function readPgm(pgm: Buffer): GreyPicture {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1', 0, 40));
  if (head === null) throw new Error('not a grey map of 255 shades');
  return { width: Number(head[1]), height: Number(head[2]), points: new Uint8Array(pgm.subarray(head[0].length)) };
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const HEADER = 13;

/** Writes a PNG that any program shows: eight-bit grey, no filters, sixteen shades, so that it stays small. */
export function writePng({ width, height, points }: GreyPicture): Buffer {
  const raw = Buffer.alloc(height * (width + 1));
  points.forEach(
    (shade, i) => (raw[Math.floor(i / width) * (width + 1) + 1 + (i % width)] = Math.round(shade / 17) * 17),
  );
  const header = Buffer.alloc(HEADER);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const parts = [part('IHDR', header), part('IDAT', deflateSync(raw, { level: 9 })), part('IEND', Buffer.alloc(0))];
  return Buffer.concat([SIGNATURE, ...parts]);
}

/** Reads what {@link writePng} wrote. */
export function readPng(png: Buffer): GreyPicture {
  const header = SIGNATURE.length + 8;
  const [width, height] = [png.readUInt32BE(header), png.readUInt32BE(header + 4)];
  const data = header + HEADER + 4;
  const raw = inflateSync(png.subarray(data + 8, data + 8 + png.readUInt32BE(data)));
  if (raw.length !== height * (width + 1)) throw new Error('not a picture of ours');
  const points = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) points.set(raw.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)), y * width);
  return { width, height, points };
}

function part(kind: string, data: Buffer): Buffer {
  const inside = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(checksum(inside), 4);
  return Buffer.concat([ends.subarray(0, 4), inside, ends.subarray(4)]);
}

/** CRC-32 of the PNG specification, annex D. */
function checksum(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 1) === 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** How much the means of two pictures' squares of eight points differ at most, in shades of 255. */
export function largestDifference(one: GreyPicture, other: GreyPicture): number {
  let largest = 0;
  for (let y = 0; y < one.height; y += 8) {
    for (let x = 0; x < one.width; x += 8) largest = Math.max(largest, Math.abs(mean(one, x, y) - mean(other, x, y)));
  }
  return largest;
}

function mean({ width, height, points }: GreyPicture, left: number, top: number): number {
  let [sum, count] = [0, 0];
  for (let y = top; y < Math.min(top + 8, height); y += 1) {
    for (let x = left; x < Math.min(left + 8, width); x += 1) {
      sum += points[y * width + x] ?? 0;
      count += 1;
    }
  }
  return sum / count;
}
