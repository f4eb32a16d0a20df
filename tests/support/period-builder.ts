import { emptyDraft } from '../../shared/record/draft.ts';
import { getKind } from '../../shared/record/kinds/kinds.ts';
import type { Values } from '../../shared/record/fields.ts';
import type { PeriodCase } from '../../shared/report/period-counts.ts';
import { withRows, withValues } from './inspection-builder.ts';

const record = (
  kind: string,
  values: Values,
  table?: string,
  ...rows: readonly Values[]
): PeriodCase['sealed'][number] => {
  const draft = withValues(emptyDraft(getKind(kind)), values);
  return { kind, draft: table === undefined ? draft : withRows(draft, table, ...rows) };
};

/** Three cases of a month: one with a child and a fine, one obstructed, one that is only open. */
export const samplePeriod: readonly PeriodCase[] = [
  {
    month: '2026-11',
    type: 'ordinary',
    stage: 'paid',
    municipality: '0101',
    sealed: [
      record(
        'inspection',
        { workersTotal: '41', workersMinors: '3', policeRequested: 'yes', obstructed: 'no', employerName: 'Ñoño' },
        'infringements',
        { infringement: 'safety', workersAffected: '12' },
        { infringement: 'economicLoss', workersAffected: '7' },
      ),
      record(
        'reinspection',
        {},
        'reviewed',
        { infringement: 'safety', result: 'corrected' },
        { infringement: 'economicLoss', result: 'partly' },
      ),
      record('resolution', { total: '1234.50', decision: 'fine' }),
      record('payment', { concept: 'fine', amount: '1000.00' }),
      record('payment', { concept: 'owed', amount: '999.00' }),
      record('referral', { addressee: 'childProtection' }),
      record('complaint', {}),
    ],
  },
  {
    month: '2026-11',
    type: 'extraordinary',
    stage: 'obstruction',
    municipality: '0101',
    sealed: [record('inspection', { obstructed: 'yes' }, 'infringements', { infringement: 'obstruction' })],
  },
  { month: '2026-11', type: 'ordinary', stage: 'draft', municipality: '0801', sealed: [] },
];
