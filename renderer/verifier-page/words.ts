import { dateInHonduras, formatDate, secondsInHonduras } from '../../shared/kernel/plain-date.ts';
import { speaker, type Language, type Say as SayKey } from '../outside/languages.ts';
import en from '../text/en/verifier-page.json';
import enVerdicts from '../text/en/verify.json';
import es from '../text/es/verifier-page.json';
import esVerdicts from '../text/es/verify.json';
import fr from '../text/fr/verifier-page.json';
import frVerdicts from '../text/fr/verify.json';
import { verdictWords, type VerdictKey, type VerdictWords } from '../text/verdict-words.ts';

type WordKey = keyof typeof es | VerdictKey;
/** Says a text of the page in one language. */
export type Say = SayKey<WordKey>;

/** The words of a language: those of the page, and what it says of signatures just as the app does. */
export const speak: (language: Language) => Say = speaker<WordKey>({
  es: { ...esVerdicts, ...es },
  en: { ...enVerdicts, ...en },
  fr: { ...frVerdicts, ...fr },
});

/** The day of an instant in Honduras. */
export const day = (at: string): string => formatDate(dateInHonduras(at));

/** What the verifier found, in one language; times are those of Honduras. */
export function verdictsIn(say: Say): VerdictWords {
  return verdictWords({ say, day, instant: (at) => `${day(at)}, ${secondsInHonduras(at)}` });
}
