import { actaText } from './es.ts';
import interview from './interview.json';
import records from './records.json';

/** The words that a kind of record has on paper, by the keys of its fields. */
export interface KindText {
  readonly sections: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly tables: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** over each table, for those who listen to the paper instead of seeing it */
  readonly captions: Readonly<Record<string, string>>;
  /** of choices without a catalogue */
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** By the key of the record kind. A kind that is not here shows its keys: visible, and nothing is lost. */
export const kindTexts: Readonly<Record<string, KindText>> = { inspection: actaText, ...records, ...interview };
