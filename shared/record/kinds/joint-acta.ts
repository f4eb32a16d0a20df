import type { SectionDef } from '../fields.ts';
import { line } from './common-fields.ts';

/** Table of those of other institutions who make the acta together with the inspectors. */
export const jointOfficials = 'joint_officials';

/**
 * Who of other institutions makes the acta together with the inspectors: they are named in it and sign it, in every copy.
 * That is decided at the workplace, so nothing of it is taken from the order, which an employer must not read that from.
 */
export const jointActa: SectionDef = {
  key: 'joint',
  fields: [],
  tables: [
    {
      key: jointOfficials,
      minRows: 0,
      columns: [
        line('institution', 160, { required: true }),
        line('name', 120, { required: true }),
        line('position', 120, { required: true }),
      ],
    },
  ],
};
