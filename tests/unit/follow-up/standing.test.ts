import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contact } from '../../../shared/follow-up/contact.ts';
import {
  followedReferral,
  receiptTime,
  remindersOf,
  standingOf,
  type FollowedReferral,
} from '../../../shared/follow-up/standing.ts';
import { addRow, emptyDraft, type RecordDraft } from '../../../shared/record/draft.ts';
import { contactKinds } from '../../../shared/record/kinds/contact-log.ts';
import { referral as referralKind } from '../../../shared/record/kinds/referral.ts';

const HOUR = 3_600_000;
const issuedAt = '2026-11-24T20:00:00.000Z';
const at = (hours: number): number => Date.parse(issuedAt) + hours * HOUR;
const instant = (hours: number): string => new Date(at(hours)).toISOString();

const referral = (more: Partial<FollowedReferral> = {}): FollowedReferral => ({
  id: 'r1',
  number: 'STSS-REM-LCE-00001-2026',
  addressee: 'cicesctEri',
  addresseeName: '',
  urgency: 'urgent',
  isChild: false,
  detectedAt: instant(-3),
  issuedAt,
  lastSealedAt: 'issuedAt' in more ? more.issuedAt : issuedAt,
  version: 1,
  ...more,
});
const contact = (more: Partial<Contact> = {}): Contact => ({
  id: 'c1',
  kind: 'receipt',
  at: instant(1),
  institution: 'cicesctEri',
  telephone: '',
  person: 'Lcda. Rivas',
  answered: '',
  referral: 'r1',
  said: '',
  piece: '',
  nextStep: '',
  nextOn: '',
  corrects: '',
  correctedBy: undefined,
  notedAt: instant(1),
  notedByName: 'x',
  ...more,
});

describe('how a referral stands', () => {
  test('hours run from the detection and from the sealing, whole', () => {
    expect(standingOf(referral(), [], at(5.9))).toMatchObject({
      stage: 'sealed',
      hoursSinceDetection: 8,
      hoursSinceIssue: 5,
      waitingSince: issuedAt,
    });
    expect(standingOf(referral({ detectedAt: undefined }), [], at(-1))).toMatchObject({
      hoursSinceDetection: undefined,
      hoursSinceIssue: 0,
    });
  });

  test('from draft to receipt, each step as far as it came', () => {
    const [delivered, received] = [contact({ id: 'd', kind: 'delivery' }), contact()];
    expect(standingOf(referral({ issuedAt: undefined, number: '' }), [received], at(2)).stage).toBe('draft');
    expect(standingOf(referral(), [], at(2), true).stage).toBe('signed');
    expect(standingOf(referral(), [delivered], at(2), true)).toMatchObject({
      stage: 'delivered',
      waitingSince: issuedAt,
    });
    expect(standingOf(referral(), [received, delivered], at(2))).toMatchObject({
      stage: 'acknowledged',
      acknowledged: received,
      waitingSince: undefined,
    });
  });

  test('a receipt that names the number counts, one of another referral, a corrected or an unreadable one does not', () => {
    const waits = (one: Contact): boolean => standingOf(referral(), [one], at(2)).waitingSince !== undefined;
    expect(waits(contact({ referral: 'STSS-REM-LCE-00001-2026' }))).toBe(false);
    expect(waits(contact({ referral: 'r2' }))).toBe(true);
    expect(waits(contact({ referral: '' }))).toBe(true);
    expect(waits(contact({ correctedBy: 'c2' }))).toBe(true);
    expect(waits(contact({ at: undefined }))).toBe(true);
    expect(standingOf(referral({ number: '' }), [contact({ referral: '' })], at(2)).contacts).toEqual([]);
  });
});

