import { identifiers } from '../catalog/identifiers.ts';
import type { FieldDef } from '../record/fields.ts';
import { fieldLabel, optionText } from './paper-labels.ts';
import type { Blank, BlankFill } from './report.ts';
import { blankText } from './text/blank.ts';

/** A row of a form is twelve parts wide. */
const ROW = 12;

/**
 * Fields as rows of boxes to write in, in form order: each as wide as what it holds, rows filled to their end.
 * @param kind key of the record kind
 */
export function blankRows(kind: string, fields: readonly FieldDef[]): readonly (readonly Blank[])[] {
  const rows: Blank[][] = [];
  let taken = ROW;
  for (const field of fields) {
    const weight = widthOf(field);
    if (taken + weight > ROW) {
      rows.push([]);
      taken = 0;
    }
    taken += weight;
    const label = fieldLabel(kind, field.key);
    rows.at(-1)?.push({
      label: field.when === undefined ? label : blankText.ifAny(label),
      weight,
      fill: fillOf(kind, field),
    });
  }
  return rows;
}

function widthOf(field: FieldDef): number {
  switch (field.kind) {
    case 'longText':
    case 'multiChoice':
      return ROW;
    case 'choice':
      return field.options.length > 3 ? ROW : 6;
    case 'text':
      if (field.maxLength > 200) return ROW;
      return field.maxLength > 40 ? 6 : 4;
    case 'integer':
    case 'time':
    case 'age':
      return 2;
    case 'money':
    case 'yesNo':
      return 3;
    case 'date':
    case 'approximateDate':
    case 'phone':
      return 4;
    case 'dni':
    case 'rtn':
    case 'email':
    case 'department':
    case 'municipality':
    case 'coordinates':
      return 6;
  }
}

/** Lines for a text that may be long: a few sentences, or a statement. */
function linesFor(maxLength: number): number {
  return maxLength > 10_000 ? 8 : 5;
}

function fillOf(kind: string, field: FieldDef): BlankFill {
  switch (field.kind) {
    case 'longText':
      return { kind: 'lines', count: linesFor(field.maxLength) };
    case 'choice':
    case 'multiChoice':
      return { kind: 'choices', options: field.options.map((key) => optionText(kind, field, key)) };
    case 'yesNo':
      return { kind: 'choices', options: [blankText.yes, blankText.no] };
    case 'date':
      return { kind: 'boxes', groups: [2, 2, 4], parted: '/' };
    case 'time':
      return { kind: 'boxes', groups: [2, 2], parted: ':' };
    case 'dni':
      return { kind: 'boxes', groups: identifiers.dni.groups, parted: '-' };
    case 'phone':
      return { kind: 'boxes', groups: identifiers.phone.groups, parted: '-' };
    case 'rtn':
      return { kind: 'boxes', groups: [identifiers.rtn.digits], parted: '' };
    case 'text':
    case 'approximateDate':
    case 'age':
    case 'integer':
    case 'money':
    case 'email':
    case 'department':
    case 'municipality':
    case 'coordinates':
      return { kind: 'lines', count: 1 };
  }
}
