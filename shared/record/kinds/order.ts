import type { RecordKind } from '../fields.ts';
import { choice, languages, line, listed, officials, placeFields, prose, severalListed } from './common-fields.ts';

/** The order that sends inspectors to a workplace, and who goes with them. It says why in general words only. */
export const order: RecordKind = {
  key: 'order',
  rules: () => [],
  sections: [
    {
      key: 'order',
      fields: [
        listed('type', 'inspectionTypes'),
        severalListed('matters', 'matters'),
        { key: 'scheduledDate', kind: 'date', level: 'reserved', required: true },
        { key: 'scheduledTime', kind: 'time', level: 'reserved' },
        prose('objective', 4000),
        languages,
      ],
      tables: [],
    },
    { key: 'workplace', fields: [line('employerName', 200, { required: true }), ...placeFields], tables: [] },
    {
      key: 'team',
      fields: [],
      tables: [
        officials('team'),
        {
          // who comes along tells an employer what is suspected of them
          key: 'companions',
          minRows: 0,
          columns: [
            choice(
              'institution',
              ['prosecutor', 'police', 'childProtection', 'cicesct', 'health', 'municipality', 'interpreter', 'other'],
              { level: 'reserved', required: true, officeOnly: true },
            ),
            line('name', 120, { officeOnly: true }),
          ],
        },
      ],
    },
  ],
};
