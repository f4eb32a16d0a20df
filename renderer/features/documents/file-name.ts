import type { DocumentHead } from '../../db/documents.ts';

/**
 * A name for the file, safe on Windows and on a FAT stick: `Orden de inspección STSS-ODI-TGU-00001-2026 v1.pdf`.
 * It says nothing of the employer: names of files are seen by more people than their content.
 */
export function fileNameOf({
  title,
  number,
  version,
  addressee,
}: Pick<DocumentHead, 'title' | 'number' | 'version' | 'addressee'>): string {
  const safe = `${title} ${number}`
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '-')
    .replace(/\s+/g, ' ')
    .trim();
  // two copies of one paper in one folder are told apart
  const whose = addressee === 'employer' ? ' copia patrono' : '';
  return `${safe.slice(0, 105)} v${version}${whose}.pdf`;
}
