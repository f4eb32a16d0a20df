import type { DocumentHead } from '../../db/documents.ts';

/**
 * A name for the file, safe on Windows and on a FAT stick: `Acta STSS-ORD-TGU-00001-2026 v1.pdf`. It says nothing of
 * the employer: names of files are seen by more people than their content.
 */
export function fileNameOf({ number, version }: Pick<DocumentHead, 'number' | 'version'>): string {
  const safe = number
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '-')
    .replace(/\s+/g, ' ')
    .trim();
  return `Acta ${safe} v${version}.pdf`.slice(0, 120);
}
