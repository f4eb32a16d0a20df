import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyDraft, isVisible, reader, setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { fieldsOf, type FieldValue } from '../../../shared/record/fields.ts';
import { isTakenForChild, protectedPerson, safeContacts } from '../../../shared/record/kinds/protected-person.ts';
import { referralNeeds } from '../../../shared/record/kinds/referral.ts';
import { splitProtected } from '../../../shared/record/protected-fields.ts';
import { validate } from '../../../shared/record/validate.ts';
import { paperFor } from '../../../shared/report/papers.ts';
import { filledRecord } from '../../support/filled-record.ts';

const of = (values: Readonly<Record<string, FieldValue>>): RecordDraft =>
  Object.entries(values).reduce((so, [key, value]) => setValue(so, key, value), emptyDraft(protectedPerson));
const problems = (values: Readonly<Record<string, FieldValue>>): readonly string[] =>
  validate(protectedPerson, of({ ...whole, ...values }), { today: '2026-11-24' }).map(
    ({ field, code, severity }) => `${severity}: ${field} ${code}`,
  );
const whole = { pseudonym: 'T-01', child: 'no', consentToShare: 'yes', risk: 'low' };

test('is no paper, and what is not for the office alone is of the protected level', () => {
  expect(paperFor(protectedPerson.key)).toBeUndefined();
  const open = fieldsOf(protectedPerson).filter(
    ({ officeOnly, level }) => officeOnly !== true && level !== 'protected',
  );
  expect(open).toEqual([]);
  expect(fieldsOf(protectedPerson).filter(({ level }) => level === 'public')).toEqual([]);
});

test('who somebody is, where they live and who looks after them lies apart', () => {
  const draft = filledRecord(protectedPerson, (place) => `Dicho ${place}`);
  const { rest, apart } = splitProtected(protectedPerson, draft);
  expect(Object.keys(apart?.values ?? {}).sort()).toEqual(
    [
      ...['realName', 'dni', 'birthDate', 'telephone', 'homeAddress'],
      ...['guardianName', 'guardianContact', 'identityNote'],
    ].sort(),
  );
  expect(Object.keys(rest.values)).toContain('contactNever');
});

test('the needs are those of a referral, so that one can be taken into the other', () => {
  const needs = fieldsOf(protectedPerson).find(({ key }) => key === 'needs');
  expect(needs).toMatchObject({ kind: 'multiChoice', options: referralNeeds });
});

describe('what is to be mended', () => {
  test('a whole record of an adult has nothing', () => {
    expect(problems({})).toEqual([]);
  });

  test('a name in the place of a pseudonym', () => {
    expect(problems({ pseudonym: 'Olvin' })).toEqual(['error: pseudonym not-a-pseudonym']);
    for (const pseudonym of ['T-01', 'NNA-02', 'P-103']) expect(problems({ pseudonym })).toEqual([]);
  });

  test('a risk that nobody explains', () => {
    expect(problems({ risk: 'high' })).toEqual(['error: riskWhy required']);
    expect(problems({ risk: 'high', riskWhy: 'El capataz dijo que lo buscaría' })).toEqual([]);
    expect(problems({ risk: 'unknown' })).toEqual([]);
  });

  test('a child of whom nothing was weighed is a warning, no more: help does not wait for it', () => {
    expect(problems({ child: 'yes' })).toEqual(['warning: bestInterest best-interest-missing']);
    expect(problems({ child: 'presumed' })).toEqual(['warning: bestInterest best-interest-missing']);
    expect(problems({ child: 'yes', bestInterest: 'Volver con su tía, que no trabaja en la finca' })).toEqual([]);
  });

  test('somebody whose age says they are a child, called an adult', () => {
    expect(problems({ age: '15', bestInterest: 'x' })).toEqual(['error: child child-by-age']);
    // "entre 15 y 19" may be an adult
    expect(problems({ age: '15..19' })).toEqual([]);
  });

  test('a guardian who is part of the facts, as the way to the child', () => {
    const child = { child: 'yes', bestInterest: 'x', guardianImplicated: 'yes' };
    expect(problems({ ...child, contactThrough: ['guardian'] })).toEqual(['error: contactThrough guardian-implicated']);
    expect(problems({ ...child, contactThrough: ['institution'] })).toEqual([]);
    expect(problems({ ...child, guardianImplicated: 'no', contactThrough: ['guardian'] })).toEqual([]);
    expect(problems({ ...child, guardianImplicated: 'unknown', contactThrough: ['guardian'] })).toEqual([]);
  });
});

test('law: of nobody but a child is anything of childhood asked; an implicated guardian is never a way without an error', () => {
  const values = fc.record({
    age: fc.constantFrom('', '9', '15', '16~', '15..19', '30', 'X', 'muchos'),
    child: fc.constantFrom('', 'yes', 'presumed', 'no'),
    guardianImplicated: fc.constantFrom('', 'yes', 'no', 'unknown'),
    bestInterest: fc.constantFrom('', '  ', 'Con su tía'),
    contactThrough: fc.subarray([...safeContacts]),
  });
  const childhood = protectedPerson.sections.find(({ key }) => key === 'childhood')!;
  fc.assert(
    fc.property(values, (all) => {
      const draft = of({ ...whole, ...all });
      const isChild = isTakenForChild(reader(draft));
      const asked = childhood.fields.filter((field) => field.key !== 'child' && isVisible(field, draft));
      expect(asked.length > 0).toBe(isChild);
      const codes = protectedPerson.rules(draft).map(({ code }) => code);
      const wrong = isChild && all.guardianImplicated === 'yes' && all.contactThrough.includes('guardian');
      expect(codes.includes('guardian-implicated')).toBe(wrong);
      expect(codes.includes('best-interest-missing')).toBe(isChild && all.bestInterest.trim() === '');
    }),
  );
});
