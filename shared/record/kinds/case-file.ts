import type { RecordKind } from '../fields.ts';
import { choice, line, listed, prose, severalListed, yesNo } from './common-fields.ts';

/**
 * The expediente itself: what is true of the whole case. Its origin stands here and in no paper that an employer may see
 * (ILO Convention 81, art. 15(c)). Kept by the case's own id; `moves` is its way through the procedure.
 */
export const caseFile: RecordKind = {
  key: 'case_file',
  rules: () => [],
  sections: [
    {
      key: 'case',
      fields: [
        { key: 'openedOn', kind: 'date', pastOnly: true, level: 'public', required: true },
        { ...listed('origin', 'origins'), level: 'reserved', officeOnly: true },
        listed('type', 'inspectionTypes'),
        severalListed('matters', 'matters', false),
        choice('priority', ['normal', 'high', 'urgent'], { required: true, officeOnly: true }),
        yesNo('childMatter', { required: true }),
        line('sihcal', 60),
        line('establishmentId', 36),
        line('employerName', 200, { required: true }),
        { key: 'department', kind: 'department', level: 'public' },
        { key: 'municipality', kind: 'municipality', departmentKey: 'department', level: 'public' },
        line('responsibleId', 64),
        line('responsibleName', 120),
        line('procedureId', 64),
        line('stage', 32),
        prose('note', 4000, { officeOnly: true }),
      ],
      tables: [
        {
          key: 'moves',
          minRows: 0,
          columns: [
            line('from', 32),
            line('to', 32, { required: true }),
            prose('reason', 4000, { officeOnly: true }),
            line('at', 24, { required: true }),
            line('by', 64),
            line('byName', 120),
          ],
        },
      ],
    },
  ],
};
