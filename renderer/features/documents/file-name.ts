import { interviewRecord } from '../../../shared/record/kinds/interview-record.ts';
import { referral } from '../../../shared/record/kinds/referral.ts';
import type { DocumentHead } from '../../db/documents.ts';

/** What a paper is called whose very kind says too much: an employer may see a list of files over somebody's shoulder. */
const PLAIN_TITLE = 'Documento';

type Named = Pick<DocumentHead, 'title' | 'number' | 'version'> & Partial<Pick<DocumentHead, 'kind' | 'addressee'>>;

/**
 * A name for the file, safe on Windows and on a FAT stick: `Orden de inspección STSS-ODI-TGU-00001-2026 v1.pdf`.
 * It says nothing of the employer, nor that something was referred or who was heard: names of files are seen by more people than their content.
 */
export function fileNameOf({ kind, title, number, version, addressee }: Named): string {
  // the letters of its number would say it too
  const isPlain = kind === referral.key || kind === interviewRecord.key;
  const safe = `${isPlain ? PLAIN_TITLE : title} ${isPlain ? number.replace(/-?(?:REM|ENV)-?/, '-') : number}`
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '-')
    .replace(/\s+/g, ' ')
    .trim();
  // two copies of one paper in one folder are told apart
  const isGiven = kind === interviewRecord.key && addressee !== 'file';
  const whose = addressee === 'employer' ? ' copia patrono' : isGiven ? ' copia' : '';
  return `${safe.slice(0, 105)} v${version}${whose}.pdf`;
}
