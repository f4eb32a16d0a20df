import { formatDni, formatPhone } from '../catalog/identifiers.ts';
import { findDepartment, findMunicipality } from '../catalog/territory.ts';
import { formatDate, isPlainDate } from '../kernel/plain-date.ts';
import { formatInteger, formatMoney } from '../kernel/words.ts';
import { isEmpty, type FieldDef, type FieldValue } from '../record/fields.ts';
import { inspection } from '../record/kinds/inspection.ts';
import { optionText } from './paper-labels.ts';
import { actaText } from './text/es.ts';

/**
 * A filled value as paper shows it: `24/11/2026`, `L 1,234.50`, `Sí`, the label of a choice.
 * What cannot be read as its kind is printed as typed: a draft may hold it, and nothing typed may vanish.
 * @param kind key of the record kind, for the words of its choices
 * @returns `''` for an empty value
 */
export function printValue(field: FieldDef, value: FieldValue | undefined, kind: string = inspection.key): string {
  if (value === undefined || isEmpty(value)) return '';
  if (field.kind === 'choice' || field.kind === 'multiChoice') {
    const keys = typeof value === 'string' ? [value] : value;
    return keys.map((key) => optionText(kind, field, key)).join('; ');
  }
  const text = typeof value === 'string' ? value : value.join('; ');
  switch (field.kind) {
    case 'date':
      return isPlainDate(text) ? formatDate(text) : text;
    case 'integer':
      return formatInteger(text);
    case 'money':
      return formatMoney(text);
    case 'yesNo':
      if (text === 'yes') return actaText.yes;
      return text === 'no' ? actaText.no : text;
    case 'dni':
      return formatDni(text);
    case 'phone':
      return formatPhone(text);
    case 'department':
      return findDepartment(text)?.name ?? text;
    case 'municipality':
      return findMunicipality(text)?.name ?? text;
    case 'coordinates':
      return text.replace(/\s*,\s*/, ', ');
    case 'text':
    case 'longText':
    case 'time':
    case 'rtn':
    case 'email':
      return text.trim();
  }
}
