import type { DraftRow } from '../../shared/journal/write.ts';
import type { WriteInput } from '../../shared/ipc/contract.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { fromUtf8, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import { getKind } from '../../shared/record/kinds/kinds.ts';
import { joinProtected, splitProtected, type ProtectedValues } from '../../shared/record/protected-fields.ts';
import { firstInspection, placeOfRecord, type RecordName } from '../../shared/record/record-name.ts';
import { open, seal } from '../../shared/vault/seal.ts';
import { reading, writing } from './access.ts';
import { commit } from './commit.ts';
import { allow, guarded, now, openJson, sealJson, type Database } from './database.ts';

/** Text a person has typed and not yet saved into a record. One for each record. */
export interface StoredDraft {
  readonly caseId: string;
  readonly record: RecordName;
  readonly draft: RecordDraft;
  readonly savedAt: Instant;
  /** how many changes the record had when the draft began; 0 for a new record */
  readonly basedOn: number;
  /** one line to recognise it by, e.g. the employer's name; never a protected value */
  readonly summary: string;
  /** why a final record is being corrected; absent for a first version */
  readonly reason?: string;
  /**
   * True when the draft was begun with the protected values in it, so that one that is missing was taken out by a
   * person. Else those that lie beside it, or in the record, stand. Told by how it was read, not stored.
   */
  readonly withProtected?: boolean;
}

/** Text to be kept; by default that of the case's first acta. */
export type NewDraft = Omit<StoredDraft, 'savedAt' | 'record'> & { readonly record?: RecordName };

/** A text as it lies in the row of its case, under the name of its record. */
interface StoredText extends Omit<StoredDraft, 'caseId' | 'record' | 'withProtected'> {
  /** true when protected values of it lie beside, under the case's key */
  readonly apart?: boolean;
}
type Texts = Readonly<Record<string, StoredText>>;
type ApartTexts = Readonly<Record<string, ProtectedValues>>;

/** The row of a case holds the texts of all its records: a case is copied, restored and closed as a whole. */
interface StoredTexts {
  readonly texts: Texts;
}

const place = (caseId: string): string => `drafts/${caseId}`;
const protectedPlace = (db: Database, caseId: string): string => `${db.vaultId}|${place(caseId)}|prot`;

/**
 * Keeps unsaved text; when it resolves, a power cut no longer takes it. Gives back when it was kept. Faults:
 * `access/denied`; `access/no-case-key` when there is protected text and the case's key was not opened; those of writing.
 */
export async function saveDraft(db: Database, input: NewDraft): Promise<Result<Instant>> {
  return await writing(db, 'case.write', async () => {
    const { withProtected = false, caseId, record = firstInspection(caseId), ...text } = input;
    const name = placeOfRecord(record);
    const savedAt = now(db);
    const { rest, apart } = splitProtected(getKind(record.kind), text.draft);
    const before = await db.tables.drafts.get(caseId);
    const known = before === undefined ? ok<Texts>({}) : await openTexts(db, before);
    if (!known.ok) return known;
    const kept = known.value[name];
    // whoever cannot read what lies there keeps it as it is
    const keepsApart = apart === undefined && !withProtected;
    const prot = keepsApart
      ? ok(before?.prot)
      : // that nothing is left of them is written down too: it must not look like a draft that never had any
        await withApart(db, before, caseId, (others) => ({ ...others, [name]: apart ?? { values: {}, tables: {} } }));
    if (!prot.ok) return prot;
    const isApart = keepsApart ? kept?.apart === true : true;
    const stored: StoredText = { ...text, draft: rest, savedAt, ...(isApart ? { apart: true } : {}) };
    const row = await sealTexts(db, { caseId, before, prot: prot.value }, { ...known.value, [name]: stored });
    const written = await commit(db, [{ t: 'drafts', k: 'put', row }]);
    return written.ok ? ok(savedAt) : written;
  });
}

/** Protected text of the records of a case, with that of one changed. */
async function withApart(
  db: Database,
  before: DraftRow | undefined,
  caseId: string,
  change: (known: ApartTexts) => ApartTexts,
): Promise<Result<Bytes | undefined>> {
  const key = db.caseKeys.get(caseId);
  if (key === undefined) return fail('access/no-case-key', { caseId });
  const known = await openApart(db, before, key);
  if (!known.ok) return known;
  return ok(await seal(key, protectedPlace(db, caseId), utf8(JSON.stringify(change(known.value)))));
}

async function sealTexts(
  db: Database,
  {
    caseId,
    before,
    prot,
  }: { readonly caseId: string; readonly before: DraftRow | undefined; readonly prot: Bytes | undefined },
  texts: Texts,
): Promise<DraftRow> {
  const sealed = await sealJson(db, place(caseId), { texts } satisfies StoredTexts);
  const row = { c: caseId, v: (before?.v ?? 0) + 1, sealed };
  return prot === undefined ? row : { ...row, prot };
}

