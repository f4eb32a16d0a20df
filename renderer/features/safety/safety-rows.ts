import type { CallValue, Person, SafetyFacts, SnapshotFacts } from '../../../shared/ipc/contract.ts';
import type { Instant } from '../../../shared/kernel/clock.ts';
import { fault } from '../../../shared/kernel/fault.ts';
import { guardianOf } from '../../parts/key-holding.ts';
import { formatInstant, sizeText } from '../../parts/format.ts';
import { faultText } from '../../text/fault-text.ts';
import { t, tCount } from '../../text/index.ts';
import { agoText } from './safety-words.ts';

/** What the safety of an office's data hangs on, in the order of the screen. */
export const safetyKeys = [
  'last',
  'second',
  'copies',
  'evidence',
  'disk',
  'journal',
  'acts',
  'sheets',
  'people',
  'clock',
  'engine',
  'device',
] as const;
export type SafetyKey = (typeof safetyKeys)[number];

/** `unknown`: it was not looked at since the office was opened. */
export type SafetyState = 'fine' | 'attention' | 'danger' | 'unknown';

/** One fact about the safety of the data, judged. */
export interface SafetyRow {
  readonly key: SafetyKey;
  readonly state: SafetyState;
  /** how it is now */
  readonly now: string;
  /** what follows from it, or more about it */
  readonly more?: string | undefined;
}

/** All that the judgement looks at. */
export interface SafetyInput {
  readonly facts: SafetyFacts;
  readonly people: readonly Person[];
  /** what checking the chain of acts gave; undefined until somebody asks for it */
  readonly chain: CallValue<'checkAudit'> | undefined;
  /** milliseconds since 1970 */
  readonly now: number;
}

const DAY_MS = 86_400_000;
/** Clocks are corrected by minutes all the time. */
const AHEAD_MS = 3_600_000;
const GB = 1_000_000_000;

/** From when on something counts as late or scarce. Agreed with nobody: chosen so that an office at work stays green. */
export const limits = {
  /** days since the last copy while there is something new; a long weekend is not worth a word */
  lastAttention: 4,
  lastDanger: 14,
  /** days since the last copy outside of this computer */
  secondAttention: 14,
  secondDanger: 45,
  /** days after which a copy should be read back once more */
  check: 60,
  /** days since two sheets were last tried */
  sheets: 180,
  /** bytes that are left on the disk */
  diskAttention: 5 * GB,
  diskDanger: GB,
} as const;

/** Judges every fact. */
export function safetyRows(input: SafetyInput): readonly SafetyRow[] {
  // an office without evidence, or whose evidence nobody has read through yet, is told nothing of it
  const told = safetyKeys.filter((key) => key !== 'evidence' || input.facts.evidence !== undefined);
  return told.map((key) => ({ key, ...judges[key](input) }));
}

type Judged = Omit<SafetyRow, 'key'>;

