import { questions } from '../../../shared/catalog/screening/questions.ts';
import { ruleSets } from '../../../shared/catalog/screening/rule-sets.ts';
import { urgencies, type RuleSet } from '../../../shared/catalog/screening/rule-set.ts';
import { dateInHonduras, formatDate } from '../../../shared/kernel/plain-date.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { reader, rowsOf, type RecordDraft } from '../../../shared/record/draft.ts';
import type { Values } from '../../../shared/record/fields.ts';
import { protectedPerson, type safeContacts } from '../../../shared/record/kinds/protected-person.ts';
import { referral } from '../../../shared/record/kinds/referral.ts';
import { screening } from '../../../shared/record/kinds/screening.ts';
import type { CaredPerson, ReferralFacts, ScreenedPerson } from '../../../shared/record/referral-start.ts';
import type { Confirmation } from '../../../shared/screening/confirmation.ts';
import { isChildLabourSign } from '../../../shared/screening/child-labour.ts';
import { setsAt } from '../../../shared/screening/sets-at.ts';
import { factsOf, resultsOf } from '../../../shared/screening/screening-draft.ts';
import { readCase, type CaseView } from '../../db/cases.ts';
import type { Database } from '../../db/database.ts';
import { readEvidence } from '../../db/evidence.ts';
import { readGuides } from '../../db/guides.ts';
import { readScreeningStanding } from '../../db/screenings.ts';
import { shortType } from '../../parts/evidence/evidence-text.ts';
import { es } from '../../text/es.ts';

type SafeContact = (typeof safeContacts)[number];

/**
 * What a referral takes from its case beside the acta: its first referral, what was screened, read by the lists of the app
 * and the guides of the office, what protected people need, and the pieces of evidence that are not protected. Faults: `access/denied`, `db/damaged`, `db/unavailable`.
 * @param names of people by id; whoever is not among them is left out
 */
export async function readReferralFacts(
  db: Database,
  { caseId, records }: Pick<CaseView, 'caseId' | 'records'>,
  names: ReadonlyMap<string, string>,
): Promise<Result<ReferralFacts>> {
  const here = records.filter(({ binned }) => binned === undefined);
  const earlier = here.find(({ record }) => record.kind === referral.key);
  const screened = await readScreened(db, { caseId, records: here });
  if (!screened.ok) return screened;
  const pieces = await piecesOf(db, caseId, names);
  if (!pieces.ok) return pieces;
  const cared = here.filter(({ record }) => record.kind === protectedPerson.key).map(({ draft }) => caredPerson(draft));
  return ok({ ...(earlier && { earlier: earlier.draft }), screened: screened.value, cared, pieces: pieces.value });
}

/** Every screening of a case in the words of the paper, read by the guides that there were when it was confirmed. */
async function readScreened(
  db: Database,
  { caseId, records }: Pick<CaseView, 'caseId' | 'records'>,
): Promise<Result<readonly ScreenedPerson[]>> {
  const guides = await readGuides(db);
  if (!guides.ok) return guides;
  const screened: ScreenedPerson[] = [];
  for (const { record, draft } of records.filter((one) => one.record.kind === screening.key)) {
    const standing = await readScreeningStanding(db, caseId, record);
    if (!standing.ok) return standing;
    const { confirmation } = standing.value;
    // nobody confirmed what a guide makes of it that came later
    const all = [...ruleSets, ...guides.value.guides.map(({ set }) => set)];
    const sets = confirmation === undefined ? all : setsAt(guides.value.guides, confirmation.at);
    screened.push(screenedPerson(draft, confirmation, sets));
  }
  return ok(screened);
}

/**
 * Whether every result that a referral tells is one that a second person has confirmed and that still stands: asked when
 * it is sealed, as a screening may have changed since the referral was begun.
 * @returns fault `referral/stale-results` with the `people` concerned; those of reading
 */
export async function checkResults(db: Database, caseId: string, draft: RecordDraft): Promise<Result<undefined>> {
  const told = rowsOf(draft, 'referral_results').map((row) => {
    const { text } = reader(draft, row);
    return {
      pseudonym: text('pseudonym').trim(),
      result: text('result').trim(),
      confirmedBy: text('confirmedBy').trim(),
    };
  });
  if (told.length === 0) return ok(undefined);
  const view = await readCase(db, caseId);
  if (!view.ok) return view;
  const { records } = view.value;
  const screened = await readScreened(db, { caseId, records: records.filter(({ binned }) => binned === undefined) });
  if (!screened.ok) return screened;
  const stale = told.filter(({ pseudonym, result, confirmedBy }) =>
    screened.value.every(
      (one) =>
        one.pseudonym !== pseudonym ||
        one.results.every((known) => known.result !== result || known.confirmedBy !== confirmedBy),
    ),
  );
  if (stale.length === 0) return ok(undefined);
  return fail('referral/stale-results', { people: [...new Set(stale.map(({ pseudonym }) => pseudonym))].join(', ') });
}

