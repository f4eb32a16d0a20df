import { isSurelyChild } from '../approximate.ts';
import { reader, type RecordDraft } from '../draft.ts';
import type { FieldDef, Reader, RecordKind } from '../fields.ts';
import type { Problem } from '../problem.ts';
import { choice, line, prose, yesNo } from './common-fields.ts';
import { isAnyPseudonym } from './pseudonym.ts';
import { referralNeeds } from './referral.ts';

const officeOnly = { level: 'reserved', officeOnly: true } as const;
const secret = (key: string, maxLength: number): FieldDef => ({ key, kind: 'text', maxLength, level: 'protected' });

/** Who somebody can be reached through without putting them at risk. */
export const safeContacts = ['person', 'guardian', 'family', 'institution', 'other'] as const;

/** Also whoever is taken for a child until it is known better (Código de la Niñez y la Adolescencia, art. 1). */
export function isTakenForChild({ text }: Reader): boolean {
  return ['yes', 'presumed'].includes(text('child')) || isSurelyChild(text('age'));
}

const ofChild = { ...officeOnly, when: isTakenForChild };

/**
 * Somebody of a case who is to be kept from harm: by a pseudonym, what they need, what threatens them and how they are
 * reached without betraying them; of a child, what was weighed in its best interest and what it said itself (Convention
 * on the Rights of the Child, arts. 3 and 12). Who they are is of the protected level. It has no paper of its own.
 */
export const protectedPerson: RecordKind = {
  key: 'protected_person',
  rules: checkProtectedPerson,
  sections: [
    {
      key: 'person',
      fields: [
        line('pseudonym', 8, { required: true, officeOnly: true }),
        { key: 'age', kind: 'age', ...officeOnly },
        choice('sex', ['female', 'male', 'other', 'unknown'], officeOnly),
        line('language', 60, { officeOnly: true }),
        yesNo('interpreter', officeOnly),
        choice('consentToShare', ['yes', 'no', 'notApplicable', 'couldNot'], { ...officeOnly, required: true }),
      ],
      tables: [],
    },
    {
      key: 'needs',
      fields: [
        { key: 'needs', kind: 'multiChoice', options: referralNeeds, ...officeOnly },
        prose('needsNote', 4000, { officeOnly: true }),
      ],
      tables: [],
    },
    {
      key: 'safety',
      fields: [
        choice('risk', ['high', 'medium', 'low', 'unknown'], { ...officeOnly, required: true }),
        prose('riskWhy', 4000, {
          officeOnly: true,
          required: (read) => ['high', 'medium'].includes(read.text('risk')),
        }),
        { key: 'contactThrough', kind: 'multiChoice', options: safeContacts, ...officeOnly },
        line('contactBy', 200, { officeOnly: true }),
        line('contactWhen', 200, { officeOnly: true }),
        line('contactMeans', 200, { officeOnly: true }),
        prose('contactNever', 2000, { officeOnly: true }),
      ],
      tables: [],
    },
    {
      key: 'childhood',
      fields: [
        choice('child', ['yes', 'presumed', 'no'], { ...officeOnly, required: true }),
        choice('guardianKnown', ['yes', 'no', 'unknown'], ofChild),
        choice('guardianImplicated', ['yes', 'no', 'unknown'], ofChild),
        prose('bestInterest', 8000, ofChild),
        yesNo('childHeard', ofChild),
        prose('childOpinion', 4000, ofChild),
        line('accompaniedBy', 200, ofChild),
        yesNo('authorityInformed', ofChild),
        line('authority', 200, { ...ofChild, when: (read) => isInformed(read) }),
        { key: 'authorityOn', kind: 'date', pastOnly: true, ...ofChild, when: (read) => isInformed(read) },
      ],
      tables: [],
    },
    {
      key: 'identity',
      fields: [
        secret('realName', 120),
        secret('dni', 40),
        { key: 'birthDate', kind: 'approximateDate', level: 'protected' },
        secret('telephone', 120),
        secret('homeAddress', 300),
        secret('guardianName', 120),
        secret('guardianContact', 200),
        { ...prose('identityNote', 4000), level: 'protected' },
      ],
      tables: [],
    },
  ],
};

function isInformed(read: Reader): boolean {
  return isTakenForChild(read) && read.text('authorityInformed') === 'yes';
}

/**
 * A pseudonym that says nothing of whom it stands for; of a child something that was weighed; and never somebody who is
 * part of the facts as the way to a child.
 */
function checkProtectedPerson(draft: RecordDraft): readonly Problem[] {
  const read = reader(draft);
  const { text, list } = read;
  const pseudonym = text('pseudonym').trim();
  const isChild = isTakenForChild(read);
  const guardianIsWay = list('contactThrough').includes('guardian');
  const found: readonly (readonly [boolean, Problem])[] = [
    [
      pseudonym !== '' && !isAnyPseudonym(pseudonym),
      { section: 'person', field: 'pseudonym', code: 'not-a-pseudonym', severity: 'error' },
    ],
    [
      text('child') === 'no' && isSurelyChild(text('age')),
      { section: 'childhood', field: 'child', code: 'child-by-age', severity: 'error' },
    ],
    [
      isChild && text('bestInterest').trim() === '',
      { section: 'childhood', field: 'bestInterest', code: 'best-interest-missing', severity: 'warning' },
    ],
    [
      isChild && text('guardianImplicated') === 'yes' && guardianIsWay,
      { section: 'safety', field: 'contactThrough', code: 'guardian-implicated', severity: 'error' },
    ],
  ];
  return found.filter(([holds]) => holds).map(([, problem]) => problem);
}
