import { referral } from '../../../shared/record/kinds/referral.ts';
import type { DocumentHead } from '../../db/documents.ts';

/** What a paper is called whose very kind says too much: an employer may see a list of files over somebody's shoulder. */
const PLAIN_TITLE = 'Documento';

type Named = Pick<DocumentHead, 'title' | 'number' | 'version'> & Partial<Pick<DocumentHead, 'kind'>>;

/**
 * A name for the file, safe on Windows and on a FAT stick: `Orden de inspección STSS-ODI-TGU-00001-2026 v1.pdf`.
 * It says nothing of the employer, nor that something was referred: names of files are seen by more people than their content.
 */
export function fileNameOf({ kind, title, number, version }: Named): string {
  const safe = `${kind === referral.key ? PLAIN_TITLE : title} ${number}`
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '-')
    .replace(/\s+/g, ' ')
    .trim();
  return `${safe.slice(0, 105)} v${version}.pdf`;
}
