import { ALERT_VERSION, type Alert } from '../../shared/alert/alert.ts';
import { ALERT_MOST_PEOPLE, type alertAnswers, type alertSenders } from '../../shared/catalog/alert-signs.ts';
import type { Language } from '../outside/languages.ts';

/** Fields that hold one text. */
export type TextField = Exclude<keyof Alert, 'version' | 'id' | 'madeAt' | 'language' | 'signs'>;

/** What was filled in so far; `''` where nothing was. */
export interface Answers {
  readonly texts: Readonly<Record<TextField, string>>;
  readonly signs: readonly string[];
}

/** The form before anything is filled in. */
export const noAnswers: Answers = {
  texts: {
    sender: '',
    senderName: '',
    senderContact: '',
    danger: '',
    facts: '',
    seenOn: '',
    department: '',
    municipality: '',
    place: '',
    employer: '',
    recruiter: '',
    route: '',
    people: '',
    ages: '',
    children: '',
  },
  signs: [],
};

/** Fields that can be missing or wrong, in the order of the form. */
export const checkedFields = ['danger', 'facts', 'seenOn', 'place', 'people', 'children', 'sender'] as const;
export type CheckedField = (typeof checkedFields)[number];

/**
 * What keeps the form from being finished.
 * @param today civil date where the form is filled in
 */
export function findProblems({ texts }: Answers, today: string): readonly CheckedField[] {
  const isWrong: Readonly<Record<CheckedField, boolean>> = {
    danger: texts.danger === '',
    facts: texts.facts.trim() === '',
    seenOn: texts.seenOn > today,
    place: texts.municipality === '' && texts.place.trim() === '',
    people: !/^\d*$/.test(texts.people.trim()) || Number(texts.people) > ALERT_MOST_PEOPLE,
    children: texts.children === '',
    sender: texts.sender === '',
  };
  return checkedFields.filter((field) => isWrong[field]);
}

/**
 * The alert that the form makes.
 * @param answers without problems
 * @param made its id, when, and in which language
 */
export function toAlert(
  { texts, signs }: Answers,
  made: { readonly id: string; readonly madeAt: string; readonly language: Language },
): Alert {
  const trimmed = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.trim()]));
  return {
    ...(trimmed as Record<TextField, string>),
    version: ALERT_VERSION,
    ...made,
    // without problems they are chosen from the lists
    sender: texts.sender as (typeof alertSenders)[number],
    danger: texts.danger as (typeof alertAnswers)[number],
    children: texts.children as (typeof alertAnswers)[number],
    signs: [...signs],
  };
}
