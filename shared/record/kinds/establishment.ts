import type { RecordKind } from '../fields.ts';
import { choice, line, listed, placeFields, prose, yesNo } from './common-fields.ts';
import { checkWorkers, workerCounts } from './worker-counts.ts';
import { is } from './inspection-conditions.ts';

/**
 * A workplace and its employer: what stays the same from one inspection to the next. A case of its own in the change log,
 * which inspections point at. Nothing in it may tell that somebody complained.
 */
export const establishment: RecordKind = {
  key: 'establishment',
  rules: (draft) => checkWorkers(draft, 'workforce'),
  sections: [
    {
      key: 'employer',
      fields: [
        choice('employerKind', ['natural', 'legal'], { required: true }),
        line('employerName', 200, { required: true }),
        { key: 'employerRtn', kind: 'rtn', level: 'reserved' },
        line('employerRnsp', 40),
        { key: 'employerDni', kind: 'dni', level: 'reserved' },
        line('representative', 120, { when: is('employerKind', 'legal') }),
        line('representativePosition', 120, { when: is('employerKind', 'legal') }),
        { key: 'employerPhone', kind: 'phone', level: 'reserved' },
        { key: 'employerEmail', kind: 'email', level: 'reserved' },
      ],
      tables: [],
    },
    {
      key: 'site',
      fields: [
        line('siteName', 200),
        choice('siteKind', ['head', 'branch', 'farm', 'site', 'home', 'other']),
        ...placeFields,
        { key: 'coordinates', kind: 'coordinates', level: 'reserved' },
        prose('directions', 1000),
      ],
      tables: [],
    },
    {
      key: 'activity',
      fields: [
        listed('branch', 'branches'),
        { key: 'ciiu', kind: 'text', maxLength: 10, level: 'public' },
        yesNo('exportZone'),
      ],
      tables: [],
    },
    {
      key: 'workforce',
      fields: [{ key: 'countedOn', kind: 'approximateDate', level: 'public' }, ...workerCounts(false)],
      tables: [],
    },
    {
      key: 'chain',
      fields: [],
      tables: [
        {
          key: 'contractors',
          minRows: 0,
          columns: [
            line('name', 200, { required: true }),
            { key: 'rtn', kind: 'rtn', level: 'reserved' },
            line('service', 200),
            { key: 'workers', kind: 'integer', min: 0, max: 999_999, level: 'public' },
          ],
        },
        {
          key: 'supply_chain',
          minRows: 0,
          columns: [
            line('name', 200, { required: true }),
            choice('role', ['supplier', 'buyer', 'brand', 'recruiter', 'transport', 'other'], { required: true }),
            line('product', 200),
            line('country', 80),
          ],
        },
      ],
    },
    { key: 'notes', fields: [prose('note', 4000, { officeOnly: true })], tables: [] },
  ],
};
