import { newId } from '../kernel/id.ts';
import { childBy } from './approximate.ts';
import { addRow, emptyDraft, reader, rowReader, rowsOf, setValue, type RecordDraft } from './draft.ts';
import { fieldsOf, isEmpty, type FieldValue, type Values } from './fields.ts';
import { isAnyPseudonym, pseudonymsIn } from './kinds/pseudonym.ts';
import { referral } from './kinds/referral.ts';
import type { KnownFacts } from './prefill.ts';

/** A screening as a referral takes from it, in the words of the paper; nothing of who the person is. */
export interface ScreenedPerson {
  readonly pseudonym: string;
  readonly age: string;
  readonly sex: string;
  /** what was answered with yes, and how it is known */
  readonly signs: readonly { readonly sign: string; readonly known: string }[];
  /** none while nobody has confirmed it */
  readonly results: readonly { readonly result: string; readonly ruleSet: string; readonly confirmedBy: string }[];
}

/** Somebody who is to be kept from harm, as far as an institution may be told; nothing of who they are. */
export interface CaredPerson {
  readonly pseudonym: string;
  readonly age: string;
  readonly sex: string;
  /** `yes`, `no` or `presumed`: whether they are taken for a child */
  readonly minor: string;
  readonly language: string;
  readonly needs: readonly string[];
  readonly consent: string;
  /** why somebody may take it out on them; empty where nobody said so */
  readonly reprisal: string;
  /** how they are reached without betraying them */
  readonly safeContact: string;
}

/** What only a referral takes from its case. */
export interface ReferralFacts {
  /** the first referral of the case: the next begins with what it says */
  readonly earlier?: RecordDraft;
  readonly screened: readonly ScreenedPerson[];
  readonly cared?: readonly CaredPerson[];
  /** rows of the table of pieces */
  readonly pieces: readonly Values[];
}

/** Of one referral alone: to whom it goes, what they get, when it was made and told, and who signs. */
const OWN_SECTIONS: ReadonlySet<string> = new Set(['destination', 'signer', 'sharing']);
/** When something was found does not change with whom it is told. */
const DETECTION = ['detectedOn', 'detectedTime'] as const;

/**
 * What a referral begins with: the workplace, the people of the acta, of the screenings and of those who are protected by
 * their pseudonyms, signs, confirmed results and pieces. A further one begins with what the first of the case says; people
 * are added to it, and results and pieces are those of today: what was confirmed then may not be any more. Who signs is
 * whoever writes it.
 * @param place what is known of the workplace
 */
export function startReferral(facts: KnownFacts, place: Values): RecordDraft {
  const { person, today, referral: known } = facts;
  const fresh = gathered(facts, place);
  const begun = known?.earlier === undefined ? fresh : continued(known.earlier, fresh, known.screened);
  return fill(begun, {
    date: today,
    signerName: person.name,
    signerPosition: person.position,
    signerCredential: person.credential,
  });
}

function fill(draft: RecordDraft, values: Values): RecordDraft {
  return Object.entries(values)
    .filter(([, value]) => !isEmpty(value))
    .reduce((so, [key, value]) => setValue(so, key, value), draft);
}

const withRows = (draft: RecordDraft, table: string, rows: readonly Values[]): RecordDraft =>
  rows.reduce(
    (so, values) =>
      addRow(so, table, {
        id: newId(),
        values: Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value))),
      }),
    draft,
  );

function continued(earlier: RecordDraft, fresh: RecordDraft, screened: readonly ScreenedPerson[]): RecordDraft {
  const shared = { ...referral, sections: referral.sections.filter(({ key }) => !OWN_SECTIONS.has(key)) };
  const values = Object.fromEntries(
    [...fieldsOf(shared).map(({ key }) => key), ...DETECTION].map((key) => [key, earlier.values[key] ?? '']),
  );
  const rows = (draft: RecordDraft, table: string): readonly Values[] => rowsOf(draft, table).map((row) => row.values);
  // a sign that somebody wrote down by hand stays; those of a screening are what it says today
  const answered = new Set(screened.map(({ pseudonym }) => pseudonym));
  const byHand = rows(earlier, 'referral_signs').filter(({ pseudonym }) => !answered.has(textOf(pseudonym)));
  const tables = {
    referred: samePeople(rows(earlier, 'referred'), rows(fresh, 'referred')),
    suspects: rows(earlier, 'suspects'),
    referral_signs: [
      ...byHand,
      ...rows(fresh, 'referral_signs').filter((one) => answered.has(textOf(one['pseudonym']))),
    ],
    referral_results: rows(fresh, 'referral_results'),
    referral_pieces: rows(fresh, 'referral_pieces'),
  };
  const begun = fill(emptyDraft(referral), values);
  return Object.entries(tables).reduce((so, [table, own]) => withRows(so, table, own), begun);
}

