import type { Instant } from '../kernel/clock.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import type { VictimRecord } from './map-victims.ts';
import type { MappingTable } from './mapping-table.ts';

/** The records as a spreadsheet opens them: UTF-8 with its mark, one line each, several values parted by semicolons. */
export function victimCsv({ fields }: MappingTable, records: readonly VictimRecord[]): string {
  const columns = [...new Set(fields.map(({ target }) => target))];
  const lines = records.map((record) => columns.map((column) => cell((record[column] ?? []).join(';'))).join(','));
  return `\uFEFF${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

/** What a file says of itself. */
export interface ExportAbout {
  readonly madeAt: Instant;
  readonly from: PlainDate;
  readonly until: PlainDate;
  /** whether fields that tell people apart were taken from small groups */
  readonly smallGroupsHidden: boolean;
}

/** The records for another program, with what they are and by which table they were made. */
export function victimJson(table: MappingTable, records: readonly VictimRecord[], about: ExportAbout): string {
  const { standard, version, attribution, confidence, smallestGroup } = table;
  const head = { standard, version, attribution, mappingConfidence: confidence, ...about };
  return `${JSON.stringify({ ...head, smallestGroup: smallestGroup.people, people: records.length, records }, null, 2)}\n`;
}

/** Quoted; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
