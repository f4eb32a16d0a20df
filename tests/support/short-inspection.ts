import type { RecordDraft } from '../../shared/record/draft.ts';
import type { FieldValue } from '../../shared/record/fields.ts';
import { emptyInspection, withRows, withValues } from './inspection-builder.ts';

/**
 * The least that can be finalised, so that a test types for seconds. The municipality and the first inspector are
 * not in it: the app fills them in.
 * @param values what should differ or come on top
 */
export function shortInspection(values: Readonly<Record<string, FieldValue>> = {}): RecordDraft {
  const draft = withValues(emptyInspection(), {
    type: 'ordinary',
    matters: ['wages'],
    place: 'La Ceiba',
    startDate: '2026-11-23',
    startTime: '09:15',
    endDate: '2026-11-23',
    endTime: '12:40',
    address: 'Km 9½, CA-13',
    credentialShown: 'yes',
    employerKind: 'natural',
    employerName: 'Ñoño & Güity',
    refusedIdentity: 'no',
    attendedBy: 'Saraí Peña',
    attendedCapacity: 'Encargada',
    branch: 'manufacturing',
    workersTotal: '7',
    workersWomen: '4',
    workersMen: '3',
    workersMinors: '0',
    workerRepPresent: 'no',
    interviewCount: '2',
    interviewsPrivate: 'yes',
    policeRequested: 'no',
    obstructed: 'no',
    copies: '2',
    deliveryForm: ['hand'],
    refusedToSign: 'no',
    ...values,
  });
  return withRows(draft, 'findings', { fact: 'Se pagó por debajo del mínimo.' });
}
