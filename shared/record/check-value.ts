import { infringementWords } from '../catalog/infringement-value.ts';
import { isDni, isPhone, isRtn } from '../catalog/identifiers.ts';
import { findDepartment, findMunicipality } from '../catalog/territory.ts';
import { findGaps } from '../kernel/gaps.ts';
import { isPlainDate, isPlainTime, type PlainDate } from '../kernel/plain-date.ts';
import { isAge, isApproximateDate, UNKNOWN_DATE } from './approximate.ts';
import { isEmpty, type FieldDef, type FieldValue, type Reader } from './fields.ts';
import type { Problem } from './problem.ts';

/** What is wrong with a value by itself, before it is known where it stands. */
export type Finding = Pick<Problem, 'code' | 'severity' | 'detail'>;

const error = (code: Finding['code'], detail?: Problem['detail']): Finding[] => [
  { code, severity: 'error', ...(detail === undefined ? {} : { detail }) },
];
const warning = (code: Finding['code'], detail?: Problem['detail']): Finding[] => [
  { code, severity: 'warning', ...(detail === undefined ? {} : { detail }) },
];
const unless = (fine: boolean, code: Finding['code'], detail?: Problem['detail']): Finding[] =>
  fine ? [] : error(code, detail);

/**
 * Checks the form of one filled value (dates that exist, numbers that are numbers ...); an empty one is always fine.
 * @param read the other fields, for the kinds that depend on one (municipality on department)
 * @param today civil date in Honduras, for dates that may not lie ahead
 */
export function checkValue(field: FieldDef, value: FieldValue | undefined, read: Reader, today: PlainDate): Finding[] {
  if (value === undefined || isEmpty(value)) return [];
  if (field.kind === 'multiChoice') {
    const chosen = typeof value === 'string' ? [value] : value;
    const unknown = chosen.filter((key) => !field.options.includes(key));
    return unknown.map((key) => ({ code: 'not-a-choice', severity: 'error', detail: { value: key } }));
  }
  const text = typeof value === 'string' ? value : value.join(' ');
  switch (field.kind) {
    case 'text':
    case 'longText':
      return [
        ...unless(text.length <= field.maxLength, 'too-long', { max: field.maxLength, length: text.length }),
        ...checkGaps(text),
      ];
    case 'choice':
      return unless(isOffered(field, text), 'not-a-choice', { value: text });
    case 'yesNo':
      return unless(text === 'yes' || text === 'no', 'not-yes-no');
    case 'date':
      if (!isPlainDate(text)) return error('not-a-date');
      return unless(field.pastOnly !== true || text <= today, 'in-the-future', { today });
    case 'approximateDate':
      if (!isApproximateDate(text)) return error('not-an-approximate-date');
      return unless(text === UNKNOWN_DATE || text.slice(0, 4) <= today.slice(0, 4), 'in-the-future', { today });
    case 'age':
      return unless(isAge(text), 'not-an-age');
    case 'time':
      return unless(isPlainTime(text), 'not-a-time');
    case 'integer':
      if (!/^\d{1,9}$/.test(text)) return error('not-an-integer');
      return unless(Number(text) >= field.min && Number(text) <= field.max, 'out-of-range', {
        min: field.min,
        max: field.max,
      });
    case 'money':
      return unless(/^\d{1,12}(\.\d{1,2})?$/.test(text), 'not-money');
    case 'dni':
      if (!isDni(text)) return error('not-a-dni');
      // Only a warning: old numbers may carry codes of municipalities that were split or renamed.
      return findMunicipality(text.slice(0, 4)) ? [] : warning('dni-place-unknown', { code: text.slice(0, 4) });
    case 'rtn':
      return unless(isRtn(text), 'not-an-rtn');
    case 'phone':
      return unless(isPhone(text), 'not-a-phone');
    case 'email':
      return unless(/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text) && text.length <= 254, 'not-an-email');
    case 'department':
      return unless(findDepartment(text) !== undefined, 'unknown-department');
    case 'municipality':
      if (!findMunicipality(text)) return error('unknown-municipality');
      return unless(
        isEmpty(read.text(field.departmentKey)) || text.startsWith(read.text(field.departmentKey)),
        'municipality-elsewhere',
      );
    case 'coordinates':
      return checkCoordinates(text);
  }
}

/** A key of the choice; of infringements also one in the words that an office had for it. */
function isOffered(
  { options, catalog }: Extract<FieldDef, { readonly options: readonly string[] }>,
  value: string,
): boolean {
  return options.includes(value) || (catalog === 'infringements' && infringementWords(value) !== undefined);
}

/** What a phrase left open may be meant to be filled in by hand, so it never blocks. */
function checkGaps(text: string): Finding[] {
  const [first] = findGaps(text);
  return first === undefined ? [] : warning('gap-left', { gap: first.name });
}

/** `14.0723,-87.1921`: decimal degrees, latitude first; outside a box around Honduras and its islands is a warning. */
function checkCoordinates(text: string): Finding[] {
  const match = /^(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?)$/.exec(text);
  if (!match) return error('not-coordinates');
  const [latitude, longitude] = [Number(match[1]), Number(match[2])];
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return error('not-coordinates');
  const inside = latitude >= 12.9 && latitude <= 17.5 && longitude >= -89.4 && longitude <= -82.3;
  return inside ? [] : warning('coordinates-abroad');
}
