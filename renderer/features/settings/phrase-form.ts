import { infringements } from '../../../shared/catalog/catalog.ts';
import {
  PHRASE_LENGTH,
  phrases,
  phraseSteps,
  type OfficePhrase,
  type PhraseStep,
} from '../../../shared/catalog/phrases.ts';
import { unknownPlaceholders } from '../../../shared/phrase/fill-phrase.ts';
import { t } from '../../text/index.ts';

/** A phrase while it is typed. */
export interface PhraseForm {
  readonly label: string;
  readonly step: PhraseStep;
  /** key of an infringement; empty for any */
  readonly infringement: string;
  readonly text: string;
}

/** What is wrong with it, as sentences. */
export interface PhraseProblems {
  readonly label?: string;
  readonly text?: string;
}

/** In lists: no infringement in particular, no phrase to begin with. */
export const NONE = '-';

export const emptyPhrase: PhraseForm = { label: '', step: 'finding', infringement: '', text: '' };

/** A phrase as a form, to be changed or to begin another one with. */
export function phraseForm({ label, step, infringement = '', text }: OfficePhrase): PhraseForm {
  return { label, step, infringement, text };
}

/** What was typed as a phrase, or what is wrong with it. */
export function readPhrase(form: PhraseForm): {
  readonly phrase: OfficePhrase | undefined;
  readonly problems: PhraseProblems;
} {
  const { step, infringement } = form;
  const [label, text] = [form.label.trim(), form.text.trim()];
  const unknown = unknownPlaceholders(text);
  const problems: PhraseProblems = {
    ...(label === '' ? { label: t('writing.problem_label') } : {}),
    ...(text === '' ? { text: t('writing.problem_text') } : {}),
    ...(text.length > PHRASE_LENGTH ? { text: t('writing.problem_long', { max: PHRASE_LENGTH }) } : {}),
    ...(unknown.length > 0 ? { text: t('writing.problem_place', { place: unknown.join(', ') }) } : {}),
  };
  if (Object.keys(problems).length > 0) return { phrase: undefined, problems };
  return { phrase: { label, step, ...(infringement === '' ? {} : { infringement }), text }, problems };
}

/** The steps as a list to choose from. */
export function stepOptions(): readonly { readonly key: PhraseStep; readonly label: string }[] {
  return phraseSteps.map((key) => ({ key, label: t(`writing.step_${key}`) }));
}

/** The infringements, after "any". */
export function infringementOptions(): readonly { readonly key: string; readonly label: string }[] {
  return [
    { key: NONE, label: t('writing.anyInfringement') },
    ...infringements.map(({ key, label }) => ({ key, label })),
  ];
}

/** The phrases of the catalogue that one may begin with. */
export function catalogueOptions(): readonly {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
}[] {
  return phrases.map(({ key, label, step }) => ({ key, label, detail: t(`writing.step_${step}`) }));
}
