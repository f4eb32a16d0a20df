import { evidenceLimits } from '../../../shared/catalog/evidence-limits.ts';
import type { Piece } from '../../../shared/evidence/piece.ts';
import type { EvidenceType } from '../../../shared/evidence/sniff.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { t } from '../../text/index.ts';
import { sizeText } from '../format.ts';

/** What a file is, in a word or two. */
export function typeText(type: EvidenceType): string {
  return t(`evidence.type_${shortType(type)}`);
}

/** When a piece was made and who says so: `24/11/2026 09:15 (cámara)`. */
export function takenText({ takenAt, takenFrom }: Pick<Piece, 'takenAt' | 'takenFrom'>): string {
  const [date = '', time = ''] = takenAt.split('T');
  return `${formatDate(date)} ${time.slice(0, 5)} (${t(`evidence.date_${takenFrom}`)})`;
}

/** The limits in one sentence, told before anybody chooses a file. */
export function limitsText(): string {
  const { maxBytes, maxPieces } = evidenceLimits;
  return t('evidence.limits', { pieces: maxPieces, size: sizeText(maxBytes) });
}

export function shortType(type: EvidenceType) {
  return type.startsWith('application/') ? documentTypes[type as keyof typeof documentTypes] : pictureOrSound(type);
}

const documentTypes = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'text',
  'application/vnd.oasis.opendocument.text': 'text',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'sheet',
  'application/vnd.oasis.opendocument.spreadsheet': 'sheet',
} as const;

function pictureOrSound(type: EvidenceType): 'photo' | 'scan' | 'audio' {
  if (type.startsWith('audio/')) return 'audio';
  return type === 'image/tiff' ? 'scan' : 'photo';
}
