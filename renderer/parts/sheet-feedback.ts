import { findMismatch, readSheet, SHEET_WORDS, type SheetReading } from '../../shared/vault/recovery-words.ts';
import { t, tCount } from '../text/index.ts';

/** What is said below a sheet while it is being typed. */
export interface SheetFeedback {
  /** `hint`: go on; `warning`: something cannot be right; `right`: the words belong together */
  readonly tone: 'hint' | 'warning' | 'right';
  readonly text: string;
}

/** What to say below each of two sheets as they stand. The second one is also compared with the first. */
export function sheetFeedback(first: string, second: string): readonly [SheetFeedback, SheetFeedback] {
  const [a, b] = [readSheet(first), readSheet(second)];
  const mismatch = a.kind === 'whole' && b.kind === 'whole' ? findMismatch(a.share, b.share) : undefined;
  return [feedbackOn(a), mismatch === undefined ? feedbackOn(b) : { tone: 'warning', text: mismatchText(mismatch) }];
}

function feedbackOn(reading: SheetReading): SheetFeedback {
  const { count } = reading;
  const of = { n: count, total: SHEET_WORDS };
  switch (reading.kind) {
    case 'unfinished':
      return { tone: 'hint', text: count === 0 ? t('unlock.sheets.hint', of) : t('unlock.sheets.count', of) };
    case 'unknown-word':
      return {
        tone: 'warning',
        text: t('unlock.sheets.unknown', { ...of, place: reading.place, typed: reading.typed.slice(0, 30) }),
      };
    case 'too-many':
      return { tone: 'warning', text: tCount('unlock.sheets.tooMany', count - SHEET_WORDS) };
    case 'wrong-word':
      return {
        tone: 'warning',
        text:
          reading.place === undefined
            ? t('unlock.sheets.wrong', of)
            : t('unlock.sheets.wrongAt', { ...of, place: reading.place }),
      };
    case 'whole':
      return { tone: 'right', text: t('unlock.sheets.right', { ...of, index: reading.share.index }) };
  }
}

function mismatchText(mismatch: 'vault/same-sheet' | 'vault/sheets-of-another-set'): string {
  return mismatch === 'vault/same-sheet' ? t('unlock.sheets.same') : t('unlock.sheets.otherSet');
}
