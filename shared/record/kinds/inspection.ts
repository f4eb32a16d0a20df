import { catalogKeys } from '../../catalog/catalog.ts';
import { visitRules } from '../../catalog/visit-rules.ts';
import type { RecordKind } from '../fields.ts';
import { languages } from './common-fields.ts';
import { count, is, unlessObstructed } from './inspection-conditions.ts';
import { checkInspection } from './inspection-rules.ts';
import { interviews } from './interviews.ts';
import { jointActa } from './joint-acta.ts';
import { minors } from './minors.ts';
import { workerCounts } from './worker-counts.ts';

/**
 * The acta de inspección, field by field (minutes of a visit to a workplace).
 *
 * The law's own list of contents could not be read; this set follows the inspector's powers that public sources name
 * (Decreto 178-2016), the "constatación de hechos" of its regulation (art. 21) and common practice.
 * No field may hold a complaint, its author or its number: ILO Convention 81 art. 15(c) keeps the source of a complaint
 * secret, and what has no field cannot be printed by mistake. For the same reason the visit's origin is not here.
 */
export const inspection: RecordKind = {
  key: 'inspection',
  rules: checkInspection,
  sections: [
    {
      key: 'general',
      fields: [
        {
          key: 'type',
          kind: 'choice',
          options: catalogKeys('inspectionTypes'),
          catalog: 'inspectionTypes',
          level: 'public',
          required: true,
        },
        {
          key: 'matters',
          kind: 'multiChoice',
          options: catalogKeys('matters'),
          catalog: 'matters',
          level: 'public',
          required: true,
        },
        { key: 'place', kind: 'text', maxLength: 120, level: 'reserved', required: true },
        { key: 'startDate', kind: 'date', pastOnly: true, level: 'public', required: true },
        { key: 'startTime', kind: 'time', level: 'reserved', required: true },
        { key: 'endDate', kind: 'date', pastOnly: true, level: 'public', required: true },
        { key: 'endTime', kind: 'time', level: 'reserved', required: true },
      ],
      tables: [],
    },
    {
      key: 'location',
      fields: [
        { key: 'department', kind: 'department', level: 'public', required: true },
        {
          key: 'municipality',
          kind: 'municipality',
          departmentKey: 'department',
          level: 'public',
          required: true,
        },
        { key: 'village', kind: 'text', maxLength: 120, level: 'reserved' },
        { key: 'address', kind: 'text', maxLength: 300, level: 'reserved', required: true },
        { key: 'coordinates', kind: 'coordinates', level: 'reserved' },
      ],
      tables: [],
    },
    {
      key: 'inspectors',
      fields: [{ key: 'credentialShown', kind: 'yesNo', level: 'reserved', required: true }],
      tables: [
        {
          key: 'inspectors',
          minRows: 1,
          columns: [
            { key: 'name', kind: 'text', maxLength: 120, level: 'reserved', required: true },
            { key: 'position', kind: 'text', maxLength: 120, level: 'reserved', required: true },
            { key: 'credential', kind: 'text', maxLength: 40, level: 'reserved', required: true },
          ],
        },
      ],
    },
    jointActa,
    {
      key: 'employer',
      fields: [
        { key: 'employerKind', kind: 'choice', options: ['natural', 'legal'], level: 'public', required: true },
        { key: 'employerName', kind: 'text', maxLength: 200, level: 'reserved', required: true },
        { key: 'employerRtn', kind: 'rtn', level: 'reserved' },
        { key: 'employerRnsp', kind: 'text', maxLength: 40, level: 'reserved' },
        {
          key: 'representative',
          kind: 'text',
          maxLength: 120,
          level: 'reserved',
          required: (read) => read.text('employerKind') === 'legal' && unlessObstructed(read),
          when: is('employerKind', 'legal'),
        },
        {
          key: 'representativePosition',
          kind: 'text',
          maxLength: 120,
          level: 'reserved',
          when: is('employerKind', 'legal'),
        },
        { key: 'employerDni', kind: 'dni', level: 'reserved' },
        { key: 'employerPhone', kind: 'phone', level: 'reserved' },
        { key: 'employerEmail', kind: 'email', level: 'reserved' },
      ],
      tables: [],
    },
    {
      key: 'attendance',
      fields: [
        { key: 'refusedIdentity', kind: 'yesNo', level: 'reserved', required: true },
        {
          key: 'attendedBy',
          kind: 'text',
          maxLength: 120,
          level: 'reserved',
          required: true,
          when: (read) => read.text('refusedIdentity') !== 'yes',
        },
        {
          key: 'attendedCapacity',
          kind: 'text',
          maxLength: 120,
          level: 'reserved',
          required: (read) => read.text('refusedIdentity') !== 'yes',
        },
      ],
      tables: [],
    },
    {
      key: 'activity',
      fields: [
        {
          key: 'branch',
          kind: 'choice',
          options: catalogKeys('branches'),
          catalog: 'branches',
          level: 'public',
          required: true,
        },
        { key: 'ciiu', kind: 'text', maxLength: 10, level: 'public' },
      ],
      tables: [],
    },
    {
      key: 'workers',
      fields: workerCounts(unlessObstructed),
      tables: [],
    },
    minors,
    {
      key: 'workerRepresentative',
      fields: [
        { key: 'workerRepPresent', kind: 'yesNo', level: 'public', required: true },
        {
          key: 'workerRepName',
          kind: 'text',
          maxLength: 120,
          level: 'reserved',
          officeOnly: true,
          required: true,
          when: is('workerRepPresent', 'yes'),
        },
        {
          key: 'workerRepOrganization',
          kind: 'text',
          maxLength: 160,
          level: 'reserved',
          when: is('workerRepPresent', 'yes'),
        },
      ],
      tables: [],
    },
    {
      key: 'documents',
      fields: [],
      tables: [
        {
          key: 'documents',
          minRows: 0,
          columns: [
            { key: 'document', kind: 'text', maxLength: 200, level: 'reserved', required: true },
            {
              key: 'status',
              kind: 'choice',
              options: ['requested', 'shown', 'missing'],
              level: 'reserved',
              required: true,
            },
            { key: 'note', kind: 'text', maxLength: 300, level: 'reserved' },
          ],
        },
      ],
    },
    interviews,
    {
      key: 'findings',
      fields: [],
      tables: [
        {
          key: 'findings',
          minRows: 1,
          columns: [{ key: 'fact', kind: 'longText', maxLength: 20_000, level: 'reserved', required: true }],
        },
      ],
    },
    {
      key: 'infringements',
      fields: [],
      tables: [
        {
          key: 'infringements',
          minRows: 0,
          columns: [
            {
              key: 'infringement',
              kind: 'choice',
              options: catalogKeys('infringements'),
              catalog: 'infringements',
              level: 'public',
              required: true,
            },
            { key: 'provision', kind: 'text', maxLength: 300, level: 'public' },
            count('workersAffected'),
            { key: 'amountOwed', kind: 'money', level: 'reserved' },
            { key: 'termDays', kind: 'integer', min: 1, max: 365, level: 'public' },
          ],
        },
      ],
    },
    {
      key: 'measures',
      fields: [],
      tables: [
        {
          key: 'measures',
          minRows: 0,
          columns: [
            { key: 'scope', kind: 'longText', maxLength: 4000, level: 'reserved', required: true },
            { key: 'reason', kind: 'longText', maxLength: 4000, level: 'reserved', required: true },
            { key: 'time', kind: 'time', level: 'reserved', required: true },
          ],
        },
      ],
    },
    {
      key: 'police',
      fields: [
        { key: 'policeRequested', kind: 'yesNo', level: 'public', required: true },
        {
          key: 'policeUnit',
          kind: 'text',
          maxLength: 160,
          level: 'reserved',
          required: true,
          when: is('policeRequested', 'yes'),
        },
        { key: 'policeTime', kind: 'time', level: 'reserved', required: true, when: is('policeRequested', 'yes') },
      ],
      tables: [],
    },
    {
      key: 'obstruction',
      fields: [
        { key: 'obstructed', kind: 'yesNo', level: 'public', required: true },
        {
          key: 'obstructionConduct',
          kind: 'longText',
          maxLength: 8000,
          level: 'reserved',
          required: true,
          when: is('obstructed', 'yes'),
        },
        {
          key: 'obstructionWho',
          kind: 'text',
          maxLength: 200,
          level: 'reserved',
          required: true,
          when: is('obstructed', 'yes'),
        },
        { key: 'obstructionTime', kind: 'time', level: 'reserved', required: true, when: is('obstructed', 'yes') },
      ],
      tables: [],
    },
    {
      key: 'statements',
      fields: [
        { key: 'employerStatement', kind: 'longText', maxLength: 20_000, level: 'reserved' },
        { key: 'workerStatement', kind: 'longText', maxLength: 20_000, level: 'reserved', officeOnly: true },
      ],
      tables: [],
    },
    {
      key: 'delivery',
      fields: [
        { key: 'copies', kind: 'integer', min: 0, max: 99, level: 'reserved', required: true },
        {
          key: 'deliveryForm',
          kind: 'multiChoice',
          options: ['hand', 'mail', 'posting'],
          level: 'reserved',
          required: (read) => /[1-9]/.test(read.text('copies')),
        },
        languages,
      ],
      tables: [],
    },
    {
      key: 'signing',
      fields: [
        { key: 'refusedToSign', kind: 'yesNo', level: 'reserved', required: true },
        {
          key: 'refusedBy',
          kind: 'multiChoice',
          options: ['employer', 'workers'],
          level: 'reserved',
          required: true,
          when: is('refusedToSign', 'yes'),
        },
        {
          key: 'refusalReason',
          kind: 'longText',
          maxLength: 4000,
          level: 'reserved',
          required: true,
          when: is('refusedToSign', 'yes'),
        },
      ],
      tables: [
        {
          key: 'witnesses',
          minRows: visitRules.refusalWitnesses.count,
          when: is('refusedToSign', 'yes'),
          columns: [
            { key: 'name', kind: 'text', maxLength: 120, level: 'reserved', required: true },
            { key: 'position', kind: 'text', maxLength: 120, level: 'reserved' },
            { key: 'dni', kind: 'dni', level: 'reserved', officeOnly: true },
          ],
        },
      ],
    },
  ],
};
