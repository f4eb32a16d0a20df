import type { RecordKind } from '../fields.ts';
import { choice, line, prose, severalListed, yesNo } from './common-fields.ts';

/**
 * A complaint (denuncia), as it was told. Where it came from is secret (ILO Convention 81, art. 15(c)): there is no paper
 * for an employer to it, every field is the office's own, and who complained is of the protected level.
 */
export const complaint: RecordKind = {
  key: 'complaint',
  rules: () => [],
  sections: [
    {
      key: 'reception',
      fields: [
        { key: 'receivedOn', kind: 'date', pastOnly: true, level: 'reserved', required: true, officeOnly: true },
        { key: 'receivedTime', kind: 'time', level: 'reserved', officeOnly: true },
        choice('channel', ['person', 'phone', 'letter', 'email', 'line145', 'institution', 'social', 'other'], {
          level: 'reserved',
          required: true,
          officeOnly: true,
        }),
        line('takenBy', 120, { officeOnly: true }),
        yesNo('anonymous', { level: 'reserved', required: true, officeOnly: true }),
        yesNo('identityReserved', { level: 'reserved', required: true, officeOnly: true }),
      ],
      tables: [],
    },
    {
      key: 'account',
      fields: [
        line('employerAsTold', 200, { required: true, officeOnly: true }),
        line('placeAsTold', 300, { officeOnly: true }),
        { ...severalListed('matters', 'matters'), level: 'reserved', officeOnly: true },
        prose('account', 30_000, { required: true, officeOnly: true }),
        { key: 'since', kind: 'approximateDate', level: 'reserved', officeOnly: true },
        { key: 'affected', kind: 'integer', min: 0, max: 999_999, level: 'reserved', officeOnly: true },
        yesNo('childrenTold', { level: 'reserved', required: true, officeOnly: true }),
        yesNo('urgent', { level: 'reserved', required: true, officeOnly: true }),
        prose('risk', 4000, { officeOnly: true, when: (read) => read.text('urgent') === 'yes' }),
      ],
      tables: [],
    },
    {
      key: 'author',
      fields: [
        choice('relation', ['worker', 'formerWorker', 'family', 'union', 'neighbour', 'institution', 'unknown'], {
          level: 'reserved',
          officeOnly: true,
        }),
        { key: 'authorName', kind: 'text', maxLength: 120, level: 'protected' },
        { key: 'authorContact', kind: 'text', maxLength: 200, level: 'protected' },
        { ...prose('authorNote', 4000), level: 'protected' },
      ],
      tables: [],
    },
  ],
};
