import { parameterAt, type ParameterOverrides } from '../catalog/legal-parameters.ts';
import type { Confidence } from '../catalog/entry.ts';
import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, instantInHonduras, isPlainDate, isPlainTime } from '../kernel/plain-date.ts';
import { mayBeChild } from '../record/approximate.ts';
import { reader, rowsOf, type RecordDraft } from '../record/draft.ts';
import type { Contact } from './contact.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A referral as it is followed. */
export interface FollowedReferral {
  readonly id: string;
  /** empty until it is sealed */
  readonly number: string;
  /** key of the directory, or `other` */
  readonly addressee: string;
  readonly addresseeName: string;
  readonly urgency: string;
  /** somebody in it is, or may be, under eighteen */
  readonly isChild: boolean;
  /** undefined where nobody wrote it down */
  readonly detectedAt: Instant | undefined;
  /** when it was first sealed; undefined for a draft */
  readonly issuedAt: Instant | undefined;
  /** when its newest version was sealed; undefined for a draft */
  readonly lastSealedAt: Instant | undefined;
  /** of the newest version; 0 for a draft */
  readonly version: number;
}

/**
 * A referral from its record.
 * @param about.issuedAt when it was first sealed; undefined for a draft
 * @param about.lastSealedAt when its newest version was
 * @param about.caseOfChildren whether its case is about children
 */
export function followedReferral(
  draft: RecordDraft,
  about: Pick<FollowedReferral, 'id' | 'number' | 'issuedAt' | 'lastSealedAt' | 'version'> & {
    readonly caseOfChildren: boolean;
  },
): FollowedReferral {
  const { text } = reader(draft);
  const { caseOfChildren, ...named } = about;
  const [day, time] = [text('detectedOn'), text('detectedTime')];
  const isMinor = rowsOf(draft, 'referred').some((row) => {
    const told = reader(draft, row).text('minor');
    const age = reader(draft, row).text('age');
    // in doubt a child: what is said of the age counts wherever nobody said that they are grown
    return told === 'yes' || told === 'presumed' || (told !== 'no' && age !== '' && mayBeChild(age));
  });
  return {
    ...named,
    addressee: text('addressee'),
    addresseeName: text('addresseeName'),
    urgency: text('urgency'),
    isChild: caseOfChildren || isMinor || text('addressee') === 'childProtection',
    detectedAt: isPlainDate(day) && isPlainTime(time) ? instantInHonduras(day, time) : undefined,
  };
}

export const referralStages = ['draft', 'sealed', 'signed', 'delivered', 'acknowledged'] as const;
export type ReferralStage = (typeof referralStages)[number];

/** How a referral stands. Hours are whole; 0 when the clock of this computer stands before. */
export interface ReferralStanding {
  readonly stage: ReferralStage;
  readonly hoursSinceDetection: number | undefined;
  readonly hoursSinceIssue: number | undefined;
  /** the first receipt of its newest version that stands */
  readonly acknowledged: Contact | undefined;
  /** when its newest version was first handed over, as far as anybody noted */
  readonly delivered: Contact | undefined;
  /** since when its receipt is waited for: since its newest version was sealed; undefined for a draft and once there is one */
  readonly waitingSince: Instant | undefined;
  /** what belongs to it and is no call of before, newest first */
  readonly contacts: readonly Contact[];
}

/**
 * How a referral stands. A receipt counts once it has a day and an hour that can be read, and was not corrected; and
 * only from the minute on in which the newest version was sealed: whoever said that they have the one before does not have
 * what was put right in this one. What was handed over counts likewise.
 * @param contacts of the log of its case, as `contactsOf` gives them
 * @param now milliseconds since 1970
 * @param isSigned whether its paper bears an electronic signature
 */
