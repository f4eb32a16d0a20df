import { reader, type RecordDraft } from '../draft.ts';
import type { RecordKind } from '../fields.ts';
import type { Problem } from '../problem.ts';
import { day, hour, line, placeFields, prose, yesNo } from './common-fields.ts';
import { is } from './inspection-conditions.ts';

/** What an employer is asked to show, for which time, and until when. The term is the one that whoever asks sets. */
export const documentRequest: RecordKind = {
  key: 'document_request',
  rules: checkRequest,
  sections: [
    {
      key: 'asked',
      fields: [
        day('date'),
        hour('time'),
        line('place', 120, { required: true }),
        line('actaNumber', 60),
        line('recipient', 200, { required: true }),
        line('recipientCapacity', 120),
      ],
      tables: [],
    },
    { key: 'workplace', fields: [line('employerName', 200, { required: true }), ...placeFields], tables: [] },
    {
      key: 'documents',
      fields: [],
      tables: [
        {
          key: 'asked_documents',
          minRows: 1,
          columns: [line('document', 300, { required: true }), line('period', 120), line('form', 120)],
        },
      ],
    },
    {
      key: 'term',
      fields: [
        { key: 'dueDate', kind: 'date', level: 'public', required: true },
        { key: 'dueTime', kind: 'time', level: 'reserved' },
        line('deliverAt', 300, { required: true }),
        prose('remarks', 4000),
      ],
      tables: [],
    },
    {
      key: 'officer',
      fields: [
        line('officialName', 120, { required: true }),
        line('officialPosition', 120, { required: true }),
        line('officialCredential', 40),
        yesNo('refused', { level: 'reserved', required: true }),
        prose('refusalReason', 4000, { when: is('refused', 'yes'), required: true }),
      ],
      tables: [],
    },
  ],
};

/** Nothing can be due before it was asked for. */
function checkRequest(draft: RecordDraft): readonly Problem[] {
  const { text } = reader(draft);
  const [asked, due] = [text('date'), text('dueDate')];
  if (asked === '' || due === '' || due >= asked) return [];
  return [{ section: 'term', field: 'dueDate', code: 'due-before-asked', severity: 'error' }];
}
