import type { RecordKind } from '../fields.ts';
import { choice, day, line, money, prose } from './common-fields.ts';

/** Money that came in: a fine, or what was owed to workers. */
export const payment: RecordKind = {
  key: 'payment',
  rules: () => [],
  sections: [
    {
      key: 'payment',
      fields: [
        day('date'),
        choice('concept', ['fine', 'instalment', 'owed'], { required: true }),
        money('amount', { required: true }),
        line('receipt', 80, { required: true }),
        line('payer', 200),
        prose('note', 4000),
      ],
      tables: [],
    },
  ],
};

/** A remedy against the resolution, and what became of it. */
export const appeal: RecordKind = {
  key: 'appeal',
  rules: () => [],
  sections: [
    {
      key: 'appeal',
      fields: [
        day('filedOn'),
        choice('remedy', ['reconsideration', 'appeal', 'other'], { required: true }),
        line('filedBy', 200, { required: true }),
        line('resolutionNumber', 60, { required: true }),
        prose('grounds', 20_000),
        choice('outcome', ['pending', 'upheld', 'partly', 'dismissed', 'withdrawn'], { required: true }),
        {
          ...day('decidedOn', (read) => read.text('outcome') !== 'pending'),
          when: (read) => read.text('outcome') !== 'pending',
        },
        line('decisionNumber', 60, { when: (read) => read.text('outcome') !== 'pending' }),
      ],
      tables: [],
    },
  ],
};

/** What the parties agreed on before a fine was applied. */
export const conciliation: RecordKind = {
  key: 'conciliation',
  rules: () => [],
  sections: [
    {
      key: 'conciliation',
      fields: [
        day('date'),
        line('place', 120, { required: true }),
        line('employerName', 200, { required: true }),
        line('employerSpeaker', 200, { required: true }),
        { key: 'workersCount', kind: 'integer', min: 0, max: 999_999, level: 'public' },
        prose('agreement', 20_000, { required: true }),
        money('amount'),
        { key: 'termDays', kind: 'integer', min: 1, max: 365, level: 'public' },
        line('officialName', 120, { required: true }),
        line('officialPosition', 120, { required: true }),
      ],
      tables: [],
    },
  ],
};
