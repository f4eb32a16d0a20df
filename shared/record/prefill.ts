import { newId } from '../kernel/id.ts';
import type { PlainDate, PlainTime } from '../kernel/plain-date.ts';
import { checklistDraft, checklistRecord } from './kinds/checklist.ts';
import type { CasePerson } from './case-people.ts';
import { nextPseudonym } from './kinds/pseudonym.ts';
import { referral } from './kinds/referral.ts';
import { startReferral, type ReferralFacts } from './referral-start.ts';
import { addRow, emptyDraft, reader, rowsOf, setValue, type RecordDraft } from './draft.ts';
import { fieldsOf, isEmpty, tablesOf, type FieldValue, type RecordKind, type Values } from './fields.ts';

/** A sealed or written record of the same case, as far as another one takes from it. */
export interface Earlier {
  readonly draft: RecordDraft;
  /** empty while it has none */
  readonly number: string;
}

/** What a new record can begin with, so that nothing is typed twice. Nothing of a complaint is among it. */
export interface KnownFacts {
  readonly person: { readonly name: string; readonly position: string; readonly credential: string };
  /** municipality code DDMM of the office */
  readonly municipality: string;
  readonly today: PlainDate;
  readonly time?: PlainTime;
  readonly file?: RecordDraft;
  readonly establishment?: RecordDraft;
  /** the newest of each kind that the case has */
  readonly order?: Earlier;
  readonly inspection?: Earlier;
  readonly reinspection?: Earlier;
  readonly resolution?: Earlier;
  /** pseudonyms that stand for somebody in the case, or ever did */
  readonly pseudonyms?: Iterable<string>;
  /** what a referral takes from the case beside these */
  readonly referral?: ReferralFacts;
  /** the person of the case that the record is about */
  readonly about?: CasePerson;
}

/** Officials of each kind of record: whoever writes it is the first of them. */
const officialTables = ['inspectors', 'team', 'reinspectors'] as const;

/**
 * What a new record of a kind begins with: who writes it, the workplace as the case, the establishment or an earlier
 * record has it, and what the earlier step of the procedure left to be done. Everything can be changed.
 */
export function startRecord(kind: RecordKind, facts: KnownFacts): RecordDraft {
  if (kind.key === checklistRecord.key) return checklistDraft();
  if (kind.key === referral.key) return startReferral(facts, workplaceOf(facts));
  const keys = new Set(fieldsOf(kind).map(({ key }) => key));
  // where somebody saw something is not where the office is
  const place = kind.key === 'alert' ? {} : workplaceOf(facts);
  const values: Values = { ...place, ...ownValues(kind.key, facts) };
  const known = Object.entries(values).filter(([key, value]) => keys.has(key) && !isEmpty(value));
  const filled = known.reduce((draft, [key, value]) => setValue(draft, key, value), emptyDraft(kind));
  return withRows(withOfficials(filled, kind, facts), kind.key, facts);
}

/** The workplace: the newest source that knows a fact says it. */
function workplaceOf({ establishment, file, order, inspection, municipality }: KnownFacts): Values {
  const here: Values = { department: municipality.slice(0, 2), municipality };
  const sources = [file, establishment, order?.draft, inspection?.draft].filter((draft) => draft !== undefined);
  const named = sources.map(({ values }) =>
    Object.fromEntries(Object.entries(values).filter(([key, value]) => TAKEN.has(key) && !isEmpty(value))),
  );
  const countsHere = sources.some(({ values }) => !isEmpty(values['municipality']));
  return Object.assign({}, countsHere ? {} : here, ...named) as Values;
}

/** Facts about the workplace and the visit that are the same in every record of a case. */
const TAKEN: ReadonlySet<string> = new Set([
  ...['type', 'matters', 'employerKind', 'employerName', 'employerRtn', 'employerRnsp', 'employerDni'],
  ...['representative', 'representativePosition', 'employerPhone', 'employerEmail', 'branch', 'ciiu'],
  ...['department', 'municipality', 'village', 'address', 'coordinates', 'languages'],
]);

