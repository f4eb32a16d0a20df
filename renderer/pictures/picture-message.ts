import type { EvidenceType } from '../../shared/evidence/sniff.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';

/** What the window asks the worker that draws pictures anew. */
export interface PictureQuestion {
  readonly bytes: Bytes;
  readonly type: EvidenceType;
  /** as large and of the kind it is, or small enough for paper */
  readonly wish: { readonly kind: 'same' } | { readonly kind: 'paper'; readonly maxBytes: number };
}

/** The copy; none when the picture cannot be drawn, or not as small or as clean as it should be. */
export interface PictureAnswer {
  readonly copy?: Bytes;
}