export function standingOf(
  referral: FollowedReferral,
  contacts: readonly Contact[],
  now: number,
  isSigned = false,
): ReferralStanding {
  const own = contacts.filter((one) => belongsTo(one, referral));
  const { issuedAt, detectedAt, lastSealedAt } = referral;
  const standing = own.filter(
    ({ at, correctedBy }) => at !== undefined && correctedBy === undefined && !isBefore(at, lastSealedAt),
  );
  const first = (kind: Contact['kind']): Contact | undefined => standing.filter((one) => one.kind === kind).at(-1);
  const isIssued = issuedAt !== undefined;
  const acknowledged = isIssued ? first('receipt') : undefined;
  const delivered = isIssued ? first('delivery') : undefined;
  const stage = !isIssued
    ? 'draft'
    : acknowledged !== undefined
      ? 'acknowledged'
      : delivered !== undefined
        ? 'delivered'
        : isSigned
          ? 'signed'
          : 'sealed';
  return {
    stage,
    hoursSinceDetection: hoursSince(detectedAt, now),
    hoursSinceIssue: hoursSince(issuedAt, now),
    acknowledged,
    delivered,
    waitingSince: acknowledged === undefined ? lastSealedAt : undefined,
    contacts: own,
  };
}

/** Earlier, to the minute: the clock of a form has no seconds. */
function isBefore(at: Instant, sealedAt: Instant | undefined): boolean {
  return sealedAt !== undefined && Date.parse(at) + MINUTE_MS <= Date.parse(sealedAt);
}

/** A contact names its referral by the id, or by the number where whoever wrote it had only the paper. */
function belongsTo({ referral: named }: Contact, { id, number }: FollowedReferral): boolean {
  return named !== '' && (named === id || named === number);
}

function hoursSince(instant: Instant | undefined, now: number): number | undefined {
  if (instant === undefined) return undefined;
  const passed = (now - Date.parse(instant)) / HOUR_MS;
  return Number.isNaN(passed) ? undefined : Math.max(0, Math.floor(passed));
}

/** The time that an addressee has before somebody asks for the receipt. */
export interface ReceiptTime {
  readonly hours: number;
  readonly confidence: Confidence;
}

/**
 * Within how many hours the receipt of a referral is asked for; the hours run on, whatever the day: a child does not wait
 * for a working day, and a reminder is no term of the law. A matter of children has the shorter of its two.
 * @param day on which it was sealed; @param overrides what the office confirmed
 */
export function receiptTime(
  { urgency, isChild }: Pick<FollowedReferral, 'urgency' | 'isChild'>,
  day: string,
  overrides: ParameterOverrides = {},
): ReceiptTime | undefined {
  const byUrgency =
    urgency === 'immediate'
      ? 'receiptHoursImmediate'
      : urgency === 'ordinary'
        ? 'receiptHoursOrdinary'
        : 'receiptHoursUrgent';
  return [byUrgency, ...(isChild ? ['receiptHoursChild'] : [])]
    .flatMap((key) => {
      const known = parameterAt(key, day, overrides);
      return known === undefined ? [] : [{ hours: Number(known.value), confidence: known.confidence }];
    })
    .reduce<ReceiptTime | undefined>(
      (least, one) => (least === undefined || one.hours < least.hours ? one : least),
      undefined,
    );
}

/** That the receipt of a referral is to be asked for. */
export interface Reminder {
  readonly referral: FollowedReferral;
  readonly waitingSince: Instant;
  /** when somebody asks for it */
  readonly dueAt: Instant;
  readonly confidence: Confidence;
}

/** The referrals of a case whose receipt is waited for, the one to ask for first at the top. It needs no clock. */
export function remindersOf(
  referrals: readonly FollowedReferral[],
  contacts: readonly Contact[],
  overrides: ParameterOverrides = {},
): readonly Reminder[] {
  return referrals
    .flatMap((referral): Reminder[] => {
      const { waitingSince } = standingOf(referral, contacts, 0);
      if (waitingSince === undefined) return [];
      const time = receiptTime(referral, dateInHonduras(waitingSince), overrides);
      if (time === undefined) return [];
      const dueAt = new Date(Date.parse(waitingSince) + time.hours * HOUR_MS).toISOString();
      return [{ referral, waitingSince, dueAt, confidence: time.confidence }];
    })
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
}
