import type { SectionDef } from '../fields.ts';
import { count, unlessObstructed } from './inspection-conditions.ts';

/**
 * Who was interviewed during a visit. Papers and lists know them by a pseudonym alone; who they are and how they are
 * reached is of the protected level, closed even to most of the office (docs/decisions/0009-keys-and-roles.md): an
 * employer who learns who spoke can take it out on them (ILO Convention 81, art. 15(c)).
 */
export const interviews: SectionDef = {
  key: 'interviews',
  fields: [
    count('interviewCount', unlessObstructed),
    {
      key: 'interviewsPrivate',
      kind: 'yesNo',
      level: 'public',
      required: true,
      when: (read) => /[1-9]/.test(read.text('interviewCount')),
    },
  ],
  tables: [
    {
      key: 'interviewed',
      minRows: 0,
      columns: [
        { key: 'pseudonym', kind: 'text', maxLength: 8, level: 'reserved', required: true },
        { key: 'realName', kind: 'text', maxLength: 120, level: 'protected' },
        { key: 'contact', kind: 'text', maxLength: 200, level: 'protected' },
        { key: 'identityNote', kind: 'longText', maxLength: 4000, level: 'protected' },
      ],
    },
  ],
};
