import { addDays, weekdayOf, type PlainDate } from '../kernel/plain-date.ts';
import type { Values } from '../record/fields.ts';
import type { Chance } from './random.ts';
import { sample, type SampleFinding } from './sample-data.ts';
import { sampleName, type SampleWorkplace } from './sample-workplaces.ts';

/** The states of the way of a case, each with what brought it there. */
const ways = {
  draft: [],
  assigned: ['order'],
  visiting: ['order', 'visit'],
  recorded: ['order', 'acta'],
  notified: ['order', 'acta', 'notice'],
  correcting: ['order', 'acta', 'notice', 'term'],
  corrected: ['order', 'acta', 'notice', 'term', 'corrected'],
  reinspection: ['order', 'acta', 'notice', 'term', 'again'],
  resolution: ['order', 'acta', 'notice', 'term', 'again', 'seen'],
  fineNotified: ['order', 'acta', 'notice', 'term', 'again', 'seen', 'fine'],
  exempt: ['order', 'acta', 'notice', 'term', 'again', 'seen', 'fine', 'exempt'],
  appeal: ['order', 'acta', 'notice', 'term', 'again', 'seen', 'fine', 'appeal'],
  paid: ['order', 'acta', 'notice', 'term', 'again', 'seen', 'fine', 'paid'],
  collection: ['order', 'acta', 'notice', 'term', 'again', 'seen', 'fine', 'collection'],
  archived: ['order', 'acta', 'notice', 'term', 'corrected', 'closed'],
  obstruction: ['order', 'obstructed'],
  noInfringement: ['order', 'clean'],
  conciliated: ['order', 'acta', 'notice', 'term', 'agreed'],
  annulled: ['annulled'],
} as const satisfies Readonly<Record<string, readonly Stop[]>>;

type Stop =
  | 'order'
  | 'visit'
  | 'acta'
  | 'notice'
  | 'term'
  | 'corrected'
  | 'again'
  | 'seen'
  | 'fine'
  | 'exempt'
  | 'appeal'
  | 'paid'
  | 'collection'
  | 'closed'
  | 'obstructed'
  | 'clean'
  | 'agreed'
  | 'annulled';

/** Days after the stop before; what takes its days is told beside the law's own terms, nothing hangs on these. */
const days: Readonly<Record<Stop, number>> = {
  order: 2,
  visit: 3,
  acta: 4,
  notice: 3,
  term: 1,
  corrected: 12,
  again: 20,
  seen: 4,
  fine: 8,
  exempt: 9,
  appeal: 6,
  paid: 10,
  collection: 25,
  closed: 3,
  obstructed: 4,
  clean: 4,
  agreed: 9,
  annulled: 1,
};

/** One change of state of an invented case. */
export interface SampleMove {
  readonly to: string;
  readonly on: PlainDate;
  readonly reason: string;
}

/** A record of an invented case, to be laid over what the app itself begins it with. */
export interface SampleRecord {
  /** key of its kind */
  readonly kind: string;
  readonly on: PlainDate;
  /** becomes a paper */
  readonly sealed: boolean;
  readonly values: Values;
  readonly rows: Readonly<Record<string, readonly Values[]>>;
}

/** An invented case: its file, its records in their order, its way. */
export interface SampleCase {
  readonly state: string;
  readonly workplace: number;
  readonly file: Values;
  readonly records: readonly SampleRecord[];
  readonly moves: readonly SampleMove[];
}

export const sampleStates = Object.keys(ways) as readonly (keyof typeof ways)[];

interface Told {
  readonly chance: Chance;
  readonly workplace: SampleWorkplace;
  readonly findings: readonly SampleFinding[];
  readonly child: boolean;
  readonly matters: readonly string[];
}

/**
 * A case that stands in a state.
 * @param today civil date in Honduras: nothing of the case is later
 * @param where the workplace, and its place in the list of workplaces
 */
