import { findDepartment, findMunicipality } from '../catalog/territory.ts';
import { isPlainDate, isPlainTime } from '../kernel/plain-date.ts';
import { solemnDate, spokenDate } from '../kernel/words.ts';
import { reader, rowsOf, type RecordDraft } from '../record/draft.ts';
import type { ActaContent } from './canonical-record.ts';
import type { ReportSignature } from './report.ts';
import { actaText } from './text/es.ts';

// What the sentences and signatures of the papers of a case are made of.

const gap = actaText.blank;
/** A field as it was typed; a gap to write in where it is empty. */
export const said = (draft: RecordDraft, key: string): string => reader(draft).text(key).trim() || gap;
/** A day in the words of an official paper. */
export const on = (date: string): string => (isPlainDate(date) ? solemnDate(date) : `el día ${date}`);
/** A day as a sentence names it, with its weekday; what was typed where it is no date. */
export const named = (date: string): string => (isPlainDate(date) ? `el ${spokenDate(date)}` : date);
/** A time of day, with a gap for one that cannot be read. */
export const at = (time: string): string => `${isPlainTime(time) ? time : gap} horas`;

/** The address of a workplace with its municipality and department. */
export function placeOf(draft: RecordDraft): string {
  const { text } = reader(draft);
  const municipality = findMunicipality(text('municipality'))?.name ?? gap;
  const department = findDepartment(text('department'))?.name ?? gap;
  return `${said(draft, 'address')}, municipio de ${municipality}, departamento de ${department}`;
}

/** An official signs electronically; others in ink. */
export function official(field: string, name: string, position: string, credential = ''): ReportSignature {
  return {
    field,
    role: position === '' ? actaText.roles.inspector : position,
    name,
    details: credential === '' ? [] : [`${actaText.credential} ${credential}`],
  };
}

/** The place of the head of the office. */
export function chief({ office }: ActaContent): ReportSignature {
  return {
    field: 'Firma_Jefatura',
    role: actaText.roles.chief,
    name: office.chief?.name ?? '',
    details: office.chief === undefined ? [] : [office.chief.position],
  };
}

/** A place for each official in a table. */
export function officials(draft: RecordDraft, table: string): readonly ReportSignature[] {
  return rowsOf(draft, table).map((row, i) => {
    const { text } = reader(draft, row);
    return official(`Firma_Inspector_${i + 1}`, text('name'), text('position'), text('credential'));
  });
}

/** A place for somebody who signs in ink. */
export const inInk = (role: string, name: string, details: readonly string[] = []): ReportSignature => ({
  role,
  name,
  details,
});
