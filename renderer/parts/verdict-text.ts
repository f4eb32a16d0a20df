import { t } from '../text/index.ts';
import { verdictWords } from '../text/verdict-words.ts';
import { formatDay, formatInstant } from './format.ts';

/** What the verifier found, in the language of the screens. */
export const { reasonText, coversText, laterText, whoText, whenText, trustText, summaryText, expertText } =
  verdictWords({
    say: t,
    instant: formatInstant,
    day: formatDay,
  });
