import { carriesMetadata } from '../../shared/evidence/metadata.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { PictureAnswer, PictureQuestion } from './picture-message.ts';

/*
 * Entry of the worker that draws pictures anew: a tenth of a second of work for each, on files that strangers made, which
 * is not to hold up the window. It answers one question after the other, until it is thrown away.
 */

/** Hardly to be told from the original by eye. */
const QUALITY = 0.92;
/** Longest edges in pixels and qualities that are tried until a picture is small enough: 300 dpi on paper, then fewer. */
const TRIES = [
  [1000, 0.82],
  [1000, 0.7],
  [1000, 0.55],
  [800, 0.6],
  [640, 0.5],
  [480, 0.4],
  [320, 0.4],
] as const;

async function answer({ bytes, type, wish }: PictureQuestion): Promise<PictureAnswer> {
  let bitmap: ImageBitmap | undefined;
  try {
    bitmap = await createImageBitmap(new Blob([bytes], { type }), { imageOrientation: 'from-image' });
    const copy =
      wish.kind === 'same' ? await encode(bitmap, Infinity, type, QUALITY) : await forPaper(bitmap, wish.maxBytes);
    const asType = wish.kind === 'same' ? type : 'image/jpeg';
    return copy === undefined || carriesMetadata(asType, copy) ? {} : { copy };
  } catch {
    // what Chromium cannot draw is no picture; of a stranger's file nothing more is told
    return {};
  } finally {
    bitmap?.close();
  }
}

async function forPaper(bitmap: ImageBitmap, maxBytes: number): Promise<Bytes | undefined> {
  for (const [edge, quality] of TRIES) {
    const copy = await encode(bitmap, edge, 'image/jpeg', quality);
    if (copy !== undefined && copy.length <= maxBytes) return copy;
  }
  return undefined;
}

/** @returns undefined when Chromium wrote another kind than was asked for */
async function encode(bitmap: ImageBitmap, edge: number, type: string, quality: number): Promise<Bytes | undefined> {
  const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  if (type === 'image/jpeg') {
    // what is transparent is paper; it would turn black
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type, quality });
  return blob.type === type ? new Uint8Array(await blob.arrayBuffer()) : undefined;
}

let last: Promise<unknown> = Promise.resolve();
self.addEventListener('message', (event: MessageEvent<PictureQuestion>) => {
  last = last.then(async () => self.postMessage(await answer(event.data)));
});
