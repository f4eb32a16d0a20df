import * as v from 'valibot';
import { CatalogEntry } from './entry.ts';
import phrasesData from './phrases.json';

/** The moment of a case that a phrase is for; it decides in which fields the phrase is offered first. */
export const phraseSteps = [
  'finding',
  'documents',
  'childWork',
  'measure',
  'police',
  'obstruction',
  'employerStatement',
  'workerStatement',
  'refusal',
  'order',
  'notification',
  'correction',
  'reinspection',
  'resolution',
  'payment',
  'remedy',
  'exemption',
  'conciliation',
  'archive',
] as const;
export const PhraseStep = v.picklist(phraseSteps);
export type PhraseStep = v.InferOutput<typeof PhraseStep>;

/** The longest a phrase may be, in characters. */
export const PHRASE_LENGTH = 2000;

const phraseEntries = {
  label: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  step: PhraseStep,
  /** key of the infringement it speaks of; left out when it fits any */
  infringement: v.exactOptional(v.pipe(v.string(), v.minLength(1))),
  /** Spanish prose with placeholders in braces (shared/phrase/fill-phrase.ts) and gaps `[[...]]` */
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(PHRASE_LENGTH)),
};

/**
 * A phrase of the catalogue. `confidence` says how sure we are that its words say what the law or practice asks for;
 * `norm`, as everywhere, may be printed only when verified. No phrase has the number of an article in its text.
 */
export const CatalogPhrase = v.strictObject({ ...CatalogEntry.entries, ...phraseEntries });
export type CatalogPhrase = v.InferOutput<typeof CatalogPhrase>;

/** A phrase that an office wrote for itself; what it was before stays in the history. */
export const OfficePhrase = v.strictObject({ ...phraseEntries, retired: v.exactOptional(v.boolean()) });
export type OfficePhrase = v.InferOutput<typeof OfficePhrase>;

/** What both have in common, which is all that offering one needs. */
export type PhraseText = Omit<OfficePhrase, 'retired'>;

/** The phrases that come with the program, step by step. */
export const phrases: readonly CatalogPhrase[] = v.parse(v.array(CatalogPhrase), phrasesData);
