import { sniffType } from '../../shared/evidence/sniff.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Picture } from './clean-picture.ts';
import type { CodeAnswer, CodeQuestion } from './code-message.ts';
import { findCodes } from './find-codes.ts';
import { picturesInPdf } from './pictures-in-pdf.ts';

/*
 * Entry of the worker that reads the codes of papers and alerts out of pictures: seconds of work on files that strangers
 * made, so it runs where neither stops anybody. It answers one question and is then thrown away.
 */

/** Points beyond which a picture is drawn smaller: a page at 300 dpi has some eight million. */
const MOST_POINTS = 9_000_000;

async function answer({ bytes }: CodeQuestion): Promise<CodeAnswer> {
  try {
    const pictures = sniffType(bytes) === 'application/pdf' ? await picturesInPdf(bytes) : [bytes];
    for (const picture of pictures) {
      const texts = findCodes(await drawn(picture));
      if (texts.length > 0) return { ok: true, texts };
    }
    return { ok: true, texts: [] };
  } catch {
    // what Chromium cannot draw is no picture; of a stranger's file nothing more is told
    return { ok: false };
  }
}

async function drawn(bytes: Bytes): Promise<Picture> {
  const bitmap = await createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, Math.sqrt(MOST_POINTS / (bitmap.width * bitmap.height)));
    const [width, height] = [
      Math.max(1, Math.round(bitmap.width * scale)),
      Math.max(1, Math.round(bitmap.height * scale)),
    ];
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('no canvas');
    // what is transparent is paper
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    return { data, width, height };
  } finally {
    bitmap.close();
  }
}

self.addEventListener('message', (event: MessageEvent<CodeQuestion>) => {
  void answer(event.data).then((message) => self.postMessage(message));
});
