import type { RecordKind } from '../fields.ts';
import { choice, line, prose, yesNo } from './common-fields.ts';

/** What a contact with an institution was. `delivery`: the referral was handed over; `receipt`: it said that it has it. */
export const contactKinds = ['call', 'delivery', 'receipt', 'answer', 'followUp', 'meeting'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** Table of the contacts; one row for each. */
export const contactRows = 'contacts';

const officeOnly = { level: 'reserved', officeOnly: true } as const;

/**
 * Whom the office spoke to about a case or an alert, what came of it and what is to be done next: one for each log, with
 * the id of the log. A row is never changed: what was wrong is said again in a row of its own that names the first.
 * Nothing of it is ever a paper for an employer.
 */
export const contactLog: RecordKind = {
  key: 'contact_log',
  rules: () => [],
  sections: [
    {
      key: 'contacts',
      fields: [],
      tables: [
        {
          key: contactRows,
          minRows: 0,
          columns: [
            choice('contactKind', contactKinds, { ...officeOnly, required: true }),
            { key: 'contactOn', kind: 'date', pastOnly: true, ...officeOnly, required: true },
            { key: 'contactTime', kind: 'time', ...officeOnly, required: true },
            // key of the directory, or a name
            line('institution', 200, { required: true, officeOnly: true }),
            line('telephone', 20, { officeOnly: true }),
            line('contactPerson', 160, { officeOnly: true }),
            yesNo('answered', officeOnly),
            // id or number of the referral that it belongs to
            line('referral', 80, { officeOnly: true }),
            prose('said', 4000, { officeOnly: true }),
            // id of the piece of evidence that is the scanned receipt
            line('receiptPiece', 80, { officeOnly: true }),
            line('nextStep', 400, { officeOnly: true }),
            { key: 'nextOn', kind: 'date', ...officeOnly },
            // id of the row that this one says again
            line('corrects', 36, { officeOnly: true }),
            line('notedAt', 24, { officeOnly: true }),
            line('notedBy', 64, { officeOnly: true }),
            line('notedByName', 120, { officeOnly: true }),
          ],
        },
      ],
    },
  ],
};
