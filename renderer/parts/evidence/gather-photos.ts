import type { NumberedPiece, Piece } from '../../../shared/evidence/piece.ts';
import { isRedrawn } from '../../../shared/evidence/sniff.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { AnnexPhoto, LeftOut } from '../../../shared/report/photo-annex.ts';
import type { PictureQuestion } from '../../pictures/picture-message.ts';
import type { Making } from '../render-report.ts';
import { photoBudget } from './photo-budget.ts';

/** What gathering photographs needs from outside. */
export interface PhotoSteps {
  /** bytes of the original; that somebody looked is written down */
  readonly open: (piece: Piece) => Promise<Result<Bytes>>;
  /** takes the bytes away */
  readonly draw: (question: PictureQuestion) => Promise<Result<Bytes>>;
  readonly nameOf: (personId: string) => string;
}

/**
 * The photographs of an annex, one after the other, each drawn small before the next is opened: of all the originals only
 * one is ever in memory. What cannot be printed is named, and does not keep the others from being. A protected piece is not
 * even opened, for no paper holds one, and is named by its number alone.
 */
export async function gatherPhotos(
  { open, draw, nameOf }: PhotoSteps,
  pieces: readonly NumberedPiece[],
  { signal, onProgress }: Making,
): Promise<{ readonly photos: readonly AnnexPhoto[]; readonly leftOut: readonly LeftOut[] }> {
  const maxBytes = photoBudget(pieces.filter(({ piece }) => isRedrawn(piece.type) && !piece.isProtected).length);
  const photos: AnnexPhoto[] = [];
  const leftOut: LeftOut[] = [];
  for (const [i, { n, piece }] of pieces.entries()) {
    if (signal?.aborted === true) break;
    onProgress?.(i / pieces.length);
    const { id, isProtected, name, note, type, sha256, takenAt, takenFrom, addedAt } = piece;
    if (isProtected) {
      leftOut.push({ n, name: '', why: 'protected' });
      continue;
    }
    if (!isRedrawn(type)) {
      leftOut.push({ n, name, why: 'not-a-picture' });
      continue;
    }
    const opened = await open(piece);
    const drawn = opened.ok ? await draw({ bytes: opened.value, type, wish: { kind: 'paper', maxBytes } }) : opened;
    if (!drawn.ok) leftOut.push({ n, name, why: opened.ok ? 'not-drawn' : 'missing' });
    else {
      const told = { n, id, name, note, sha256, takenAt, takenFrom, addedAt };
      photos.push({ ...told, addedBy: nameOf(piece.addedBy), jpeg: drawn.value });
    }
  }
  return { photos, leftOut };
}