export function sampleCase(
  state: keyof typeof ways,
  where: { readonly workplace: SampleWorkplace; readonly index: number },
  { today, chance }: { readonly today: PlainDate; readonly chance: Chance },
): SampleCase {
  const stops: readonly Stop[] = ways[state];
  const length = stops.reduce((sum, stop) => sum + days[stop], 0);
  // a stop may be moved off a weekend by up to two days; some cases wait longer than others
  const opened = addDays(today, -(length + 2 + chance.under(16)));
  const type = chance.oneOf(['ordinary', 'ordinary', 'extraordinary'] as const);
  // something is owed in each, so that every resolution has a fine to work out
  const owed = sample.findings.filter(({ owedEach }) => owedEach > 0);
  const findings = [chance.oneOf(owed), ...(chance.under(2) === 0 ? [chance.oneOf(sample.findings)] : [])];
  const child = chance.under(9) === 0;
  const matters = [...new Set([...findings.map(({ matter }) => matter), ...(child ? ['childLabour'] : [])])];
  const told: Told = { chance, workplace: where.workplace, findings: unlike(findings), child, matters };
  const origin = type === 'extraordinary' ? 'complaint' : chance.oneOf(['plan', 'plan', 'complaint', 'ownInitiative']);
  const records: SampleRecord[] = origin === 'complaint' ? [complaintOf(opened, told)] : [];
  const moves: SampleMove[] = [];
  let day = opened;
  for (const stop of stops) {
    day = addDays(day, days[stop]);
    const on = workday(day);
    records.push(...(written[stop]?.(on, told) ?? []));
    moves.push(...reached[stop].map((to) => ({ to, on, reason: reasonFor(to, chance) })));
  }
  const { department, municipality, employerName } = where.workplace.values;
  return {
    state,
    workplace: where.index,
    records,
    moves,
    file: {
      openedOn: opened,
      origin,
      type,
      matters: [...matters],
      priority: child ? 'urgent' : chance.oneOf(['normal', 'normal', 'high']),
      childMatter: child ? 'yes' : 'no',
      employerName: employerName ?? '',
      department: department ?? '',
      municipality: municipality ?? '',
    },
  };
}

/** An infringement is listed once in an acta. */
function unlike(findings: readonly SampleFinding[]): readonly SampleFinding[] {
  return findings.filter((one, i) => findings.findIndex(({ infringement }) => infringement === one.infringement) === i);
}

function workday(date: PlainDate): PlainDate {
  const weekday = weekdayOf(date);
  return weekday > 5 ? addDays(date, 8 - weekday) : date;
}

/** The states that a stop takes a case through. */
const reached: Readonly<Record<Stop, readonly string[]>> = {
  order: ['assigned'],
  visit: ['visiting'],
  acta: ['visiting', 'recorded'],
  notice: ['notified'],
  term: ['correcting'],
  corrected: ['corrected'],
  again: ['reinspection'],
  seen: ['resolution'],
  fine: ['fineNotified'],
  exempt: ['exempt'],
  appeal: ['appeal'],
  paid: ['paid'],
  collection: ['collection'],
  closed: ['archived'],
  obstructed: ['visiting', 'obstruction'],
  clean: ['visiting', 'recorded', 'noInfringement'],
  agreed: ['conciliated'],
  annulled: ['annulled'],
};

const REASONED = ['exempt', 'obstruction', 'noInfringement', 'conciliated', 'annulled'];

function reasonFor(to: string, chance: Chance): string {
  return REASONED.includes(to) ? `${chance.oneOf(sample.reasons)}. Dato inventado.` : '';
}

/** What is written at a stop; nothing at most of them. */
const written: Partial<Readonly<Record<Stop, (on: PlainDate, told: Told) => readonly SampleRecord[]>>> = {
  order: (on, { matters }) => [
    paper('order', on, { scheduledDate: addDays(on, 2), scheduledTime: '08:30', matters: [...matters] }),
  ],
  acta: (on, told) => [acta(on, told, foundRows(told))],
  clean: (on, told) => [acta(on, told, { findings: [{ fact: sample.clean }] })],
  obstructed: (on, told) => [acta(on, told, obstructedRows, obstructedValues)],
  notice: (on, told) => [noticeOf(on, told)],
  seen: (on, told) => [secondVisit(on, told), resolutionOf(on, told)],
  fine: (on, told) => [noticeOf(on, told)],
  appeal: (on, { workplace }) => [
    note('appeal', on, {
      filedOn: on,
      remedy: 'reconsideration',
      filedBy: workplace.representative,
      outcome: 'pending',
    }),
  ],
  paid: (on, { chance }) => [
    note('payment', on, { date: on, concept: 'fine', receipt: `TGR-${1000 + chance.under(9000)}` }),
  ],
  agreed: (on, told) => [conciliationOf(on, told)],
};

function paper(kind: string, on: PlainDate, values: Values, rows: SampleRecord['rows'] = {}): SampleRecord {
  return { kind, on, sealed: true, values, rows };
}

function note(kind: string, on: PlainDate, values: Values): SampleRecord {
  return { kind, on, sealed: false, values, rows: {} };
}

function complaintOf(on: PlainDate, { chance, workplace, matters, child }: Told): SampleRecord {
  return note('complaint', on, {
    receivedOn: on,
    receivedTime: '10:20',
    channel: chance.oneOf(['person', 'phone', 'line145', 'letter']),
    anonymous: 'yes',
    identityReserved: 'yes',
    employerAsTold: String(workplace.values['siteName'] ?? ''),
    matters: [...matters],
    account: chance.oneOf(sample.complaints),
    affected: String(1 + chance.under(30)),
    childrenTold: child ? 'yes' : 'no',
    urgent: 'no',
    relation: 'unknown',
  });
}