describe('a corrected referral', () => {
  const second = referral({ lastSealedAt: new Date(at(10) + 30_000).toISOString(), version: 2 });
  const before = [contact({ at: instant(9) }), contact({ id: 'd', kind: 'delivery', at: instant(8) })];

  test('waits anew for its receipt from when the newest version was sealed', () => {
    expect(standingOf(second, before, at(12))).toMatchObject({
      stage: 'sealed',
      hoursSinceIssue: 12,
      acknowledged: undefined,
      delivered: undefined,
      waitingSince: second.lastSealedAt,
    });
    expect(standingOf(second, before, at(12)).contacts).toEqual(before);
    expect(remindersOf([second], before)).toMatchObject([
      { waitingSince: second.lastSealedAt, dueAt: new Date(at(34) + 30_000).toISOString() },
    ]);
  });

  test('has a receipt of the minute in which it was sealed, and none of the minute before', () => {
    const stage = (hours: number): string =>
      standingOf(second, [contact({ at: instant(hours) }), ...before], at(12)).stage;
    expect(stage(10)).toBe('acknowledged');
    expect(stage(10 - 1 / 60)).toBe('sealed');
  });
});

describe('when the receipt is asked for', () => {
  test('the time is data that nobody confirmed, and what the office confirmed goes before it', () => {
    const day = '2026-11-24';
    expect(receiptTime({ urgency: 'urgent', isChild: false }, day)).toEqual({ hours: 24, confidence: 'unverified' });
    expect(receiptTime({ urgency: 'immediate', isChild: false }, day)?.hours).toBe(2);
    expect(receiptTime({ urgency: 'ordinary', isChild: false }, day)?.hours).toBe(72);
    // nobody said how urgent it is
    expect(receiptTime({ urgency: '', isChild: false }, day)?.hours).toBe(24);
    const confirmed = { receiptHoursUrgent: [{ value: '6', document: 'Circular 3', by: 'x', on: '2026-11-20' }] };
    expect(receiptTime({ urgency: 'urgent', isChild: false }, day, confirmed)).toEqual({
      hours: 6,
      confidence: 'verified',
    });
  });

  test('a child does not wait for Monday: sealed on Friday evening, asked for two hours later', () => {
    // Friday 27 November 2026, 17:30 in Honduras
    const friday = referral({ issuedAt: '2026-11-27T23:30:00.000Z', urgency: 'ordinary', isChild: true });
    expect(remindersOf([friday], [])[0]?.dueAt).toBe('2026-11-28T01:30:00.000Z');
    const holiday = referral({ issuedAt: '2026-12-25T06:00:00.000Z', urgency: 'ordinary', isChild: true });
    expect(remindersOf([holiday], [])[0]?.dueAt).toBe('2026-12-25T08:00:00.000Z');
  });

  test('drafts wait for nothing, and the one to ask for first stands at the top', () => {
    const all = [
      referral({ id: 'draft', issuedAt: undefined }),
      referral({ id: 'late', urgency: 'ordinary' }),
      referral({ id: 'soon', urgency: 'immediate' }),
    ];
    expect(remindersOf(all, []).map(({ referral: { id } }) => id)).toEqual(['soon', 'late']);
  });
});

describe('whether a referral is about a child', () => {
  const unsealed = { id: 'r', number: '', issuedAt: undefined, lastSealedAt: undefined, version: 0 };
  const withPerson = (values: RecordDraft['tables'][string][number]['values'], more = {}): RecordDraft =>
    addRow({ ...emptyDraft(referralKind), values: more }, 'referred', { id: 'p', values });
  const isChild = (draft: RecordDraft, caseOfChildren = false): boolean =>
    followedReferral(draft, { ...unsealed, caseOfChildren }).isChild;

  test('in doubt it is', () => {
    expect(isChild(withPerson({ minor: 'yes' }))).toBe(true);
    expect(isChild(withPerson({ minor: 'presumed', age: '19' }))).toBe(true);
    expect(isChild(withPerson({ age: '17..19' }))).toBe(true);
    expect(isChild(withPerson({ minor: 'no', age: '30' }))).toBe(false);
    expect(isChild(withPerson({ minor: 'no' }, { addressee: 'childProtection' }))).toBe(true);
    expect(isChild(emptyDraft(referralKind), true)).toBe(true);
  });

  test('the moment of detection is read, and what is none is no moment', () => {
    const draft = { ...emptyDraft(referralKind), values: { detectedOn: '2026-11-24', detectedTime: '14:00' } };
    const about = { ...unsealed, caseOfChildren: false };
    expect(followedReferral(draft, about).detectedAt).toBe('2026-11-24T20:00:00.000Z');
    const strange = { ...draft, values: { detectedOn: '24/11', detectedTime: '14:00' } };
    expect(followedReferral(strange, about).detectedAt).toBeUndefined();
  });
});

