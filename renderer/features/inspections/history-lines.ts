import type { HistoryEntry } from '../../db/records.ts';

/** One save as a line: when, by whom (person id), and how many fields it touched. */
export interface HistoryLine {
  readonly at: string;
  readonly author: string;
  readonly changes: number;
}

/** Changes of one person closer than this belong to one save: each has a time of its own, a millisecond apart. */
const ONE_SAVE_MS = 2000;

/** Saves, newest first, from entries that are newest first. */
export function historyLines(entries: readonly HistoryEntry[]): readonly HistoryLine[] {
  const lines: HistoryLine[] = [];
  for (const { at, author, fields } of entries) {
    const last = lines.at(-1);
    const same = last?.author === author && Date.parse(last.at) - Date.parse(at) < ONE_SAVE_MS;
    if (last !== undefined && same) lines[lines.length - 1] = { ...last, changes: last.changes + fields.length };
    else lines.push({ at, author, changes: fields.length });
  }
  return lines;
}
