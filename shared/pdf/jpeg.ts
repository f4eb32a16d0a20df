/** What a JPEG says of itself, as far as a page needs it. */
export interface JpegFacts {
  /** pixels */
  readonly width: number;
  readonly height: number;
  /** 1 for grey, 3 for colours */
  readonly components: number;
}

/** Start-of-frame marks of pictures that every reader draws: baseline and progressive (ITU-T T.81, table B.1). */
const FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);

/**
 * Size and colours of a JPEG, out of its header.
 * @returns undefined for bytes that are no such picture, or one of four colours or twelve bits
 */
export function readJpeg(bytes: Uint8Array): JpegFacts | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const word = (at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    if (!FRAMES.has(marker)) {
      if (marker === 0xda || word(at + 2) < 2) return undefined;
      at += 2 + word(at + 2);
      continue;
    }
    const facts = { height: word(at + 5), width: word(at + 7), components: bytes[at + 9] ?? 0 };
    const isDrawn = bytes[at + 4] === 8 && (facts.components === 1 || facts.components === 3);
    return isDrawn && facts.width > 0 && facts.height > 0 ? facts : undefined;
  }
  return undefined;
}
