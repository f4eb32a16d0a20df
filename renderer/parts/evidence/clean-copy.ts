import { isRedrawn, type EvidenceType } from '../../../shared/evidence/sniff.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { createPictureDrawer } from '../../pictures/draw-pictures.ts';

/**
 * A copy of a picture that holds the picture and nothing else: drawn, turned as the camera was held, and written anew.
 * Place, time, camera and whatever else a program put into the file stay behind.
 * @param bytes taken away from the caller when they are a picture
 * @returns the copy; the bytes as they are for kinds that this program cannot write; `evidence/not-drawn` when the
 *   picture cannot be drawn or its copy is not as clean as it should be
 */
export async function cleanCopy(bytes: Bytes, type: EvidenceType): Promise<Result<Bytes>> {
  if (!isRedrawn(type)) return ok(bytes);
  const drawer = createPictureDrawer();
  const copy = await drawer.draw({ bytes, type, wish: { kind: 'same' } });
  drawer.end();
  return copy;
}
