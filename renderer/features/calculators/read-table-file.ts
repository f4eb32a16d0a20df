import { readWageCsv, type WageCsvProblem } from '../../../shared/calculator/wage-csv.ts';
import type { WageRow } from '../../../shared/calculator/wage-table.ts';

/** A table of a country is some kilobytes; anything much larger is another file. */
const LARGEST_BYTES = 1024 * 1024;

/** A chosen file, read: its rows, everything that is wrong with it, or nothing at all. */
export type TableFile =
  | { readonly kind: 'rows'; readonly name: string; readonly rows: readonly WageRow[] }
  | { readonly kind: 'problems'; readonly name: string; readonly problems: readonly WageCsvProblem[] }
  | { readonly kind: 'unreadable'; readonly name: string };

/** Reads a table of wages from a file: UTF-8, or what older spreadsheets write. Nothing is kept of it. */
export async function readTableFile(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>): Promise<TableFile> {
  const { name } = file;
  if (file.size > LARGEST_BYTES) return { kind: 'unreadable', name };
  try {
    const read = readWageCsv(decode(await file.arrayBuffer()));
    return read.ok ? { kind: 'rows', name, rows: read.value } : { kind: 'problems', name, problems: read.fault };
  } catch {
    // the stick was pulled out, or a folder was dropped
    return { kind: 'unreadable', name };
  }
}

/** Bytes that are not UTF-8 were written by a spreadsheet in the Windows encoding of western Europe. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
