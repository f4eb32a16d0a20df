import { carriesMetadata } from '../../../shared/evidence/metadata.ts';
import { isRedrawn, type EvidenceType } from '../../../shared/evidence/sniff.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';

/** Hardly to be told from the original by eye. */
const QUALITY = 0.92;

/**
 * A copy of a picture that holds the picture and nothing else: drawn, turned as the camera was held, and written anew.
 * Place, time, camera and whatever else a program put into the file stay behind.
 * @returns the copy; the bytes as they are for kinds that this program cannot write; `evidence/not-drawn` when the
 *   picture cannot be drawn or its copy is not as clean as it should be
 */
export async function cleanCopy(bytes: Bytes, type: EvidenceType): Promise<Result<Bytes>> {
  if (!isRedrawn(type)) return ok(bytes);
  try {
    const bitmap = await createImageBitmap(new Blob([bytes], { type }), { imageOrientation: 'from-image' });
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    bitmap.close();
    const blob = await canvas.convertToBlob({ type, quality: QUALITY });
    const copy = new Uint8Array(await blob.arrayBuffer());
    return blob.type === type && !carriesMetadata(type, copy) ? ok(copy) : fail('evidence/not-drawn');
  } catch {
    return fail('evidence/not-drawn');
  }
}
