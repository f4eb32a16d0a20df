import { infringementKey } from '../catalog/infringement-value.ts';
import { isPlainDate, formatDate } from '../kernel/plain-date.ts';
import { dateInWords, formatMoney, moneyInWords, numberInWords } from '../kernel/words.ts';
import { reader, rowsOf, type DraftRow, type RecordDraft } from '../record/draft.ts';
import type { PhraseFacts } from './fill-phrase.ts';

/**
 * What an inspection, or another paper of its case, knows for the phrases that are put into it.
 * @param infringement key of the infringement a phrase speaks of: amount, term and people are those of its row. Without
 *   one, or where the record has it twice, they are known only when there is a single row to mean
 */
export function inspectionFacts(draft: RecordDraft, infringement?: string): PhraseFacts {
  const read = reader(draft);
  const date = read.text('startDate') || read.text('date');
  const row = rowMeant(draft, infringement);
  return {
    patrono: read.text('employerName').trim(),
    centro: read.text('address').trim(),
    ...(isPlainDate(date) ? { fecha: formatDate(date), 'fecha en letras': dateInWords(date) } : {}),
    ...(row === undefined ? {} : rowFacts(row)),
  };
}

/** Where an acta, a reinspection and a resolution name infringements. */
const NAMING_TABLES = ['infringements', 'reviewed', 'fines'] as const;

/** The keys of the infringements a record names, each once. */
export function infringementsIn(draft: RecordDraft): ReadonlySet<string> {
  const rows = NAMING_TABLES.flatMap((table) => rowsOf(draft, table));
  const keys = rows.map((row) => infringementKey(textOf(row, 'infringement')));
  return new Set(keys.filter((key) => key !== ''));
}

function rowMeant(draft: RecordDraft, infringement: string | undefined): DraftRow | undefined {
  const rows = rowsOf(draft, 'infringements').filter(
    (row) => infringement === undefined || infringementKey(textOf(row, 'infringement')) === infringement,
  );
  return rows.length === 1 ? rows[0] : undefined;
}

function rowFacts(row: DraftRow): PhraseFacts {
  const amount = textOf(row, 'amountOwed');
  const days = textOf(row, 'termDays');
  const people = textOf(row, 'workersAffected');
  return {
    ...(/^\d{1,9}(\.\d{1,2})?$/.test(amount)
      ? { monto: formatMoney(amount), 'monto en letras': moneyInWords(amount) }
      : {}),
    ...(/^\d{1,3}$/.test(days) ? { plazo: counted(Number(days), 'masculine', ['día', 'días']) } : {}),
    ...(/^\d{1,6}$/.test(people)
      ? { trabajadores: counted(Number(people), 'feminine', ['persona trabajadora', 'personas trabajadoras']) }
      : {}),
  };
}

/** `tres (3) personas trabajadoras`. */
function counted(n: number, gender: 'masculine' | 'feminine', [one, many]: readonly [string, string]): string {
  return `${numberInWords(n, gender)} (${n}) ${n === 1 ? one : many}`;
}

function textOf(row: DraftRow, key: string): string {
  const value = row.values[key];
  return typeof value === 'string' ? value.trim() : '';
}
