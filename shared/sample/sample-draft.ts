import { computeFine } from '../calculator/fine.ts';
import { getKind } from '../record/kinds/kinds.ts';
import { cents, moneyOfCents } from '../record/cents.ts';
import { addRow, reader, rowsOf, setRowValue, setValue, type RecordDraft } from '../record/draft.ts';
import { startRecord, type KnownFacts } from '../record/prefill.ts';
import type { Values } from '../record/fields.ts';
import type { SampleRecord } from './sample-cases.ts';
import { sampleRow } from './sample-workplaces.ts';

/**
 * A record of an invented case as somebody would have written it: what the app begins it with, and the rest over it.
 * @param facts what the case knows when it is written
 */
export function sampleDraft({ kind, on, values, rows }: SampleRecord, facts: KnownFacts): RecordDraft {
  const begun = startRecord(getKind(kind), { ...facts, today: on });
  const filled = Object.entries(values).reduce((draft, [key, value]) => setValue(draft, key, value), begun);
  const written = Object.entries(rows).reduce((draft, [table, wanted]) => withRows(draft, table, wanted), filled);
  return kind === 'resolution' ? fined(written) : written;
}

/** Rows take the place of those that the app proposed. */
function withRows(draft: RecordDraft, table: string, wanted: readonly Values[]): RecordDraft {
  const none = { ...draft, tables: { ...draft.tables, [table]: [] } };
  return wanted.reduce((so, row) => addRow(so, table, sampleRow(row)), none);
}

/** Works the fines out with the calculator; a fine whose amount nobody knows is left out of the resolution. */
function fined(draft: RecordDraft): RecordDraft {
  const on = reader(draft).text('date');
  let total = 0n;
  let done = draft;
  for (const row of rowsOf(draft, 'fines')) {
    const { text } = reader(draft, row);
    const inputs = {
      infringement: text('infringement'),
      on,
      owed: text('amountOwed'),
      workers: text('workersAffected'),
      repetition: 'none',
    };
    const computed = computeFine(inputs, { overrides: {}, wageTables: [] });
    const amount = computed.ok ? cents(computed.value.result.value) : undefined;
    if (amount === undefined) {
      done = { ...done, tables: { ...done.tables, fines: rowsOf(done, 'fines').filter(({ id }) => id !== row.id) } };
      continue;
    }
    total += amount;
    for (const column of ['base', 'fine'] as const) {
      done = setRowValue(done, { table: 'fines', row: row.id, column }, moneyOfCents(amount));
    }
  }
  return rowsOf(done, 'fines').length === 0
    ? setValue(done, 'decision', 'noFine')
    : setValue(setValue(done, 'decision', 'fine'), 'total', moneyOfCents(total));
}