function acta(
  on: PlainDate,
  { chance, workplace, matters }: Told,
  rows: SampleRecord['rows'],
  more: Values = {},
): SampleRecord {
  const minors = rows['minors']?.length ?? 0;
  return paper(
    'inspection',
    on,
    {
      matters: [...matters],
      place: String(workplace.values['siteName'] ?? ''),
      startDate: on,
      startTime: '09:10',
      endDate: on,
      endTime: '12:40',
      credentialShown: 'yes',
      refusedIdentity: 'no',
      attendedBy: sampleName(chance),
      attendedCapacity: 'Persona encargada',
      workersTotal: workplace.values['workersTotal'] ?? '',
      workersWomen: workplace.values['workersWomen'] ?? '',
      workersMen: workplace.values['workersMen'] ?? '',
      workersMinors: String(minors),
      workerRepPresent: 'no',
      interviewCount: '4',
      interviewsPrivate: 'yes',
      policeRequested: 'no',
      obstructed: 'no',
      copies: '2',
      deliveryForm: ['hand'],
      refusedToSign: 'no',
      ...more,
    },
    rows,
  );
}

function foundRows({ chance, workplace, findings, child }: Told): SampleRecord['rows'] {
  const workers = Number(workplace.values['workersTotal']);
  const childRow: Values = {
    pseudonym: 'NNA-01',
    age: '14~',
    ageHow: 'estimated',
    sex: 'unknown',
    task: sample.child.task,
    hazardous: 'yes',
    hazard: sample.child.hazard,
    authorised: 'no',
    protectionCalled: 'yes',
  };
  return {
    findings: [...findings.map(({ fact }) => ({ fact })), ...(child ? [{ fact: sample.child.fact }] : [])],
    infringements: [
      ...findings.map(({ infringement, owedEach, termDays }): Values => {
        const affected = 1 + chance.under(Math.max(workers, 1));
        const owed: Values = owedEach === 0 ? {} : { amountOwed: `${affected * owedEach}.00` };
        return { infringement, workersAffected: String(affected), termDays, ...owed };
      }),
      ...(child ? [{ infringement: 'childLabour', workersAffected: '1' }] : []),
    ],
    minors: child ? [childRow] : [],
  };
}

const obstructedValues: Values = {
  refusedIdentity: 'yes',
  attendedBy: '',
  attendedCapacity: '',
  policeRequested: 'yes',
  policeUnit: sample.obstruction.unit,
  policeTime: '10:05',
  obstructed: 'yes',
  obstructionConduct: sample.obstruction.conduct,
  obstructionWho: sample.obstruction.who,
  obstructionTime: '09:25',
};

const obstructedRows: SampleRecord['rows'] = {
  findings: [{ fact: sample.obstruction.conduct }],
  infringements: [{ infringement: 'obstruction' }],
};

function noticeOf(on: PlainDate, { workplace }: Told): SampleRecord {
  return paper('notification', on, {
    recipient: workplace.representative,
    recipientCapacity: 'Representante',
    means: 'hand',
    date: on,
    time: '10:30',
    place: 'En el establecimiento',
  });
}

function secondVisit(on: PlainDate, { chance, findings, child }: Told): SampleRecord {
  const results = findings.map(({ infringement, observed }): Values => ({
    infringement,
    result: 'notCorrected',
    observed,
  }));
  const childResult: Values = { infringement: 'childLabour', result: 'notVerified', observed: sample.child.fact };
  return paper(
    'reinspection',
    on,
    {
      startDate: on,
      startTime: '08:45',
      endDate: on,
      endTime: '10:15',
      attendedBy: sampleName(chance),
      attendedCapacity: 'Persona encargada',
      refusedToSign: 'no',
    },
    { reviewed: [...results, ...(child ? [childResult] : [])] },
  );
}

function resolutionOf(on: PlainDate, { chance }: Told): SampleRecord {
  return paper('resolution', on, {
    date: on,
    facts: sample.grounds,
    grounds: sample.grounds,
    decides: sample.decides,
    signerName: sampleName(chance),
    signerPosition: 'Jefatura regional de práctica',
  });
}

function conciliationOf(on: PlainDate, { workplace }: Told): SampleRecord {
  return paper('conciliation', on, {
    date: on,
    place: 'Sala de conciliación',
    employerSpeaker: workplace.representative,
    workersCount: '4',
    agreement: sample.agreement,
    termDays: '30',
  });
}