const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '');

/** What was written of somebody stays, but for what they agree to and whether they are a child; then whoever came since. */
function samePeople(before: readonly Values[], now: readonly Values[]): readonly Values[] {
  const today = new Map(now.map((one) => [textOf(one['pseudonym']), one]));
  const known = new Set(before.map(({ pseudonym }) => textOf(pseudonym)));
  return [
    ...before.map((one): Values => {
      const other = today.get(textOf(one['pseudonym'])) ?? {};
      const consent = textOf(other['consent']) || textOf(one['consent']);
      return { ...one, consent, minor: surest(textOf(one['minor']), textOf(other['minor'])) };
    }),
    ...now.filter(({ pseudonym }) => !known.has(textOf(pseudonym))),
  ];
}

/** In doubt a child: whatever says so more surely holds. */
function surest(...said: readonly string[]): string {
  return ['yes', 'presumed', 'no'].find((one) => said.includes(one)) ?? '';
}

function gathered({ inspection, referral: known }: KnownFacts, place: Values): RecordDraft {
  const screened = known?.screened ?? [];
  const cared = known?.cared ?? [];
  const acta = inspection === undefined ? undefined : reader(inspection.draft);
  const begun = fill(emptyDraft(referral), {
    workplaceName: place['employerName'] ?? '',
    ...Object.fromEntries(
      ['department', 'municipality', 'village', 'address', 'coordinates'].map((key) => [key, place[key] ?? '']),
    ),
    detectedOn: acta?.text('startDate') ?? '',
    detectedTime: acta?.text('startTime') ?? '',
    reprisal: told(cared, 'reprisal'),
    safeContact: told(cared, 'safeContact'),
  });
  const signs = screened.flatMap((one) => one.signs.map((sign) => ({ pseudonym: one.pseudonym, ...sign })));
  const results = screened.flatMap((one) => one.results.map((result) => ({ pseudonym: one.pseudonym, ...result })));
  const tables = {
    referred: referredPeople(inspection?.draft, screened, cared),
    referral_signs: signs,
    referral_results: results,
    referral_pieces: known?.pieces ?? [],
  };
  return Object.entries(tables).reduce((so, [table, rows]) => withRows(so, table, rows), begun);
}

/** What is said of several people in one text, each after their pseudonym. */
function told(cared: readonly CaredPerson[], what: 'reprisal' | 'safeContact'): string {
  return (
    cared
      .filter((one) => one[what] !== '')
      // whoever was written down by a name is not named here
      .map((one) => (isAnyPseudonym(one.pseudonym) ? `${one.pseudonym}: ${one[what]}` : one[what]))
      .join('\n')
  );
}

/** Everybody once, under the pseudonym that the case knows them by. */
function referredPeople(
  acta: RecordDraft | undefined,
  screened: readonly ScreenedPerson[],
  cared: readonly CaredPerson[],
): readonly Values[] {
  const minors = (acta === undefined ? [] : rowsOf(acta, 'minors')).map((row) => {
    const { text } = rowReader(row);
    const age = text('age');
    // the acta lists children: where the age does not say so surely, it is presumed
    return {
      pseudonym: text('pseudonym').trim(),
      age,
      sex: text('sex'),
      minor: childBy(age) === 'yes' ? 'yes' : 'presumed',
    };
  });
  const interviewed = (acta === undefined ? [] : pseudonymsIn(acta, 'interviewed')).map((pseudonym) => ({ pseudonym }));
  const asked = screened.map(({ pseudonym, age, sex }) => ({ pseudonym, age, sex, minor: childBy(age) }));
  const kept = cared.map(({ pseudonym, age, sex, minor, language, needs, consent }) => {
    return { pseudonym, age, sex, minor, language, needs, consent };
  });
  const people = new Map<string, Values>();
  for (const one of [...minors, ...interviewed, ...asked, ...kept]) {
    if (one.pseudonym === '') continue;
    const before = people.get(one.pseudonym) ?? {};
    const filled = Object.fromEntries(Object.entries<FieldValue>(one).filter(([, value]) => !isEmpty(value)));
    // what the acta says stands, but that somebody may be a child; others add what it leaves open
    const minor = surest(textOf(before['minor']), textOf(filled['minor']));
    people.set(one.pseudonym, { ...filled, ...before, ...(minor === '' ? {} : { minor }) });
  }
  return [...people.values()];
}
