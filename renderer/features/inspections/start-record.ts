import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, timeInHonduras } from '../../../shared/kernel/plain-date.ts';
import { peopleOf, type CasePerson } from '../../../shared/record/case-people.ts';
import { reader, type RecordDraft } from '../../../shared/record/draft.ts';
import type { RecordKind } from '../../../shared/record/fields.ts';
import type { ReferralFacts } from '../../../shared/record/referral-start.ts';
import { pseudonymsIn, pseudonymTableKeys } from '../../../shared/record/kinds/pseudonym.ts';
import { startRecord, type Earlier, type KnownFacts } from '../../../shared/record/prefill.ts';
import type { CaseView } from '../../db/cases.ts';
import type { OpenSession } from '../../session.tsx';

interface StartingFrom {
  readonly establishment?: RecordDraft;
  readonly texts?: readonly RecordDraft[];
  readonly referral?: ReferralFacts;
  /** pseudonym of whom the record is about */
  readonly about?: string | undefined;
}

/**
 * What a new record starts with: the person at work, and what the case already knows.
 * @param view the case; undefined for one that is nowhere yet
 * @param from the workplace that the case points at, its unsaved texts, and what a referral takes from it
 */
export function startOf(
  kind: RecordKind,
  { person, office, db }: OpenSession,
  view: CaseView | undefined,
  { establishment, texts = [], referral, about }: StartingFrom = {},
): RecordDraft {
  const { name, position, credential } = person;
  const now = instantFrom(db.clock.now());
  return startRecord(kind, {
    person: { name, position, credential },
    municipality: office.municipality,
    today: dateInHonduras(now),
    time: timeInHonduras(now),
    ...(view?.file === undefined ? {} : { file: view.file }),
    ...(establishment === undefined ? {} : { establishment }),
    ...earlierOf(view),
    ...(referral === undefined ? {} : { referral }),
    pseudonyms: givenIn(view, texts),
    ...(about !== undefined && { about: personOf(view, about) }),
  });
}

/** Every pseudonym that the case gave, and those that stand in its unsaved texts: the next one is after all of them. */
export function givenIn(view: CaseView | undefined, texts: readonly RecordDraft[]): ReadonlySet<string> {
  const typed = texts.flatMap((text) => [
    reader(text).text('pseudonym'),
    ...pseudonymTableKeys.flatMap((table) => pseudonymsIn(text, table)),
  ]);
  return new Set([...(view?.pseudonyms ?? []), ...typed.filter((pseudonym) => pseudonym !== '')]);
}

function personOf(view: CaseView | undefined, pseudonym: string): CasePerson {
  const here = view?.records.filter(({ binned }) => binned === undefined) ?? [];
  const people = peopleOf(here.map(({ record, draft }) => ({ kind: record.kind, draft })));
  return people.find((one) => one.pseudonym === pseudonym) ?? { pseudonym, known: {} };
}

function earlierOf(
  view: CaseView | undefined,
): Pick<KnownFacts, 'order' | 'inspection' | 'reinspection' | 'resolution'> {
  const newest = (kind: string): Earlier | undefined => {
    const found = view?.records.filter(({ record, binned }) => record.kind === kind && binned === undefined).at(-1);
    return found === undefined ? undefined : { draft: found.draft, number: found.status.number };
  };
  const [order, inspection, reinspection, resolution] = (
    ['order', 'inspection', 'reinspection', 'resolution'] as const
  ).map(newest);
  return {
    ...(order === undefined ? {} : { order }),
    ...(inspection === undefined ? {} : { inspection }),
    ...(reinspection === undefined ? {} : { reinspection }),
    ...(resolution === undefined ? {} : { resolution }),
  };
}