describe('laws', () => {
  const hours = fc.integer({ min: -2000, max: 2000 });
  const someReferral = fc.record({
    id: fc.constantFrom('r1', 'r2', 'r3'),
    number: fc.constantFrom('', 'N1', 'N2'),
    urgency: fc.constantFrom('immediate', 'urgent', 'ordinary', ''),
    isChild: fc.boolean(),
    issued: fc.option(hours, { nil: undefined }),
    corrected: fc.nat(500),
  });
  interface Made {
    readonly issued: number | undefined;
    readonly corrected: number;
  }
  const build = ({ issued, corrected, ...one }: Made): FollowedReferral => {
    if (issued === undefined) return referral({ ...one, issuedAt: undefined });
    return referral({ ...one, issuedAt: instant(issued), lastSealedAt: instant(issued + corrected) });
  };
  const someContact = fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom(...contactKinds),
    referral: fc.constantFrom('', 'r1', 'r2', 'N1', 'x'),
    at: fc.option(hours.map(instant), { nil: undefined }),
    correctedBy: fc.constantFrom(undefined, 'c'),
  });

  test('a reminder is there exactly while a sealed referral has no receipt that stands', () => {
    fc.assert(
      fc.property(someReferral, fc.array(someContact, { maxLength: 6 }), hours, (one, rows, now) => {
        const followed = build(one);
        const contacts = rows.map((row) => contact(row));
        const { waitingSince, acknowledged, stage } = standingOf(followed, contacts, at(now));
        const reminded = remindersOf([followed], contacts).length === 1;
        expect(reminded).toBe(waitingSince !== undefined);
        expect(reminded).toBe(followed.issuedAt !== undefined && acknowledged === undefined);
        expect(stage === 'acknowledged').toBe(acknowledged !== undefined);
        // nobody has a version that there was not yet
        if (acknowledged?.at !== undefined) expect(acknowledged.at >= followed.lastSealedAt!).toBe(true);
        if (waitingSince !== undefined) expect(waitingSince).toBe(followed.lastSealedAt);
      }),
    );
  });

  test('only a receipt ends the waiting; a matter of children is never asked for later than another', () => {
    fc.assert(
      fc.property(someReferral, fc.array(someContact, { maxLength: 6 }), (one, rows) => {
        const followed = build(one);
        const others = rows.map((row) => contact(row)).filter(({ kind }) => kind !== 'receipt');
        expect(remindersOf([followed], others).length).toBe(followed.issuedAt === undefined ? 0 : 1);
        const due = (isChild: boolean): string => remindersOf([{ ...followed, isChild }], [])[0]?.dueAt ?? '';
        expect(due(true) <= due(false)).toBe(true);
      }),
    );
  });

  test('hours never go back as time goes on', () => {
    fc.assert(
      fc.property(hours, fc.nat(2000), (now, later) => {
        const before = standingOf(referral(), [], at(now));
        const after = standingOf(referral(), [], at(now + later));
        expect(after.hoursSinceDetection! >= before.hoursSinceDetection!).toBe(true);
        expect(after.hoursSinceIssue! >= before.hoursSinceIssue!).toBe(true);
      }),
    );
  });
});