/**
 * A screening in the words of the paper, which is in Spanish whatever the screens speak. Its results only when a second
 * person has confirmed it as it is.
 */
export function screenedPerson(
  draft: RecordDraft,
  confirmation: Confirmation | undefined,
  sets: readonly RuleSet[] = ruleSets,
): ScreenedPerson {
  const { text } = reader(draft);
  const person = { pseudonym: text('pseudonym').trim(), age: text('age'), sex: text('sex') };
  const signs = factsOf(draft)
    .answers.filter(({ reply }) => reply === 'yes')
    .map(({ question, how }) => ({
      sign: questionWords(question, sets),
      known: how === undefined ? '' : es[`fields.screening.screening_answers.how.option.${how}`],
    }));
  if (confirmation?.stands !== true) return { ...person, signs, results: [] };
  const confirmedBy = `${confirmation.name}, ${formatDate(dateInHonduras(confirmation.at))}`;
  return { ...person, signs, results: resultWords(draft, sets).map((one) => ({ ...one, confirmedBy })) };
}

/** What a question asks; its key where nobody here knows it, so that nothing vanishes. */
function questionWords(key: string, sets: readonly RuleSet[]): string {
  const known = [...questions, ...sets.flatMap((set) => set.questions ?? [])];
  return known.find((question) => question.key === key)?.label.es ?? key;
}

/** What a protected person needs, and how they are reached safely, as an institution may be told: by pseudonym alone. */
export function caredPerson(draft: RecordDraft): CaredPerson {
  const { text, list } = reader(draft);
  const contact = [
    ...list('contactThrough').map((key) => es[`fields.protected_person.contactThrough.option.${key as SafeContact}`]),
    ...['contactBy', 'contactWhen', 'contactMeans'].map((key) => text(key).trim()),
  ].filter((part) => part !== '');
  const never = text('contactNever').trim();
  return {
    pseudonym: text('pseudonym').trim(),
    age: text('age'),
    sex: text('sex'),
    minor: text('child'),
    language: text('language'),
    needs: list('needs'),
    consent: text('consentToShare'),
    reprisal: text('riskWhy').trim(),
    safeContact: [contact.join('; '), ...(never === '' ? [] : [`Nunca: ${never}`])].filter(Boolean).join('. '),
  };
}

const ruleSetWords = (name: string, version: string): string => `${name}, versión ${version}`.slice(0, 160);

/** Every level of indication, most urgent first, with its rule and version; what says only that nothing is known is none. */
function resultWords(
  draft: RecordDraft,
  sets: readonly RuleSet[],
): readonly { readonly result: string; readonly ruleSet: string }[] {
  const { assessments, child } = resultsOf(draft, sets);
  const scored = assessments
    .filter(({ outcome }) => outcome.urgency !== 'none')
    .sort((a, b) => urgencies.indexOf(b.outcome.urgency) - urgencies.indexOf(a.outcome.urgency))
    .map(({ set, outcome }) => ({ result: outcome.label.es, ruleSet: ruleSetWords(set.name.es, set.version) }));
  if (child === undefined) return scored;
  const { national, labour } = child;
  return [
    ...(national.result === 'sign'
      ? [
          {
            result: es['screening.national_sign'],
            ruleSet: ruleSetWords(es['screening.child_national'], national.version),
          },
        ]
      : []),
    ...(isChildLabourSign(labour.result)
      ? [
          {
            result: es[`screening.class_${labour.result}`],
            ruleSet: ruleSetWords(es['screening.child_statistical'], labour.version),
          },
        ]
      : []),
    ...scored,
  ];
}

async function piecesOf(
  db: Database,
  caseId: string,
  names: ReadonlyMap<string, string>,
): Promise<Result<readonly Values[]>> {
  const evidence = await readEvidence(db, caseId);
  if (!evidence.ok) return evidence;
  return ok(
    evidence.value.pieces
      // a protected piece, and what it is called, may show who somebody is: it is never put in by itself
      .filter(({ inBin, isProtected }) => !inBin && !isProtected)
      // what a file is called was chosen by whoever made it, and may be somebody's name: it is never put in by itself
      .map(({ id, type, note, takenAt, addedBy, sha256 }) => ({
        piece: id,
        pieceDescription: (note.trim() || es[`evidence.type_${shortType(type)}`]).slice(0, 400),
        obtainedOn: whenText(takenAt),
        obtainedBy: names.get(addedBy) ?? '',
        sha256,
      })),
  );
}

function whenText(takenAt: string): string {
  const [date = '', time = ''] = takenAt.split('T');
  return `${formatDate(date)}, ${time.slice(0, 5)}`;
}
