import { findInfringement } from '../../catalog/catalog.ts';
import { reader, rowsOf, type RecordDraft } from '../draft.ts';
import { isEmpty, type RecordKind } from '../fields.ts';
import type { Problem } from '../problem.ts';
import { choice, day, hour, line, listed, money, officials, placeFields, prose, yesNo } from './common-fields.ts';
import { is } from './inspection-conditions.ts';
import { visitRules } from '../../catalog/visit-rules.ts';

/** A second visit, to see whether what was found was corrected: one answer for each infringement of the acta. */
export const reinspection: RecordKind = {
  key: 'reinspection',
  rules: checkReinspection,
  sections: [
    {
      key: 'general',
      fields: [
        line('actaNumber', 60, { required: true }),
        line('place', 120, { required: true }),
        day('startDate'),
        hour('startTime'),
        day('endDate'),
        hour('endTime'),
      ],
      tables: [officials('reinspectors')],
    },
    { key: 'workplace', fields: [line('employerName', 200, { required: true }), ...placeFields], tables: [] },
    { key: 'attendance', fields: [line('attendedBy'), line('attendedCapacity')], tables: [] },
    {
      key: 'reviewed',
      fields: [],
      tables: [
        {
          key: 'reviewed',
          minRows: 1,
          columns: [
            listed('infringement', 'infringements'),
            choice('result', ['corrected', 'partly', 'notCorrected', 'notVerified'], { required: true }),
            prose('observed', 8000, { required: true }),
            money('amountPaid'),
            money('amountPending'),
          ],
        },
      ],
    },
    { key: 'statements', fields: [prose('employerStatement', 20_000), prose('conclusion', 8000)], tables: [] },
    {
      key: 'signing',
      fields: [
        yesNo('refusedToSign', { level: 'reserved', required: true }),
        prose('refusalReason', 4000, { required: true, when: is('refusedToSign', 'yes') }),
      ],
      tables: [
        {
          key: 'reinspection_witnesses',
          minRows: visitRules.refusalWitnesses.count,
          when: is('refusedToSign', 'yes'),
          columns: [
            line('name', 120, { required: true }),
            line('position', 120),
            { key: 'dni', kind: 'dni', level: 'reserved', officeOnly: true },
          ],
        },
      ],
    },
  ],
};

function checkReinspection(draft: RecordDraft): readonly Problem[] {
  const { text } = reader(draft);
  const problems: Problem[] = [];
  const [start, end] = [`${text('startDate')} ${text('startTime')}`, `${text('endDate')} ${text('endTime')}`];
  if (!isEmpty(text('startDate')) && !isEmpty(text('endDate')) && end <= start && text('endTime') !== '') {
    problems.push({ section: 'general', field: 'endTime', code: 'ends-before-start', severity: 'error' });
  }
  for (const row of rowsOf(draft, 'reviewed')) {
    const at = { section: 'reviewed', table: 'reviewed', row: row.id, severity: 'warning' } as const;
    const result = row.values['result'];
    const key = row.values['infringement'];
    const entry = typeof key === 'string' ? findInfringement(key) : undefined;
    if (result === 'corrected' && entry?.correctable === false) {
      problems.push({ ...at, field: 'result', code: 'not-correctable' });
    }
    // what is still owed after a part was paid is what the fine is worked out from
    if (result === 'partly' && isEmpty(row.values['amountPending']) && !isEmpty(row.values['amountPaid'])) {
      problems.push({ ...at, field: 'amountPending', code: 'result-missing' });
    }
  }
  return problems;
}
