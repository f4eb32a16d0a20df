import { toBase64Url, utf8, type Bytes } from './bytes.ts';

// SHA-256 (FIPS 180-4) for those who need many hashes of short texts at once, or one of bytes as they come: WebCrypto has no
// second way, and for the first each way there and back costs more than the hash. Integers of 32 bits throughout and nothing made
// anew for a hash: twice as fast as the library that was here before (0040). Not for secrets:
// how long it takes is not hidden.

const BLOCK = 64;
const DIGEST = 32;
/** Of a last block, where the length in bits stands. */
const LENGTH_AT = 56;

/** Square roots of the first eight primes, cube roots of the first 64: their fractions' first 32 bits. */
const START = Int32Array.of(
  ...[0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
);
const K = Int32Array.of(
  ...[0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5],
  ...[0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174],
  ...[0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da],
  ...[0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967],
  ...[0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85],
  ...[0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070],
  ...[0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3],
  ...[0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2],
);

/**
 * Works whole blocks into a state. Sixteen rounds are written out, so that neither words nor state are
 * moved, and without functions of their own, of which the engine puts only some where they are called: half the time of a loop.
 */
function compress(state: Int32Array, data: DataView, from: number, to: number): void {
  for (let block = from; block < to; block += BLOCK) {
    let a = state[0] ?? 0;
    let b = state[1] ?? 0;
    let c = state[2] ?? 0;
    let d = state[3] ?? 0;
    let e = state[4] ?? 0;
    let f = state[5] ?? 0;
    let g = state[6] ?? 0;
    let h = state[7] ?? 0;
    let w0 = data.getInt32(block);
    let w1 = data.getInt32(block + 4);
    let w2 = data.getInt32(block + 8);
    let w3 = data.getInt32(block + 12);
    let w4 = data.getInt32(block + 16);
    let w5 = data.getInt32(block + 20);
    let w6 = data.getInt32(block + 24);
    let w7 = data.getInt32(block + 28);
    let w8 = data.getInt32(block + 32);
    let w9 = data.getInt32(block + 36);
    let w10 = data.getInt32(block + 40);
    let w11 = data.getInt32(block + 44);
    let w12 = data.getInt32(block + 48);
    let w13 = data.getInt32(block + 52);
    let w14 = data.getInt32(block + 56);
    let w15 = data.getInt32(block + 60);
    let t = 0;
    for (let i = 0; ; i += 16) {
      t = ((((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + (g ^ (e & (f ^ g)))) | 0;
      h = (((h + t) | 0) + (((K[i + 0] ?? 0) + w0) | 0)) | 0;
      d = (d + h) | 0;
      t =
        ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (c & (a ^ b)))) |
        0;
      h = (h + t) | 0;
      t = ((((d >>> 6) | (d << 26)) ^ ((d >>> 11) | (d << 21)) ^ ((d >>> 25) | (d << 7))) + (f ^ (d & (e ^ f)))) | 0;
      g = (((g + t) | 0) + (((K[i + 1] ?? 0) + w1) | 0)) | 0;
      c = (c + g) | 0;
      t =
        ((((h >>> 2) | (h << 30)) ^ ((h >>> 13) | (h << 19)) ^ ((h >>> 22) | (h << 10))) + ((h & a) ^ (b & (h ^ a)))) |
        0;
      g = (g + t) | 0;
      t = ((((c >>> 6) | (c << 26)) ^ ((c >>> 11) | (c << 21)) ^ ((c >>> 25) | (c << 7))) + (e ^ (c & (d ^ e)))) | 0;
      f = (((f + t) | 0) + (((K[i + 2] ?? 0) + w2) | 0)) | 0;
      b = (b + f) | 0;
      t =
        ((((g >>> 2) | (g << 30)) ^ ((g >>> 13) | (g << 19)) ^ ((g >>> 22) | (g << 10))) + ((g & h) ^ (a & (g ^ h)))) |
        0;
      f = (f + t) | 0;
      t = ((((b >>> 6) | (b << 26)) ^ ((b >>> 11) | (b << 21)) ^ ((b >>> 25) | (b << 7))) + (d ^ (b & (c ^ d)))) | 0;
      e = (((e + t) | 0) + (((K[i + 3] ?? 0) + w3) | 0)) | 0;
      a = (a + e) | 0;
      t =
        ((((f >>> 2) | (f << 30)) ^ ((f >>> 13) | (f << 19)) ^ ((f >>> 22) | (f << 10))) + ((f & g) ^ (h & (f ^ g)))) |
        0;
      e = (e + t) | 0;
      t = ((((a >>> 6) | (a << 26)) ^ ((a >>> 11) | (a << 21)) ^ ((a >>> 25) | (a << 7))) + (c ^ (a & (b ^ c)))) | 0;
      d = (((d + t) | 0) + (((K[i + 4] ?? 0) + w4) | 0)) | 0;
      h = (h + d) | 0;
      t =
        ((((e >>> 2) | (e << 30)) ^ ((e >>> 13) | (e << 19)) ^ ((e >>> 22) | (e << 10))) + ((e & f) ^ (g & (e ^ f)))) |
        0;
      d = (d + t) | 0;
      t = ((((h >>> 6) | (h << 26)) ^ ((h >>> 11) | (h << 21)) ^ ((h >>> 25) | (h << 7))) + (b ^ (h & (a ^ b)))) | 0;
      c = (((c + t) | 0) + (((K[i + 5] ?? 0) + w5) | 0)) | 0;
      g = (g + c) | 0;
      t =
        ((((d >>> 2) | (d << 30)) ^ ((d >>> 13) | (d << 19)) ^ ((d >>> 22) | (d << 10))) + ((d & e) ^ (f & (d ^ e)))) |
        0;
      c = (c + t) | 0;
      t = ((((g >>> 6) | (g << 26)) ^ ((g >>> 11) | (g << 21)) ^ ((g >>> 25) | (g << 7))) + (a ^ (g & (h ^ a)))) | 0;
      b = (((b + t) | 0) + (((K[i + 6] ?? 0) + w6) | 0)) | 0;
      f = (f + b) | 0;
      t =
        ((((c >>> 2) | (c << 30)) ^ ((c >>> 13) | (c << 19)) ^ ((c >>> 22) | (c << 10))) + ((c & d) ^ (e & (c ^ d)))) |
        0;
      b = (b + t) | 0;
      t = ((((f >>> 6) | (f << 26)) ^ ((f >>> 11) | (f << 21)) ^ ((f >>> 25) | (f << 7))) + (h ^ (f & (g ^ h)))) | 0;
      a = (((a + t) | 0) + (((K[i + 7] ?? 0) + w7) | 0)) | 0;
      e = (e + a) | 0;
      t =
        ((((b >>> 2) | (b << 30)) ^ ((b >>> 13) | (b << 19)) ^ ((b >>> 22) | (b << 10))) + ((b & c) ^ (d & (b ^ c)))) |
        0;
      a = (a + t) | 0;
      t = ((((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + (g ^ (e & (f ^ g)))) | 0;
      h = (((h + t) | 0) + (((K[i + 8] ?? 0) + w8) | 0)) | 0;
      d = (d + h) | 0;
      t =
        ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (c & (a ^ b)))) |
        0;
      h = (h + t) | 0;
      t = ((((d >>> 6) | (d << 26)) ^ ((d >>> 11) | (d << 21)) ^ ((d >>> 25) | (d << 7))) + (f ^ (d & (e ^ f)))) | 0;
      g = (((g + t) | 0) + (((K[i + 9] ?? 0) + w9) | 0)) | 0;
      c = (c + g) | 0;
      t =
        ((((h >>> 2) | (h << 30)) ^ ((h >>> 13) | (h << 19)) ^ ((h >>> 22) | (h << 10))) + ((h & a) ^ (b & (h ^ a)))) |
        0;
      g = (g + t) | 0;
      t = ((((c >>> 6) | (c << 26)) ^ ((c >>> 11) | (c << 21)) ^ ((c >>> 25) | (c << 7))) + (e ^ (c & (d ^ e)))) | 0;
      f = (((f + t) | 0) + (((K[i + 10] ?? 0) + w10) | 0)) | 0;
      b = (b + f) | 0;
      t =
        ((((g >>> 2) | (g << 30)) ^ ((g >>> 13) | (g << 19)) ^ ((g >>> 22) | (g << 10))) + ((g & h) ^ (a & (g ^ h)))) |
        0;
      f = (f + t) | 0;
      t = ((((b >>> 6) | (b << 26)) ^ ((b >>> 11) | (b << 21)) ^ ((b >>> 25) | (b << 7))) + (d ^ (b & (c ^ d)))) | 0;
      e = (((e + t) | 0) + (((K[i + 11] ?? 0) + w11) | 0)) | 0;
      a = (a + e) | 0;
      t =
        ((((f >>> 2) | (f << 30)) ^ ((f >>> 13) | (f << 19)) ^ ((f >>> 22) | (f << 10))) + ((f & g) ^ (h & (f ^ g)))) |
        0;
      e = (e + t) | 0;
      t = ((((a >>> 6) | (a << 26)) ^ ((a >>> 11) | (a << 21)) ^ ((a >>> 25) | (a << 7))) + (c ^ (a & (b ^ c)))) | 0;
      d = (((d + t) | 0) + (((K[i + 12] ?? 0) + w12) | 0)) | 0;
      h = (h + d) | 0;
      t =
        ((((e >>> 2) | (e << 30)) ^ ((e >>> 13) | (e << 19)) ^ ((e >>> 22) | (e << 10))) + ((e & f) ^ (g & (e ^ f)))) |
        0;
      d = (d + t) | 0;
      t = ((((h >>> 6) | (h << 26)) ^ ((h >>> 11) | (h << 21)) ^ ((h >>> 25) | (h << 7))) + (b ^ (h & (a ^ b)))) | 0;
      c = (((c + t) | 0) + (((K[i + 13] ?? 0) + w13) | 0)) | 0;
      g = (g + c) | 0;
      t =
        ((((d >>> 2) | (d << 30)) ^ ((d >>> 13) | (d << 19)) ^ ((d >>> 22) | (d << 10))) + ((d & e) ^ (f & (d ^ e)))) |
        0;
      c = (c + t) | 0;
      t = ((((g >>> 6) | (g << 26)) ^ ((g >>> 11) | (g << 21)) ^ ((g >>> 25) | (g << 7))) + (a ^ (g & (h ^ a)))) | 0;
      b = (((b + t) | 0) + (((K[i + 14] ?? 0) + w14) | 0)) | 0;
      f = (f + b) | 0;
      t =
        ((((c >>> 2) | (c << 30)) ^ ((c >>> 13) | (c << 19)) ^ ((c >>> 22) | (c << 10))) + ((c & d) ^ (e & (c ^ d)))) |
        0;
      b = (b + t) | 0;
      t = ((((f >>> 6) | (f << 26)) ^ ((f >>> 11) | (f << 21)) ^ ((f >>> 25) | (f << 7))) + (h ^ (f & (g ^ h)))) | 0;
      a = (((a + t) | 0) + (((K[i + 15] ?? 0) + w15) | 0)) | 0;
      e = (e + a) | 0;
      t =
        ((((b >>> 2) | (b << 30)) ^ ((b >>> 13) | (b << 19)) ^ ((b >>> 22) | (b << 10))) + ((b & c) ^ (d & (b ^ c)))) |
        0;
      a = (a + t) | 0;
      if (i === 48) break;
      t = ((((w1 >>> 7) | (w1 << 25)) ^ ((w1 >>> 18) | (w1 << 14)) ^ (w1 >>> 3)) + w9) | 0;
      w0 = (((w0 + t) | 0) + (((w14 >>> 17) | (w14 << 15)) ^ ((w14 >>> 19) | (w14 << 13)) ^ (w14 >>> 10))) | 0;
      t = ((((w2 >>> 7) | (w2 << 25)) ^ ((w2 >>> 18) | (w2 << 14)) ^ (w2 >>> 3)) + w10) | 0;
      w1 = (((w1 + t) | 0) + (((w15 >>> 17) | (w15 << 15)) ^ ((w15 >>> 19) | (w15 << 13)) ^ (w15 >>> 10))) | 0;
      t = ((((w3 >>> 7) | (w3 << 25)) ^ ((w3 >>> 18) | (w3 << 14)) ^ (w3 >>> 3)) + w11) | 0;
      w2 = (((w2 + t) | 0) + (((w0 >>> 17) | (w0 << 15)) ^ ((w0 >>> 19) | (w0 << 13)) ^ (w0 >>> 10))) | 0;
      t = ((((w4 >>> 7) | (w4 << 25)) ^ ((w4 >>> 18) | (w4 << 14)) ^ (w4 >>> 3)) + w12) | 0;
      w3 = (((w3 + t) | 0) + (((w1 >>> 17) | (w1 << 15)) ^ ((w1 >>> 19) | (w1 << 13)) ^ (w1 >>> 10))) | 0;
      t = ((((w5 >>> 7) | (w5 << 25)) ^ ((w5 >>> 18) | (w5 << 14)) ^ (w5 >>> 3)) + w13) | 0;
      w4 = (((w4 + t) | 0) + (((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10))) | 0;
      t = ((((w6 >>> 7) | (w6 << 25)) ^ ((w6 >>> 18) | (w6 << 14)) ^ (w6 >>> 3)) + w14) | 0;
      w5 = (((w5 + t) | 0) + (((w3 >>> 17) | (w3 << 15)) ^ ((w3 >>> 19) | (w3 << 13)) ^ (w3 >>> 10))) | 0;
      t = ((((w7 >>> 7) | (w7 << 25)) ^ ((w7 >>> 18) | (w7 << 14)) ^ (w7 >>> 3)) + w15) | 0;
      w6 = (((w6 + t) | 0) + (((w4 >>> 17) | (w4 << 15)) ^ ((w4 >>> 19) | (w4 << 13)) ^ (w4 >>> 10))) | 0;
      t = ((((w8 >>> 7) | (w8 << 25)) ^ ((w8 >>> 18) | (w8 << 14)) ^ (w8 >>> 3)) + w0) | 0;
      w7 = (((w7 + t) | 0) + (((w5 >>> 17) | (w5 << 15)) ^ ((w5 >>> 19) | (w5 << 13)) ^ (w5 >>> 10))) | 0;
      t = ((((w9 >>> 7) | (w9 << 25)) ^ ((w9 >>> 18) | (w9 << 14)) ^ (w9 >>> 3)) + w1) | 0;
      w8 = (((w8 + t) | 0) + (((w6 >>> 17) | (w6 << 15)) ^ ((w6 >>> 19) | (w6 << 13)) ^ (w6 >>> 10))) | 0;
      t = ((((w10 >>> 7) | (w10 << 25)) ^ ((w10 >>> 18) | (w10 << 14)) ^ (w10 >>> 3)) + w2) | 0;
      w9 = (((w9 + t) | 0) + (((w7 >>> 17) | (w7 << 15)) ^ ((w7 >>> 19) | (w7 << 13)) ^ (w7 >>> 10))) | 0;
      t = ((((w11 >>> 7) | (w11 << 25)) ^ ((w11 >>> 18) | (w11 << 14)) ^ (w11 >>> 3)) + w3) | 0;
      w10 = (((w10 + t) | 0) + (((w8 >>> 17) | (w8 << 15)) ^ ((w8 >>> 19) | (w8 << 13)) ^ (w8 >>> 10))) | 0;
      t = ((((w12 >>> 7) | (w12 << 25)) ^ ((w12 >>> 18) | (w12 << 14)) ^ (w12 >>> 3)) + w4) | 0;
      w11 = (((w11 + t) | 0) + (((w9 >>> 17) | (w9 << 15)) ^ ((w9 >>> 19) | (w9 << 13)) ^ (w9 >>> 10))) | 0;
      t = ((((w13 >>> 7) | (w13 << 25)) ^ ((w13 >>> 18) | (w13 << 14)) ^ (w13 >>> 3)) + w5) | 0;
      w12 = (((w12 + t) | 0) + (((w10 >>> 17) | (w10 << 15)) ^ ((w10 >>> 19) | (w10 << 13)) ^ (w10 >>> 10))) | 0;
      t = ((((w14 >>> 7) | (w14 << 25)) ^ ((w14 >>> 18) | (w14 << 14)) ^ (w14 >>> 3)) + w6) | 0;
      w13 = (((w13 + t) | 0) + (((w11 >>> 17) | (w11 << 15)) ^ ((w11 >>> 19) | (w11 << 13)) ^ (w11 >>> 10))) | 0;
      t = ((((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3)) + w7) | 0;
      w14 = (((w14 + t) | 0) + (((w12 >>> 17) | (w12 << 15)) ^ ((w12 >>> 19) | (w12 << 13)) ^ (w12 >>> 10))) | 0;
      t = ((((w0 >>> 7) | (w0 << 25)) ^ ((w0 >>> 18) | (w0 << 14)) ^ (w0 >>> 3)) + w8) | 0;
      w15 = (((w15 + t) | 0) + (((w13 >>> 17) | (w13 << 15)) ^ ((w13 >>> 19) | (w13 << 13)) ^ (w13 >>> 10))) | 0;
    }
    state[0] = (state[0] ?? 0) + a;
    state[1] = (state[1] ?? 0) + b;
    state[2] = (state[2] ?? 0) + c;
    state[3] = (state[3] ?? 0) + d;
    state[4] = (state[4] ?? 0) + e;
    state[5] = (state[5] ?? 0) + f;
    state[6] = (state[6] ?? 0) + g;
    state[7] = (state[7] ?? 0) + h;
  }
}

/**
 * Puts behind a message what it ends with, and its length.
 * @param room has at least 72 bytes behind the message
 * @param length of what lies in `room`
 * @param total bytes of the whole message
 * @returns how long it is then: whole blocks
 */
function pad(room: Uint8Array, length: number, total: number): number {
  const end = Math.ceil((length + 1 + BLOCK - LENGTH_AT) / BLOCK) * BLOCK;
  room[length] = 0x80;
  room.fill(0, length + 1, end);
  const tail = new DataView(room.buffer, room.byteOffset + end - 8, 8);
  tail.setUint32(0, Math.floor(total / 0x20000000));
  tail.setUint32(4, (total << 3) >>> 0);
  return end;
}

/** SHA-256 of bytes as they come. */
export class Sha256 {
  readonly #state = START.slice();
  readonly #held = new Uint8Array(2 * BLOCK);
  readonly #heldView = new DataView(this.#held.buffer);
  #heldBytes = 0;
  #bytes = 0;

  /** Takes the next bytes, any number of them. */
  update(bytes: Uint8Array): this {
    this.#bytes += bytes.length;
    let at = 0;
    if (this.#heldBytes > 0) {
      at = Math.min(BLOCK - this.#heldBytes, bytes.length);
      this.#held.set(bytes.subarray(0, at), this.#heldBytes);
      this.#heldBytes += at;
      if (this.#heldBytes < BLOCK) return this;
      compress(this.#state, this.#heldView, 0, BLOCK);
      this.#heldBytes = 0;
    }
    const whole = at + Math.floor((bytes.length - at) / BLOCK) * BLOCK;
    if (whole > at) compress(this.#state, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), at, whole);
    this.#held.set(bytes.subarray(whole));
    this.#heldBytes = bytes.length - whole;
    return this;
  }

  /** The hash of all of it; nothing may be added afterwards. */
  digest(): Bytes {
    const end = pad(this.#held, this.#heldBytes, this.#bytes);
    compress(this.#state, this.#heldView, 0, end);
    return bytesOf(this.#state);
  }
}

/** SHA-256 of the bytes, at once. */
export function sha256Now(bytes: Uint8Array): Bytes {
  return new Sha256().update(bytes).digest();
}

const encoder = new TextEncoder();
/** Where texts become bytes: nearly all fit. */
const room = new Uint8Array(16 * 1024 + 2 * BLOCK);
const roomView = new DataView(room.buffer);
const MOST_CHARACTERS = (16 * 1024) / 3;
const state = new Int32Array(8);
const digest = new Uint8Array(DIGEST);
const digestView = new DataView(digest.buffer);

/** SHA-256 of a text as UTF-8, in base64url: 43 characters. */
export function sha256OfText(text: string): string {
  // a character is at most three bytes
  if (text.length > MOST_CHARACTERS) return toBase64Url(sha256Now(utf8(text)));
  const { written } = encoder.encodeInto(text, room);
  state.set(START);
  compress(state, roomView, 0, pad(room, written, written));
  for (let i = 0; i < 8; i += 1) digestView.setInt32(4 * i, state[i] ?? 0);
  return toBase64Url(digest);
}

function bytesOf(words: Int32Array): Bytes {
  const out = new Uint8Array(DIGEST);
  const view = new DataView(out.buffer);
  words.forEach((word, i) => view.setInt32(4 * i, word));
  return out;
}
