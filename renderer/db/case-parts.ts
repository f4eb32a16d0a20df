import type { Instant } from '../../shared/kernel/clock.ts';
import { rowsOf, type RecordDraft } from '../../shared/record/draft.ts';
import type { FoldedCase, FoldedField } from '../../shared/record/fold.ts';
import { caseFile } from '../../shared/record/kinds/case-file.ts';
import { caseRecordKinds, findKind } from '../../shared/record/kinds/kinds.ts';
import type { RecordName } from '../../shared/record/record-name.ts';
import { systemFields } from '../../shared/record/system-fields.ts';
import { paperFor } from '../../shared/report/papers.ts';
import { statusOf, type RecordStatus } from './record-status.ts';
import { draftOnce } from './known-cases.ts';

/** One record of a case as it stands. */
export interface CaseRecord {
  readonly record: RecordName;
  readonly draft: RecordDraft;
  readonly status: RecordStatus;
  /** when it was last changed, and by whom (person id) */
  readonly savedAt: Instant;
  readonly savedBy: string;
  /** when it was put into the bin; undefined for one that counts */
  readonly binned: Instant | undefined;
}

/** One step of a case through the procedure. */
export interface CaseMove {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly at: Instant;
  readonly by: string;
  readonly byName: string;
}

/** Whether a record has happened: a paper once it is sealed, any other once it is there; nothing that lies in the bin. */
export function hasHappened({ record, status, binned }: CaseRecord): boolean {
  return binned === undefined && (paperFor(record.kind) === undefined || status.state === 'final');
}

const order: readonly string[] = caseRecordKinds.map(({ key }) => key);

/** The records that the log of a case holds, beside its file. */
export function recordsOf(folded: FoldedCase, caseId: string): readonly CaseRecord[] {
  const records: { readonly one: CaseRecord; readonly madeAt: string }[] = [];
  for (const [entity, fields] of folded.entities) {
    const kind = findKind(textOf(fields, systemFields.kind));
    const [key, id = ''] = entity.split('/');
    if (kind === undefined || kind.key !== key || kind === caseFile) continue;
    const record = { kind: kind.key, id };
    const heads = [...fields.values()].flatMap(({ heads: [head] }) => (head === undefined ? [] : [head.op]));
    const last = heads.reduce((newest, op) => (op.t > newest.t ? op : newest), { t: '', u: '' });
    const binned = textOf(fields, systemFields.removed);
    const one = {
      record,
      draft: draftOnce(kind, folded, id),
      status: statusOf(folded, caseId, record),
      savedAt: last.t.slice(0, 24),
      savedBy: last.u,
      binned: binned === '' ? undefined : binned,
    };
    // its kind is written down once, by the first save: a correction makes no record newer than it is
    records.push({ one, madeAt: fields.get(systemFields.kind)?.heads[0]?.op.t ?? '' });
  }
  const place = ({ record }: CaseRecord): number => order.indexOf(record.kind);
  return records.sort((a, b) => place(a.one) - place(b.one) || (a.madeAt < b.madeAt ? -1 : 1)).map(({ one }) => one);
}

function textOf(fields: ReadonlyMap<string, FoldedField>, name: string): string {
  const value = fields.get(name)?.value;
  return typeof value === 'string' ? value : '';
}

/** The way of a case through the procedure, oldest first. */
export function movesOf(file: RecordDraft): readonly CaseMove[] {
  return rowsOf(file, 'moves')
    .map(({ values }): CaseMove => {
      const text = (key: string): string => (typeof values[key] === 'string' ? values[key] : '');
      return {
        from: text('from'),
        to: text('to'),
        reason: text('reason'),
        at: text('at'),
        by: text('by'),
        byName: text('byName'),
      };
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}