function ownValues(kind: string, facts: KnownFacts): Values {
  const { person, today, inspection, resolution, reinspection } = facts;
  const acta = inspection?.number ?? '';
  switch (kind) {
    case 'alert':
      return { receivedOn: today, receivedTime: facts.time ?? '', channel: 'call', takenBy: person.name };
    case 'complaint':
      return { receivedOn: today, takenBy: person.name };
    case 'screening':
      return { date: today, pseudonym: nextPseudonym(facts.pseudonyms ?? [], 'screening') };
    case 'protected_person': {
      const { pseudonym, known } = facts.about ?? { pseudonym: undefined, known: {} };
      return { ...known, pseudonym: pseudonym ?? nextPseudonym(facts.pseudonyms ?? [], 'protected_person') };
    }
    case 'interview':
      return {
        ...{ date: today, startTime: facts.time ?? '', ...officialOf(facts) },
        pseudonym: nextPseudonym(facts.pseudonyms ?? [], 'interview'),
      };
    case 'notification':
      return {
        ...aboutOf(facts),
        recipient: attendedBy(facts),
        notifierName: person.name,
        notifierPosition: person.position,
        notifierCredential: person.credential,
        refused: 'no',
        startsTerm: 'yes',
      };
    case 'reinspection':
      return { actaNumber: acta, place: valueOf(inspection, 'place'), attendedBy: attendedBy(facts) };
    case 'resolution':
      return { actaNumber: acta, date: today, place: valueOf(reinspection ?? inspection, 'place') };
    case 'appeal':
      return { resolutionNumber: resolution?.number ?? '', outcome: 'pending' };
    case 'payment':
      return { concept: 'fine', amount: valueOf(resolution, 'total'), payer: valueOf(inspection, 'employerName') };
    case 'document_request':
      return {
        ...{ date: today, time: facts.time ?? '', actaNumber: acta, recipient: attendedBy(facts), refused: 'no' },
        ...{ place: valueOf(inspection, 'place'), ...officialOf(facts) },
      };
    case 'delivery':
      return { date: today, time: facts.time ?? '', means: 'hand', refused: 'no', ...officialOf(facts) };
    case 'technical_report':
      return {
        ...{ date: today, actaNumber: acta, reinspectionNumber: reinspection?.number ?? '' },
        ...{ place: valueOf(reinspection ?? inspection, 'place') },
        ...{ authorName: person.name, authorPosition: person.position, authorCredential: person.credential },
      };
    case 'conciliation':
      return { date: today, officialName: person.name, officialPosition: person.position };
    case 'inspection':
      return {};
    default:
      return {};
  }
}

function officialOf({ person }: KnownFacts): Values {
  return {
    officialName: person.name,
    officialPosition: person.position,
    officialCredential: person.credential,
  };
}

/** The newest paper of the case that an employer has to be told of. */
function aboutOf({ inspection, reinspection, resolution }: KnownFacts): Values {
  if (resolution !== undefined && resolution.number !== '') {
    const about = valueOf(resolution, 'decision') === 'fine' ? 'fine' : 'other';
    return { about, aboutNumber: resolution.number, aboutDate: valueOf(resolution, 'date') };
  }
  if (reinspection !== undefined && reinspection.number !== '') {
    return { about: 'reinspection', aboutNumber: reinspection.number, aboutDate: valueOf(reinspection, 'endDate') };
  }
  if (inspection === undefined) return {};
  return { about: 'acta', aboutNumber: inspection.number, aboutDate: valueOf(inspection, 'endDate') };
}

function attendedBy({ inspection, reinspection }: KnownFacts): string {
  return valueOf(reinspection, 'attendedBy') || valueOf(inspection, 'attendedBy');
}

function valueOf(earlier: Earlier | undefined, key: string): string {
  return earlier === undefined ? '' : reader(earlier.draft).text(key);
}

