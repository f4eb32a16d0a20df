/**
 * How an office numbers its papers. No official scheme was found, so the pattern is a setting; the default follows
 * ministerial agreements (`STSS-350-2019`) with type and office added.
 */
export const defaultNumberTemplate = '{SIGLA}-{TIPO}-{OFICINA}-{NNNNN}-{AAAA}';

/**
 * The ministry's letters until an office sets others. They have changed with governments (STSS, SETRASS, STSS again),
 * so they are a setting as well.
 */
export const defaultAcronym = 'STSS';

const PLACEHOLDER = /\{([A-Z]+)\}/g;
const FORM = /^(?:[A-Z0-9/._ -]|\{[A-Z]+\})+$/;
const MAX_LENGTH = 60;

/** What can be wrong with a template. */
export type TemplateProblem = 'empty' | 'bad-character' | 'unknown-placeholder' | 'no-counter' | 'not-unique';

/** What a number is made of. */
export interface NumberParts {
  /** of the institution, e.g. `STSS` */
  readonly acronym: string;
  /** of the document type, e.g. `ORD` (abbreviation in the catalogue) */
  readonly type: string;
  /** code of the office, e.g. `TGU` */
  readonly office: string;
  readonly year: number;
  /** from the counter of that office, type and year; 1 or more */
  readonly sequence: number;
}

/**
 * Checks a template: known placeholders only (`SIGLA`, `TIPO`, `OFICINA`, `NNNNN` of any length, `AAAA`), exactly one
 * counter. Type, office and year must be there too, because each has a counter of its own: without them two papers
 * would bear one number.
 * @returns the first problem; undefined for a good template
 */
export function checkNumberTemplate(template: string): TemplateProblem | undefined {
  if (template.trim() === '') return 'empty';
  if (template.length > MAX_LENGTH || !FORM.test(template)) return 'bad-character';
  const names = [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  if (names.some((name) => !isCounter(name) && !['SIGLA', 'TIPO', 'OFICINA', 'AAAA'].includes(name))) {
    return 'unknown-placeholder';
  }
  if (names.filter(isCounter).length !== 1) return 'no-counter';
  return ['TIPO', 'OFICINA', 'AAAA'].every((name) => names.includes(name)) ? undefined : 'not-unique';
}

/**
 * A document number, e.g. `STSS-ORD-TGU-00001-2026`. A counter longer than its places is written in full, never cut.
 * @throws when the template is not a good one or the sequence is not a positive whole number: check them first
 */
export function formatNumber(template: string, parts: NumberParts): string {
  const problem = checkNumberTemplate(template);
  if (problem !== undefined) throw new Error(`number template: ${problem}`);
  if (!Number.isSafeInteger(parts.sequence) || parts.sequence < 1) throw new Error('number: bad sequence');
  return template.replace(PLACEHOLDER, (_, name: string) => {
    if (isCounter(name)) return String(parts.sequence).padStart(name.length, '0');
    if (name === 'SIGLA') return parts.acronym;
    if (name === 'TIPO') return parts.type;
    if (name === 'OFICINA') return parts.office;
    return String(parts.year).padStart(4, '0');
  });
}

/**
 * The name of the counter a number is drawn from: one for each office, type and year.
 * The counter only ever grows; a number given is never given again, not even after its paper was annulled.
 */
export function counterKey(parts: Pick<NumberParts, 'office' | 'type' | 'year'>): string {
  return `${parts.office}/${parts.type}/${parts.year}`;
}

/** What {@link counterKey} put together; undefined for a name that it never gives. */
export function parseCounterKey(key: string): Pick<NumberParts, 'office' | 'type' | 'year'> | undefined {
  const [, office, type, year] = /^([^/]+)\/([^/]+)\/(\d{4})$/.exec(key) ?? [];
  return office === undefined || type === undefined ? undefined : { office, type, year: Number(year) };
}

/**
 * The sequence of a number that was made by a template; undefined when it was not.
 * @param parts everything but the sequence, as it was when the number was made
 */
export function readNumber(template: string, parts: Omit<NumberParts, 'sequence'>, text: string): number | undefined {
  if (checkNumberTemplate(template) !== undefined) return undefined;
  const [before = '', after = ''] = template.split(/\{N+\}/).map((part) =>
    // only the counter is missing, and neither side has one
    part.replace(PLACEHOLDER, (_, name: string) => {
      if (name === 'SIGLA') return parts.acronym;
      if (name === 'TIPO') return parts.type;
      return name === 'OFICINA' ? parts.office : String(parts.year).padStart(4, '0');
    }),
  );
  const digits = text.slice(before.length, text.length - after.length);
  if (!/^\d{1,15}$/.test(digits) || text !== before + digits + after) return undefined;
  const sequence = Number(digits);
  return sequence >= 1 && formatNumber(template, { ...parts, sequence }) === text ? sequence : undefined;
}

function isCounter(name: string): boolean {
  return /^N+$/.test(name);
}