const judges: Readonly<Record<SafetyKey, (input: SafetyInput) => Judged>> = {
  last: ({ facts, now }) => {
    const last = newestCopy(facts.snapshots, now);
    const failure = facts.failure && faultText(fault(facts.failure.code, facts.failure.detail));
    if (last === undefined) return { state: 'danger', now: t('safety.last.none'), more: failure?.what };
    const late = facts.journal.seq > last.seq ? daysSince(last.madeAt, now) : 0;
    const isLate = late > limits.lastDanger ? 'danger' : late > limits.lastAttention ? 'attention' : 'fine';
    return {
      state: failure === undefined || isLate === 'danger' ? isLate : 'attention',
      now: t('safety.last.at', {
        at: formatInstant(last.madeAt),
        ago: agoText(last.madeAt, now),
        place: placeName(last, facts),
      }),
      more: failure === undefined ? t('safety.last.when') : `${failure.what} ${failure.todo}`,
    };
  },

  second: ({ facts: { second, snapshots }, now }) => {
    if (second === undefined) return { state: 'attention', now: t('safety.second.none'), more: t('safety.second.why') };
    const { name } = second;
    const last = newestCopy(
      snapshots.filter(({ place }) => place === 'second'),
      now,
    );
    if (!second.present) {
      return { state: 'attention', now: t('safety.second.absent', { name }), more: t('safety.second.plug') };
    }
    if (last === undefined) return { state: 'attention', now: t('safety.second.empty', { name }) };
    const days = daysSince(last.madeAt, now);
    return {
      state: days > limits.secondDanger ? 'danger' : days > limits.secondAttention ? 'attention' : 'fine',
      now: t('safety.second.at', { name, at: formatInstant(last.madeAt), ago: agoText(last.madeAt, now) }),
    };
  },

  copies: ({ facts: { snapshots }, now }) => {
    const damaged = snapshots.filter(({ state }) => state === 'damaged').length;
    if (damaged > 0) {
      return { state: 'danger', now: tCount('safety.copies.damaged', damaged), more: t('safety.copies.keep') };
    }
    if (snapshots.length === 0) return { state: 'danger', now: t('safety.copies.none') };
    const unread = snapshots.filter(
      ({ state, madeAt, checkedAt }) => state === 'unchecked' && daysSince(checkedAt ?? madeAt, now) > limits.check,
    ).length;
    return {
      state: unread > 0 ? 'attention' : 'fine',
      now: tCount('safety.copies.count', snapshots.length),
      more: unread > 0 ? tCount('safety.copies.unread', unread) : undefined,
    };
  },

  evidence: ({ facts: { evidence }, now }) => {
    if (evidence === undefined) return { state: 'unknown', now: '' };
    const { files, missing, damaged, missingOutside, mended, checkedAt } = evidence;
    const checked = t('safety.checkedAt', { at: formatInstant(checkedAt), ago: agoText(checkedAt, now) });
    const lost = [...missing, ...damaged];
    if (lost.length > 0) {
      const which = t('safety.evidence.which', { ids: lost.map(shortId).join(', ') });
      return { state: 'danger', now: tCount('safety.evidence.lost', lost.length), more: `${which} ${checked}` };
    }
    const outside = missingOutside.length === 0 ? [] : [tCount('safety.evidence.outside', missingOutside.length)];
    const came = mended.length === 0 ? [] : [tCount('safety.evidence.mended', mended.length)];
    return {
      state: missingOutside.length > 0 ? 'attention' : 'fine',
      now: tCount('safety.evidence.whole', files),
      more: [...outside, ...came, checked].join(' '),
    };
  },

  disk: ({ facts: { freeBytes, journal } }) => {
    // a copy needs as much as the journal, and is written beside the one before it
    const tight = freeBytes < Math.max(limits.diskDanger, 2 * journal.bytes);
    return {
      state: tight ? 'danger' : freeBytes < limits.diskAttention ? 'attention' : 'fine',
      now: t('safety.disk.free', { size: sizeText(freeBytes) }),
      more: tight ? t('safety.disk.tight') : undefined,
    };
  },

  journal: ({ facts: { journal }, now }) => {
    if (journal.damaged) {
      return { state: 'danger', now: t('safety.journal.damaged'), more: t('safety.journal.todo') };
    }
    const size = { n: journal.seq, size: sizeText(journal.bytes) };
    return {
      state: 'fine',
      now: t('safety.journal.whole', size),
      more:
        journal.checkedAt === undefined
          ? undefined
          : t('safety.checkedAt', { at: formatInstant(journal.checkedAt), ago: agoText(journal.checkedAt, now) }),
    };
  },

  acts: ({ chain }) => {
    if (chain === undefined) return { state: 'unknown', now: t('safety.acts.unknown') };
    if (chain.brokenAt !== undefined) {
      return { state: 'danger', now: t('safety.acts.broken', { n: chain.brokenAt }), more: t('safety.acts.todo') };
    }
    return { state: 'fine', now: tCount('safety.acts.whole', chain.n) };
  },

  sheets: ({ facts: { recovery }, now }) => {
    if (recovery.total === 0)
      return { state: 'danger', now: t('safety.sheets.none'), more: t('safety.sheets.noneMore') };
    const held = t('safety.sheets.held', {
      need: recovery.need,
      total: recovery.total,
      holders: recovery.holders.join(', '),
    });
    const { practisedAt } = recovery;
    if (practisedAt === undefined) return { state: 'danger', now: held, more: t('safety.sheets.never') };
    const late = daysSince(practisedAt, now) > limits.sheets;
    const tried = t('safety.sheets.practised', { at: formatInstant(practisedAt), ago: agoText(practisedAt, now) });
    return {
      state: late ? 'danger' : 'fine',
      now: held,
      more: late ? `${tried} ${t('safety.sheets.again')}` : tried,
    };
  },

  people: ({ people }) => {
    const active = people.filter(({ state }) => state === 'active');
    const waiting = active.filter(({ pending }) => pending).map(({ name }) => name);
    const guardian = guardianOf(active.map(({ roles }) => roles));
    const notes = [
      ...(waiting.length === 0 ? [] : [t('safety.people.waiting', { names: waiting.join(', ') })]),
      ...(guardian === 'liaison' ? [] : [t(`safety.people.${guardian}`)]),
    ];
    return {
      state: notes.length === 0 ? 'fine' : 'attention',
      now: tCount('safety.people.active', active.length),
      more: notes.length === 0 ? undefined : notes.join(' '),
    };
  },

  clock: ({ facts }) =>
    facts.clockBehind
      ? { state: 'attention', now: t('safety.clock.behind'), more: t('safety.clock.todo') }
      : { state: 'fine', now: t('safety.clock.fine') },

  engine: ({ facts }) =>
    facts.engine === 'sqlite'
      ? { state: 'fine', now: t('safety.engine.sqlite') }
      : { state: 'attention', now: t('safety.engine.leveldb'), more: t('safety.engine.todo') },

  device: ({ facts }) =>
    facts.deviceBound
      ? { state: 'fine', now: t('safety.device.bound'), more: t('safety.device.boundMore') }
      : { state: 'attention', now: t('safety.device.unbound'), more: t('safety.device.unboundMore') },
};

/**
 * The newest copy that can be used. One that a clock which was ahead has dated in the future counts only while there is
 * no other: it would pass for today's until then.
 * @param now milliseconds since 1970
 */
function newestCopy(snapshots: readonly SnapshotFacts[], now: number): SnapshotFacts | undefined {
  const usable = snapshots.filter(({ state }) => state !== 'damaged');
  const timely = usable.filter(({ madeAt }) => Date.parse(madeAt) <= now + AHEAD_MS);
  return (timely.length > 0 ? timely : usable).reduce<SnapshotFacts | undefined>(
    (best, one) => (best === undefined || one.madeAt > best.madeAt ? one : best),
    undefined,
  );
}

/** Where a copy lies, as a person knows it. */
export function placeName({ place }: Pick<SnapshotFacts, 'place'>, { second }: Pick<SafetyFacts, 'second'>): string {
  return place === 'here' ? t('safety.place.here') : (second?.name ?? t('safety.place.second'));
}

/** Enough of an id to find a piece by. */
function shortId(id: string): string {
  return id.slice(0, 8);
}

/** Whole days of 24 hours; a clock that was set back gives none. */
function daysSince(instant: Instant, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(instant)) / DAY_MS));
}