/** The texts of a row by the names of their records. A row of an earlier version is the text of the acta alone. */
async function openTexts(db: Database, row: DraftRow): Promise<Result<Texts>> {
  const opened = await openJson<StoredTexts | StoredText>(db, place(row.c), row.sealed);
  if (!opened.ok) return opened;
  if ('texts' in opened.value) return ok(opened.value.texts);
  const text = { ...opened.value, ...(row.prot === undefined ? {} : { apart: true }) };
  return ok({ [placeOfRecord(firstInspection(row.c))]: text });
}

async function openApart(db: Database, row: DraftRow | undefined, key: CryptoKey): Promise<Result<ApartTexts>> {
  if (row?.prot === undefined) return ok({});
  const opened = await open(key, protectedPlace(db, row.c), row.prot);
  if (!opened.ok) return fail('db/damaged', { place: place(row.c) });
  const values = JSON.parse(fromUtf8(opened.value)) as ApartTexts | ProtectedValues;
  // as an earlier version wrote it
  if ('values' in values && 'tables' in values) {
    return ok({ [placeOfRecord(firstInspection(row.c))]: values as ProtectedValues });
  }
  return ok(values);
}

/**
 * Opens a row of the drafts table: the texts of a case's records. Faults `access/denied`, `db/damaged`.
 * @param options.opensProtected by default protected text is in them when the case's key was opened; false: it never is
 */
export async function readDraftRow(
  db: Database,
  row: DraftRow,
  { opensProtected = true }: { readonly opensProtected?: boolean } = {},
): Promise<Result<readonly StoredDraft[]>> {
  const allowed = allow(db, 'case.read');
  if (!allowed.ok) return allowed;
  const texts = await openTexts(db, row);
  if (!texts.ok) return texts;
  const key = opensProtected ? db.caseKeys.get(row.c) : undefined;
  const apart = key === undefined ? undefined : await openApart(db, row, key);
  if (apart?.ok === false) return apart;
  return ok(
    Object.entries(texts.value).map(([name, { apart: isApart = false, ...text }]): StoredDraft => {
      const [kind = '', id = ''] = name.split('/');
      const stored = { ...text, caseId: row.c, record: { kind, id } };
      const values = isApart ? apart?.value[name] : undefined;
      if (values === undefined) return stored;
      return { ...stored, draft: joinProtected(text.draft, values), withProtected: true };
    }),
  );
}

/** The unsaved text of a record, if there is any. */
export async function findDraft(
  db: Database,
  caseId: string,
  record: RecordName = firstInspection(caseId),
): Promise<Result<StoredDraft | undefined>> {
  const texts = await findDrafts(db, caseId);
  if (!texts.ok) return texts;
  const name = placeOfRecord(record);
  return ok(texts.value.find((text) => placeOfRecord(text.record) === name));
}

/** The unsaved texts of all records of a case. */
export async function findDrafts(db: Database, caseId: string): Promise<Result<readonly StoredDraft[]>> {
  return await reading(db, 'case.read', async () => {
    const row = await guarded(() => db.tables.drafts.get(caseId));
    if (!row.ok) return row;
    return row.value === undefined ? ok<readonly StoredDraft[]>([]) : await readDraftRow(db, row.value);
  });
}

/** Throws unsaved text away, because a person said so; the act is logged. */
export async function discardDraft(
  db: Database,
  caseId: string,
  record: RecordName = firstInspection(caseId),
): Promise<Result<void>> {
  return await writing(db, 'case.write', async () => {
    const without = await withoutText(db, await db.tables.drafts.get(caseId), record);
    if (!without.ok) return without;
    return await commit(db, without.value.writes, { action: 'draft-discarded', caseId });
  });
}

/**
 * What takes the text of a record out of the row of its case. Call inside `writing`. Faults as {@link readDraftRow}.
 * @returns the write, none when there is no such text; and whether protected values lay beside it
 */
export async function withoutText(
  db: Database,
  before: DraftRow | undefined,
  record: RecordName,
): Promise<Result<{ readonly writes: readonly WriteInput[]; readonly apart: boolean }>> {
  if (before === undefined) return ok({ writes: [], apart: false });
  const known = await openTexts(db, before);
  if (!known.ok) return known;
  const name = placeOfRecord(record);
  const { [name]: gone, ...texts } = known.value;
  if (gone === undefined) return ok({ writes: [], apart: false });
  const apart = gone.apart === true;
  const others = Object.values(texts);
  if (others.length === 0) return ok({ writes: [{ t: 'drafts', k: 'del', key: before.c }], apart });
  // values that no text points at are never read; they go once the key is at hand
  const key = db.caseKeys.get(before.c);
  const needsProt = others.some((text) => text.apart === true);
  const prot =
    !needsProt || key === undefined || !apart
      ? ok(needsProt ? before.prot : undefined)
      : await withApart(db, before, before.c, (values) => without(values, name));
  if (!prot.ok) return prot;
  const row = await sealTexts(db, { caseId: before.c, before, prot: prot.value }, texts);
  return ok({ writes: [{ t: 'drafts', k: 'put', row }], apart });
}

function without(values: ApartTexts, name: string): ApartTexts {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}
