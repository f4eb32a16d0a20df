import type { Instant } from '../../../shared/kernel/clock.ts';
import type { Change } from '../../../shared/record/change.ts';
import { fieldLabel, tableLabel } from '../../text/field-text.ts';
import { t } from '../../text/index.ts';

/** One save as a line: when, by whom (person id), and what it touched. */
export interface ChangeLine {
  readonly at: Instant;
  readonly author: string;
  readonly labels: readonly string[];
}

/** Changes of one person closer than this belong to one save: each has a time of its own, a millisecond apart. */
const ONE_SAVE_MS = 2000;
const RECORD = 'inspection';
/** What a record says about itself, beside the fields of its kind. */
const STATUS = ['state', 'number', 'version', 'reason'];

/**
 * Puts changes into lines, oldest save first; labels of fields, each once.
 * @param changes oldest first
 */
export function changeLines(changes: readonly Change[]): readonly ChangeLine[] {
  const lines: { at: Instant; last: number; author: string; labels: Set<string> }[] = [];
  for (const { op } of changes) {
    const at = op.t.slice(0, 24);
    const time = Date.parse(at);
    let line = lines.at(-1);
    if (line?.author !== op.u || time - line.last >= ONE_SAVE_MS) {
      line = { at, last: time, author: op.u, labels: new Set() };
      lines.push(line);
    }
    line.last = time;
    line.labels.add(labelOf(op.e, op.f));
  }
  return lines.map(({ at, author, labels }) => ({ at, author, labels: [...labels] }));
}

/** A field by its name on the screen; a row of a table by its table alone, as one row has many fields. */
function labelOf(entity: string, field: string): string {
  const [kind = ''] = entity.split('/');
  if (kind !== RECORD) return tableLabel(RECORD, kind);
  if (field.startsWith('@') || STATUS.includes(field)) return t('safety.change.status');
  return fieldLabel({ kind: RECORD, field });
}