function withOfficials(draft: RecordDraft, kind: RecordKind, { person, order }: KnownFacts): RecordDraft {
  const table = tablesOf(kind).find(({ key }) => officialTables.some((official) => official === key))?.key;
  if (table === undefined) return draft;
  const sent = order === undefined ? [] : rowsOf(order.draft, 'team').map(({ values }) => values);
  const people: readonly Values[] = sent.length > 0 && table !== 'team' ? sent : [{ ...person }];
  return people.reduce((so, values) => addRow(so, table, { id: newId(), values }), draft);
}

function withRows(draft: RecordDraft, kind: string, facts: KnownFacts): RecordDraft {
  if (kind === 'reinspection') {
    // one answer for each infringement of the acta
    return infringementsOf(facts.inspection).reduce(
      // what was observed is for whoever went there to say: nothing stands in its place
      (so, { infringement }) => addRow(so, 'reviewed', { id: newId(), values: filled({ infringement }) }),
      draft,
    );
  }
  if (kind === 'technical_report') return withReported(draft, facts);
  if (kind === 'document_request') return withMissing(draft, facts.inspection);
  if (kind !== 'resolution') return draft;
  const open = openInfringements(facts);
  if (open.length === 0) return draft;
  return open.reduce(
    (so, { infringement, workersAffected, amountOwed }) =>
      addRow(so, 'fines', {
        id: newId(),
        values: filled({ infringement, workersAffected, amountOwed, repetition: 'none' }),
      }),
    setValue(draft, 'decision', 'fine'),
  );
}

/** Every infringement of the acta, with what the second visit found of it. */
function withReported(draft: RecordDraft, { inspection, reinspection }: KnownFacts): RecordDraft {
  const reviewed = reinspection === undefined ? [] : rowsOf(reinspection.draft, 'reviewed').map(({ values }) => values);
  return infringementsOf(inspection).reduce((so, { infringement, workersAffected, amountOwed }) => {
    const outcome = reviewed.find((one) => one['infringement'] === infringement)?.['result'] ?? '';
    const values = filled({ infringement, outcome, workersAffected, amountOwed });
    return addRow(so, 'reported_infringements', { id: newId(), values });
  }, draft);
}

/** What the acta asked for and nobody showed. */
function withMissing(draft: RecordDraft, inspection: Earlier | undefined): RecordDraft {
  if (inspection === undefined) return draft;
  return rowsOf(inspection.draft, 'documents')
    .map((row) => reader(inspection.draft, row))
    .filter(({ text }) => text('status') !== 'shown' && text('document') !== '')
    .reduce(
      (so, { text }) =>
        addRow(so, 'asked_documents', { id: newId(), values: { document: text('document').slice(0, 300) } }),
      draft,
    );
}

interface Found {
  readonly infringement: string;
  readonly workersAffected: string;
  readonly amountOwed: string;
}

function infringementsOf(earlier: Earlier | undefined): readonly Found[] {
  if (earlier === undefined) return [];
  return rowsOf(earlier.draft, 'infringements').map((row) => {
    const { text } = reader(earlier.draft, row);
    return {
      infringement: text('infringement'),
      workersAffected: text('workersAffected'),
      amountOwed: text('amountOwed'),
    };
  });
}

/** What the reinspection found not to be corrected; everything of the acta when there was none. */
function openInfringements({ inspection, reinspection }: KnownFacts): readonly Found[] {
  const found = infringementsOf(inspection);
  if (reinspection === undefined) return found;
  return rowsOf(reinspection.draft, 'reviewed').flatMap((row): readonly Found[] => {
    const { text } = reader(reinspection.draft, row);
    if (text('result') === 'corrected') return [];
    const before = found.find(({ infringement }) => infringement === text('infringement'));
    const pending = text('amountPending') || (before?.amountOwed ?? '');
    return [
      {
        infringement: text('infringement'),
        workersAffected: before?.workersAffected ?? '',
        amountOwed: pending,
      },
    ];
  });
}

function filled(values: Readonly<Record<string, FieldValue>>): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}
