import { partsFor, type SharingChoice } from '../catalog/referral-parts.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { isVisible, rowsOf, type DraftRow, type RecordDraft } from '../record/draft.ts';
import { fieldsOf, isEmpty, tablesOf, type FieldDef, type FieldValue, type RecordKind } from '../record/fields.ts';
import { inspection } from '../record/kinds/inspection.ts';
import { sharingOf } from '../record/sharing.ts';
import type { Addressee } from './report.ts';

/** Name and version of the attached record's shape; a data format. */
export function recordFormat({ key }: RecordKind): string {
  return `atalaya/${key}/v1`;
}

/** What an acta says, before it is laid out. */
export interface ActaContent {
  readonly office: ActaOffice;
  readonly draft: RecordDraft;
  /** empty while it has none */
  readonly number: string;
  readonly version: number;
  /** why this version replaces the one before; absent or empty for the first */
  readonly reason?: string;
  readonly addressee: Addressee;
  /** what the case's referrals withhold from the addressee (`withheldFrom`), of a paper that is not a referral itself */
  readonly withheld?: readonly SharingChoice[];
}

/** What decides who may see a field. */
type Seen = Pick<ActaContent, 'draft' | 'addressee' | 'withheld'>;

/** The office as its papers name it. */
export interface ActaOffice {
  readonly name: string;
  readonly code: string;
  /** municipality code DDMM */
  readonly municipality: string;
  readonly letterhead: readonly string[];
  /** who signs for the head of the office; absent prints an empty line */
  readonly chief?: { readonly name: string; readonly position: string };
}

/** True when a field is filled, exists under what is filled in, and may be seen by the addressee. */
export function isPrinted(field: FieldDef, seen: Seen, row?: DraftRow): boolean {
  const { draft } = seen;
  const value = (row ?? draft).values[field.key];
  return !isEmpty(value) && isVisible(field, draft, row) && maySee(field, seen);
}

/**
 * True when the addressee may see what the field holds: the one rule for every paper, what is attached to it and what is
 * said about it. The employer never sees what could point to a worker; an institution sees the parts of a referral that it
 * is given (`partsFor`) and that no referral of the case withholds, and nothing else; and no paper holds anything of the protected level, not even the office's own:
 * papers lie in folders that many hands open.
 */
export function maySee(field: FieldDef, { draft, addressee, withheld = [] }: Seen): boolean {
  if (field.level === 'protected') return false;
  if (addressee === 'file') return true;
  if (addressee === 'employer') return field.officeOnly !== true;
  if (field.part === undefined) return false;
  return field.part === 'frame' || partsFor(addressee, [...sharingOf(draft), ...withheld]).has(field.part);
}

/**
 * The record that is hashed and carried inside the PDF: canonical JSON (RFC 8785) of what the paper says, as typed.
 * It is made for the same addressee as the paper: what the paper may not show is not in the attachment either.
 */
export function canonicalRecord(content: ActaContent, kind: RecordKind = inspection): string {
  const { office, draft, number, version, reason, addressee } = content;
  const isOwn = addressee === 'file' || addressee === 'employer';
  const tables = tablesOf(kind)
    .filter((table) => isVisible(table, draft) && rowsOf(draft, table.key).length > 0)
    // not even how many rows there are of what the addressee does not see
    .filter(({ columns }) => columns.some((column) => maySee(column, content)))
    .map((table) => {
      const rows = rowsOf(draft, table.key).map((row) => pick(table.columns, content, row));
      // an institution that does not get people is not told how many there are
      return [table.key, isOwn ? rows : rows.filter((row) => Object.keys(row).length > 0)];
    });
  return canonicalJson({
    format: recordFormat(kind),
    number,
    version,
    addressee,
    office: { name: office.name, code: office.code, municipality: office.municipality },
    ...(reason === undefined || reason === '' ? {} : { reason }),
    values: pick(fieldsOf(kind), content),
    tables: Object.fromEntries(tables) as Json,
  });
}

function pick(fields: readonly FieldDef[], content: ActaContent, row?: DraftRow): Record<string, FieldValue> {
  const { values } = row ?? content.draft;
  return Object.fromEntries(
    fields.filter((field) => isPrinted(field, content, row)).map((field) => [field.key, values[field.key] ?? '']),
  );
}
