import type { RecordKind } from '../fields.ts';
import { choice, day, line, listed, money, prose } from './common-fields.ts';
import { count } from './inspection-conditions.ts';

/** What whoever inspected tells whoever decides: what was found, what was mended, and what is proposed. The office's own. */
export const technicalReport: RecordKind = {
  key: 'technical_report',
  rules: () => [],
  sections: [
    {
      key: 'report',
      fields: [
        day('date'),
        line('place', 120, { required: true }),
        line('addressedTo', 200, { required: true }),
        line('employerName', 200, { required: true }),
        line('actaNumber', 60, { required: true }),
        line('reinspectionNumber', 60),
      ],
      tables: [],
    },
    {
      key: 'background',
      fields: [prose('background', 20_000, { required: true }), prose('defence', 20_000), prose('proof', 20_000)],
      tables: [],
    },
    {
      key: 'infringements',
      fields: [],
      tables: [
        {
          key: 'reported_infringements',
          minRows: 0,
          columns: [
            listed('infringement', 'infringements'),
            choice('outcome', ['corrected', 'partly', 'notCorrected', 'notVerified'], { required: true }),
            count('workersAffected'),
            money('amountOwed'),
            prose('analysis', 8000),
          ],
        },
      ],
    },
    {
      key: 'proposal',
      fields: [
        choice('proposal', ['fine', 'noFine', 'exempt', 'archive'], { required: true }),
        prose('reasons', 20_000, { required: true }),
        line('authorName', 120, { required: true }),
        line('authorPosition', 120, { required: true }),
        line('authorCredential', 40),
      ],
      tables: [],
    },
  ],
};
