import type { RecordKind } from '../fields.ts';
import { choice, day, hour, line, prose, yesNo } from './common-fields.ts';
import { is } from './inspection-conditions.ts';

/** Which copy of a paper is meant; printed under its name, never as a number alone. */
export const copyNames = ['original', 'employer', 'worker', 'institution', 'other'] as const;

/** That papers were handed to somebody: which, which copy of each, when, and who took them. */
export const delivery: RecordKind = {
  key: 'delivery',
  rules: () => [],
  sections: [
    {
      key: 'handed',
      fields: [
        day('date'),
        hour('time'),
        line('place', 300, { required: true }),
        line('recipient', 200, { required: true }),
        line('recipientCapacity', 120),
        choice('means', ['hand', 'mail', 'email', 'other'], { required: true }),
      ],
      tables: [
        {
          key: 'handed_papers',
          minRows: 1,
          columns: [
            line('paperTitle', 200, { required: true }),
            line('paperNumber', 80),
            choice('copy', copyNames, { required: true }),
            { key: 'pages', kind: 'integer', min: 1, max: 9999, level: 'public' },
          ],
        },
      ],
    },
    {
      key: 'taken',
      fields: [
        yesNo('refused', { level: 'reserved', required: true }),
        prose('refusalReason', 4000, { when: is('refused', 'yes'), required: true }),
        prose('remarks', 4000),
        line('officialName', 120, { required: true }),
        line('officialPosition', 120, { required: true }),
        line('officialCredential', 40),
      ],
      tables: [],
    },
  ],
};
