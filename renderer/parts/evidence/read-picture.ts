import { evidenceLimits } from '../../../shared/catalog/evidence-limits.ts';
import type { DateSource } from '../../../shared/evidence/piece.ts';
import { isRedrawn, type EvidenceType } from '../../../shared/evidence/sniff.ts';
import { toBase64, type Bytes } from '../../../shared/kernel/bytes.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, secondsInHonduras } from '../../../shared/kernel/plain-date.ts';

/** Longest edge of the small picture, pixels: sharp on a card of a screen with twice the pixels. */
const THUMB_EDGE = 320;
/** Tried one after the other until the small picture is small enough. */
const QUALITIES = [0.75, 0.6, 0.45, 0.3, 0.15];

/** What a picture is besides its bytes. */
export interface PictureFacts {
  /** as it is to be looked at, turned as the camera was held */
  readonly width?: number;
  readonly height?: number;
  /** a JPEG without metadata, base64; empty for what cannot be drawn */
  readonly thumb: string;
}

/** Draws a picture small. A file that only begins like a picture has no small one, and is kept all the same. */
export async function readPicture(bytes: Bytes, type: EvidenceType): Promise<PictureFacts> {
  if (!isRedrawn(type)) return { thumb: '' };
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([bytes], { type }), { imageOrientation: 'from-image' });
  } catch {
    return { thumb: '' };
  }
  try {
    const { width, height } = bitmap;
    const scale = Math.min(1, THUMB_EDGE / Math.max(width, height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
    const context = canvas.getContext('2d');
    if (context === null) return { width, height, thumb: '' };
    // what is transparent would turn black in a JPEG
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    for (const quality of QUALITIES) {
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      if (blob.size > evidenceLimits.thumbBytes) continue;
      return { width, height, thumb: toBase64(new Uint8Array(await blob.arrayBuffer())) };
    }
    return { width, height, thumb: '' };
  } finally {
    bitmap.close();
  }
}

/** When a file was made, as it says itself or as its file system has it. */
export interface TakenAt {
  /** civil time, `YYYY-MM-DDTHH:MM:SS` */
  readonly takenAt: string;
  readonly takenFrom: DateSource;
}

/**
 * The date that the camera wrote into a picture, as it stands there: cameras do not know their time zone. Else that of
 * the file, in Honduras.
 * @param modifiedAt milliseconds since 1970
 */
export async function readTakenAt(bytes: Bytes, type: EvidenceType, modifiedAt: number): Promise<TakenAt> {
  const written = type.startsWith('image/') && type !== 'image/webp' ? await writtenByCamera(bytes) : undefined;
  if (written !== undefined) return { takenAt: written, takenFrom: 'camera' };
  const instant = instantFrom(modifiedAt);
  return { takenAt: `${dateInHonduras(instant)}T${secondsInHonduras(instant)}`, takenFrom: 'file' };
}

async function writtenByCamera(bytes: Bytes): Promise<string | undefined> {
  try {
    // read only when the first picture comes
    const { parse } = (await import('exifr')).default;
    const tags = (await parse(bytes, {
      pick: ['DateTimeOriginal', 'CreateDate'],
      reviveValues: false,
      translateValues: false,
    })) as Readonly<Record<string, unknown>> | undefined;
    const text = tags?.['DateTimeOriginal'] ?? tags?.['CreateDate'];
    const match = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(typeof text === 'string' ? text : '');
    const date = match === null ? '' : `${match[1]}-${match[2]}-${match[3]}`;
    // a camera whose clock was never set writes zeros
    return match === null || Number.isNaN(Date.parse(date)) ? undefined : `${date}T${match[4]}`;
  } catch {
    // what is not well-formed has no date
    return undefined;
  }
}
