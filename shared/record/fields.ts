import type { CatalogName } from '../catalog/catalog.ts';
import type { ReferralPart } from '../catalog/referral-parts.ts';
import type { RecordDraft } from './draft.ts';
import type { Problem } from './problem.ts';

/**
 * What a person typed into one field, in canonical text: dates `YYYY-MM-DD`, times `HH:MM`, integers as digits,
 * money `1234.50`, yes/no `yes` | `no`, DNI, RTN and telephone digits only, coordinates `14.0723,-87.1921`,
 * choices by key, what is only roughly known as `approximate.ts` says. Several choices are a list of keys. Text that cannot be parsed stays as typed.
 */
export type FieldValue = string | readonly string[];

/** Values by field key; absent, `''` and `[]` all mean empty. */
export type Values = Readonly<Record<string, FieldValue>>;

/** Who may see a field: everybody as statistics, the officials of the case, or the few who protect a victim. */
export type Level = 'public' | 'reserved' | 'protected';

/** What a condition may look at. In a table row, the row's own columns come before the fields of the record. */
export interface Reader {
  /** a field's text; `''` when empty or a list */
  readonly text: (key: string) => string;
  /** the keys chosen in a field of several choices */
  readonly list: (key: string) => readonly string[];
}

/** A rule that depends on what else was filled in. */
export type Condition = (read: Reader) => boolean;

interface FieldBase {
  /** unique in the record (or in the table, for a column) */
  readonly key: string;
  readonly level: Level;
  /** absent means optional */
  readonly required?: boolean | Condition;
  /** the field exists only while this holds; what was typed before is kept but neither checked nor printed */
  readonly when?: Condition;
  /** never printed in the copy that the employer receives: it names or may reveal a worker, or is nobody's business there */
  readonly officeOnly?: true;
  /**
   * The part of a referral that it belongs to: an institution sees it only when it is given that part. `frame` is what every
   * addressee needs to know what it has in its hands. A field without a part is given to no institution.
   */
  readonly part?: ReferralPart | 'frame';
}

/** One field of a form, by what it holds. */
export type FieldDef = FieldBase &
  (
    | { readonly kind: 'text' | 'longText'; readonly maxLength: number }
    /** one key of `options`, or of the whole catalogue when `catalog` is named (then `options` holds its keys) */
    | {
        readonly kind: 'choice' | 'multiChoice';
        readonly options: readonly string[];
        readonly catalog?: CatalogName;
      }
    | { readonly kind: 'date'; readonly pastOnly?: boolean }
    | { readonly kind: 'integer'; readonly min: number; readonly max: number }
    /** as much as is known of a date or an age: see `approximate.ts` */
    | { readonly kind: 'approximateDate' | 'age' }
    | { readonly kind: 'time' | 'money' | 'yesNo' | 'dni' | 'rtn' | 'phone' | 'email' }
    | { readonly kind: 'department' | 'coordinates' }
    /** DDMM code; `departmentKey` names the field that holds its department */
    | { readonly kind: 'municipality'; readonly departmentKey: string }
  );

/** Rows that repeat: the inspectors, the facts, the infringements ... */
export interface TableDef {
  /** lower-case letters and `_`: it is the first part of the entity names in the change log */
  readonly key: string;
  readonly columns: readonly FieldDef[];
  /** the fewest rows a finished record may have */
  readonly minRows: number;
  readonly when?: Condition;
}

/** A part of the form and of the paper, in printing order: first its fields, then its tables. */
export interface SectionDef {
  readonly key: string;
  readonly fields: readonly FieldDef[];
  readonly tables: readonly TableDef[];
}

/** A kind of record: what one paper is made of. */
export interface RecordKind {
  /** lower-case letters and `_`: it is the first part of the record's entity name in the change log */
  readonly key: string;
  readonly sections: readonly SectionDef[];
  /** rules that look at more than one field; a value that is wrong by itself is left to the rules of its own kind */
  readonly rules: (draft: RecordDraft) => readonly Problem[];
}

/** All fields outside tables, in form order. */
export function fieldsOf(kind: RecordKind): readonly FieldDef[] {
  return partsOf(kind).fields;
}

/** All tables, in form order. */
export function tablesOf(kind: RecordKind): readonly TableDef[] {
  return partsOf(kind).tables;
}

interface Parts {
  readonly fields: readonly FieldDef[];
  readonly tables: readonly TableDef[];
}

/** Asked at each key that is typed; kinds are never altered. */
const parts = new WeakMap<RecordKind, Parts>();

function partsOf(kind: RecordKind): Parts {
  const known = parts.get(kind);
  if (known !== undefined) return known;
  const made = {
    fields: kind.sections.flatMap((section) => section.fields),
    tables: kind.sections.flatMap((section) => section.tables),
  };
  parts.set(kind, made);
  return made;
}

/** True for a value that says nothing: absent, no text but blanks, no choice. */
export function isEmpty(value: FieldValue | undefined): boolean {
  return value === undefined || (typeof value === 'string' ? value.trim() === '' : value.length === 0);
}
