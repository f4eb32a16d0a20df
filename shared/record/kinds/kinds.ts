import type { RecordKind } from '../fields.ts';
import { caseFile } from './case-file.ts';
import { checklistRecord } from './checklist.ts';
import { complaint } from './complaint.ts';
import { contactLog } from './contact-log.ts';
import { delivery } from './delivery.ts';
import { documentRequest } from './document-request.ts';
import { establishment } from './establishment.ts';
import { inspection } from './inspection.ts';
import { interviewRecord } from './interview-record.ts';
import { notification } from './notification.ts';
import { order } from './order.ts';
import { alert } from './alert.ts';
import { alertTriage } from './alert-triage.ts';
import { appeal, conciliation, payment } from './outcome-kinds.ts';
import { referral } from './referral.ts';
import { protectedPerson } from './protected-person.ts';
import { reinspection } from './reinspection.ts';
import { resolution } from './resolution.ts';
import { screening } from './screening.ts';
import { technicalReport } from './technical-report.ts';

/** The records that a case file may hold beside itself, in the order of the procedure. */
export const caseRecordKinds = [
  complaint,
  order,
  checklistRecord,
  inspection,
  documentRequest,
  screening,
  interviewRecord,
  referral,
  protectedPerson,
  notification,
  reinspection,
  conciliation,
  technicalReport,
  resolution,
  appeal,
  payment,
  delivery,
] as const satisfies readonly RecordKind[];

/** Every kind of record there is. Names of tables are never shared between two of them: see `rowsFromFold`. */
export const recordKinds: readonly RecordKind[] = [
  caseFile,
  establishment,
  alert,
  alertTriage,
  contactLog,
  ...caseRecordKinds,
];

/** The kind with a key; undefined for one that this version of the app does not know. */
export function findKind(key: string): RecordKind | undefined {
  return recordKinds.find((kind) => kind.key === key);
}

/** @throws when there is no such kind: that is a bug */
export function getKind(key: string): RecordKind {
  const kind = findKind(key);
  if (kind === undefined) throw new Error(`no kind of record ${key}`);
  return kind;
}
