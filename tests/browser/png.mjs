/**
 * @file Makes a screenshot small: pages have few colours, so a table of 256 of them is enough.
 * Reads what Chromium writes: 8 bits a channel, three or four channels, not interlaced.
 */
import assert from "node:assert/strict";
import { crc32 as checksum, deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** @param {Buffer} file @returns {{width: number, height: number, channels: number, data: Buffer}} */
function read(file) {
  let [width, height, channels] = [0, 0, 0];
  const parts = [];
  for (let at = signature.length; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const kind = file.toString("latin1", at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (kind === "IHDR") {
      [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
      assert.ok(body[8] === 8 && (body[9] === 2 || body[9] === 6), "a picture with 8 bits a channel");
      channels = body[9] === 6 ? 4 : 3;
    }
    if (kind === "IDAT") parts.push(body);
    at += 12 + length;
  }
  return { width, height, channels, data: inflateSync(Buffer.concat(parts)) };
}

/** What the PNG filters of a line guess for a byte, from those left, above, and left above. */
const guesses = [
  () => 0,
  (/** @type {number} */ left) => left,
  (/** @type {number} */ _, /** @type {number} */ above) => above,
  (/** @type {number} */ left, /** @type {number} */ above) => (left + above) >> 1,
  (/** @type {number} */ left, /** @type {number} */ above, /** @type {number} */ corner) => {
    const distances = [left, above, corner].map((value) => Math.abs(left + above - corner - value));
    const nearest = Math.min(...distances);
    return [left, above, corner][distances.indexOf(nearest)] ?? 0;
  },
];

/** The colour of every pixel, line by line. @param {ReturnType<typeof read>} picture */
function pixels({ width, height, channels, data }) {
  const line = width * channels;
  const bytes = new Uint8Array(line * height);
  for (let y = 0; y < height; y += 1) {
    const guess = guesses[data[y * (line + 1)] ?? 0] ?? guesses[0];
    for (let x = 0; x < line; x += 1) {
      const at = y * line + x;
      const left = x >= channels ? (bytes[at - channels] ?? 0) : 0;
      const above = y > 0 ? (bytes[at - line] ?? 0) : 0;
      const corner = x >= channels && y > 0 ? (bytes[at - line - channels] ?? 0) : 0;
      bytes[at] = (data[y * (line + 1) + 1 + x] ?? 0) + (guess?.(left, above, corner) ?? 0);
    }
  }
  return Uint32Array.from({ length: width * height }, (_, place) => {
    const [red = 0, green = 0, blue = 0] = bytes.subarray(place * channels, place * channels + 3);
    return (red << 16) | (green << 8) | blue;
  });
}

/** @param {number} one @param {number} other */
function distance(one, other) {
  return [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
}

/** @param {string} kind @param {Buffer} body */
function chunk(kind, body) {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(checksum(named));
  return Buffer.concat([length, named, check]);
}

/** The same picture with at most 256 colours: those that occur most, and for the rest the nearest of them. @param {Buffer} file */
export function small(file) {
  const picture = read(file);
  const all = pixels(picture);
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const colour of all) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const table = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 256).map(([colour]) => colour);
  /** @type {Map<number, number>} */
  const places = new Map(table.map((colour, place) => [colour, place]));
  for (const colour of counts.keys()) {
    if (places.has(colour)) continue;
    const nearest = table.reduce((best, candidate) => (distance(candidate, colour) < distance(best, colour) ? candidate : best));
    places.set(colour, table.indexOf(nearest));
  }
  const { width, height } = picture;
  const lines = Buffer.alloc((width + 1) * height);
  all.forEach((colour, at) => {
    lines[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = places.get(colour) ?? 0;
  });
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(table.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk("IDAT", deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
