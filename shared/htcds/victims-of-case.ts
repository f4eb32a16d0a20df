import { findDepartment } from '../catalog/territory.ts';
import type { Instant } from '../kernel/clock.ts';
import { isPlainDate, type PlainDate } from '../kernel/plain-date.ts';
import { ageRange } from '../record/approximate.ts';
import { reader, rowsOf, type DraftRow, type RecordDraft } from '../record/draft.ts';
import { inspection } from '../record/kinds/inspection.ts';
import { isAnyPseudonym } from '../record/kinds/pseudonym.ts';
import { referral } from '../record/kinds/referral.ts';
import { screening } from '../record/kinds/screening.ts';
import { normalise } from '../search/normalise.ts';
import { isChildLabourSign } from '../screening/child-labour.ts';
import { yesIn } from '../screening/answers.ts';
import type { ScreeningResult } from '../screening/screen.ts';
import { factsOf, resultsOf } from '../screening/screening-draft.ts';
import { setsAt, type LoadedGuide } from '../screening/sets-at.ts';
import { ageGroup } from './age-group.ts';
import type { VictimFacts } from './mapping-table.ts';

/** A record of a case that may say something of a possible victim; nothing that lies in the bin. */
export interface VictimSourceRecord {
  readonly kind: string;
  readonly draft: RecordDraft;
  /** when a second person confirmed it as it is; without that word a screening does not leave the office */
  readonly confirmedAt: Instant | undefined;
}

/** What of a case is counted. */
export interface VictimCase {
  readonly caseId: string;
  /** key of the state of the procedure; empty without a file */
  readonly stage: string;
  readonly records: readonly VictimSourceRecord[];
}

/** First and last day of what is counted, both included. */
export interface Period {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/** What is known of one person, under their pseudonym. */
interface Known {
  readonly screening?: { readonly draft: RecordDraft; readonly results: ScreeningResult };
  readonly minor?: DraftRow;
  readonly referrals: readonly { readonly draft: RecordDraft; readonly row: DraftRow }[];
}

/**
 * The possible victims of a case, for counting: everybody in a referral, everybody whose confirmed screening shows a sign,
 * and children whom an acta found in hazardous or unauthorised work. One for each person and referral. Only closed values are
 * read (see {@link VictimFacts}): no name, no text that somebody wrote, nothing of the protected level.
 * @param guides that the office loaded; a screening is told by those that were there when it was confirmed
 */
export function victimsOfCase(
  { caseId, stage, records }: VictimCase,
  { from, until }: Period,
  guides: readonly LoadedGuide[],
): readonly VictimFacts[] {
  const isIn = (day: string): boolean => isPlainDate(day) && from <= day && day <= until;
  const known = new Map<string, Known>();
  const add = (pseudonym: string, more: Partial<Known>): void => {
    // whatever else stands there may be a name
    if (!isAnyPseudonym(pseudonym)) return;
    known.set(pseudonym, { referrals: [], ...known.get(pseudonym), ...more });
  };
  const branches = new Set<string>();
  for (const { kind, draft, confirmedAt } of records) {
    const { text } = reader(draft);
    if (kind === inspection.key) {
      if (text('branch') !== '') branches.add(text('branch'));
      if (!isIn(text('startDate'))) continue;
      for (const row of rowsOf(draft, 'minors')) {
        if (textIn(row, 'hazardous') !== 'yes' && textIn(row, 'authorised') !== 'no') continue;
        add(textIn(row, 'pseudonym').trim(), { minor: row });
      }
    }
    if (kind === screening.key && confirmedAt !== undefined && isIn(text('date'))) {
      const results = resultsOf(draft, setsAt(guides, confirmedAt));
      if (hasSign(results)) add(text('pseudonym').trim(), { screening: { draft, results } });
    }
  }
  for (const { kind, draft } of records) {
    if (kind !== referral.key || !isIn(reader(draft).text('date'))) continue;
    for (const row of rowsOf(draft, 'referred')) {
      const pseudonym = textIn(row, 'pseudonym').trim();
      add(pseudonym, { referrals: [...(known.get(pseudonym)?.referrals ?? []), { draft, row }] });
    }
  }
  const about = { case: [caseId.slice(0, 8)], branch: [...branches], stage: stage === '' ? [] : [stage] };
  return [...known].flatMap(([pseudonym, one]) => {
    const person = [`${caseId}/${pseudonym}`];
    const referrals = one.referrals.length === 0 ? [undefined] : one.referrals;
    return referrals.map((sent) => ({ ...about, person, ...factsOfPerson(one, sent) }));
  });
}

function factsOfPerson(
  { screening: screened, minor, referrals }: Known,
  sent: Known['referrals'][number] | undefined,
): Omit<VictimFacts, 'case' | 'person' | 'branch' | 'stage'> {
  const inScreening = screened === undefined ? () => '' : reader(screened.draft).text;
  const inMinor = (key: string): string => textIn(minor, key);
  const inRow = (key: string): string => textIn(sent?.row, key) || textIn(referrals[0]?.row, key);
  const first = (...values: readonly string[]): readonly string[] => values.filter((one) => one !== '').slice(0, 1);
  const results = screened?.results;
  const { text } = sent === undefined ? { text: () => '' } : reader(sent.draft);
  const purposes = sent?.draft.values['purposes'];
  const isChildLabour = minor !== undefined || isChildLabourResult(results);
  const day = text('date');
  const department = findDepartment(text('department'))?.name ?? '';
  return {
    ageGroup: [ageGroup(ageRange(first(inScreening('age'), inRow('age'), inMinor('age'))[0] ?? ''))],
    sex: first(inScreening('sex'), inRow('sex'), inMinor('sex')),
    nationality: first(normalise(textIn(sent?.row, 'nationality')).trim()),
    consent: first(textIn(sent?.row, 'consent')),
    referred: sent === undefined ? [] : ['yes'],
    signs: screened === undefined ? [] : [...yesIn(factsOf(screened.draft).answers)].sort(),
    purposes: [
      ...new Set([
        ...(Array.isArray(purposes) ? (purposes as readonly string[]) : []),
        ...(isChildLabour ? ['childLabour'] : []),
      ]),
    ],
    addressee: first(text('addressee')),
    referredOn: isPlainDate(day) ? [day] : [],
    department: first(department),
    results: results === undefined ? [] : resultKeys(results),
  };
}

function hasSign(result: ScreeningResult): boolean {
  return (
    result.escalations.length > 0 ||
    isChildLabourResult(result) ||
    result.child?.national.result === 'sign' ||
    result.assessments.some(({ outcome }) => outcome.urgency !== 'none')
  );
}

function isChildLabourResult(result: ScreeningResult | undefined): boolean {
  return result?.child !== undefined && isChildLabourSign(result.child.labour.result);
}

/** Keys only: the words of a guide are its own. */
function resultKeys({ assessments, child }: ScreeningResult): readonly string[] {
  const own = assessments.map(({ set, outcome }) => `${set.key}/${set.version}/${outcome.key}`);
  if (child === undefined) return own;
  const { labour, national } = child;
  return [
    ...own,
    `${labour.ruleSet}/${labour.version}/${labour.result}`,
    `${national.ruleSet}/${national.version}/${national.result}`,
  ];
}

function textIn(row: DraftRow | undefined, key: string): string {
  const value = row?.values[key];
  return typeof value === 'string' ? value : '';
}
