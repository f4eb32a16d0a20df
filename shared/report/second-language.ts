import { reader, type RecordDraft } from '../record/draft.ts';
import { actaText } from './text/es.ts';
import { layoutText, type LayoutWords } from './text/layout.ts';
import type { KindText } from './text/kinds.ts';
import { en } from './text/second/en.ts';
import enLabels from './text/second/en.json';
import { fr } from './text/second/fr.ts';
import frLabels from './text/second/fr.json';
import type { SecondWords } from './text/second/words.ts';

/** A language beside Spanish, for readers who may not read Spanish. What the law says is never translated. */
export type SecondLanguage = 'en' | 'fr';

type Labels = Omit<KindText, 'options'>;
const labels: Readonly<Record<SecondLanguage, Readonly<Record<string, Labels>>>> = { en: enLabels, fr: frLabels };
const words: Readonly<Record<SecondLanguage, SecondWords>> = { en, fr };

/** The second language that a record asks for its paper; undefined for a paper in Spanish alone. */
export function secondLanguageOf(draft: RecordDraft): SecondLanguage | undefined {
  const asked = reader(draft).text('languages');
  return asked === 'en' || asked === 'fr' ? asked : undefined;
}

/** The fixed sentences of papers in the second language that a record asks for. */
export function secondWordsOf(draft: RecordDraft): SecondWords | undefined {
  const second = secondLanguageOf(draft);
  return second && words[second];
}

/** The labels of a kind of record in a second language; undefined without one, and for kinds that are in Spanish alone. */
export function secondLabels(kind: string, second: SecondLanguage | undefined): Labels | undefined {
  return second && labels[second][kind];
}

/** A Spanish text with its translation behind it, when there is one. */
export function beside(spanish: string, second: string | undefined): string {
  return second === undefined || second === spanish ? spanish : `${spanish} / ${second}`;
}

/** The words of the layout of a paper, with those of its second language behind them. */
export function layoutWords(second: SecondLanguage | undefined): LayoutWords {
  const own = second && words[second].layout;
  if (own === undefined) return layoutText;
  const both = (key: Exclude<keyof LayoutWords, 'page'>): string => beside(layoutText[key], own[key]);
  return {
    signatures: both('signatures'),
    electronic: both('electronic'),
    ink: both('ink'),
    number: both('number'),
    version: both('version'),
    page: (page, pages) => beside(layoutText.page(page, pages), own.page(page, pages)),
    draft: both('draft'),
    practice: both('practice'),
    checked: both('checked'),
    unchecked: both('unchecked'),
  };
}

/** As whom somebody signs; what a person typed, such as a position, stays as it is. */
export function besideRole(role: string, second: SecondWords | undefined): string {
  const key = Object.entries(actaText.roles).find(([, spanish]) => spanish === role)?.[0];
  return beside(role, key === undefined ? undefined : second?.roles[key]);
}
