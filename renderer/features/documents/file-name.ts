import type { DocumentHead } from '../../db/documents.ts';

/**
 * A name for the file, safe on Windows and on a FAT stick: `Orden de inspección STSS-ODI-TGU-00001-2026 v1.pdf`.
 * It says nothing of the employer: names of files are seen by more people than their content.
 */
export function fileNameOf({ title, number, version }: Pick<DocumentHead, 'title' | 'number' | 'version'>): string {
  const safe = `${title} ${number}`
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '-')
    .replace(/\s+/g, ' ')
    .trim();
  return `${safe.slice(0, 105)} v${version}.pdf`;
}
