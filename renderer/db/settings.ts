import { ok, type Result } from '../../shared/kernel/result.ts';
import { fold } from '../../shared/record/fold.ts';
import type { ChangeIntent } from '../../shared/record/change.ts';
import type { Json } from '../../shared/kernel/canonical-json.ts';
import { papers, type Paper } from '../../shared/report/report.ts';
import { nextAuditRow } from './audit.ts';
import { addSave, prepareSave, readChanges } from './changes.ts';
import { guarded, guardedResult, type Database } from './database.ts';

/** How an office's papers look and are numbered. Kept as changes of the case that has the office's own id. */
export interface OfficeSettings {
  readonly letterhead: readonly string[];
  readonly paper: Paper;
  /** see shared/record/numbering.ts */
  readonly numberTemplate: string;
  /** the ministry's letters, as numbers bear them */
  readonly acronym: string;
  /** who puts the office's approval under an acta; both empty until set */
  readonly chiefName: string;
  readonly chiefPosition: string;
}

const entity = (db: Database): string => `office/${db.officeId}`;
const fields = ['letterhead', 'paper', 'numberTemplate', 'acronym', 'chiefName', 'chiefPosition'] as const;

function parse(values: Readonly<Record<string, Json | undefined>>): OfficeSettings {
  const { letterhead, paper } = values;
  const text = (field: string): string => {
    const value = values[field];
    return typeof value === 'string' ? value : '';
  };
  return {
    letterhead: Array.isArray(letterhead) ? letterhead.filter((line): line is string => typeof line === 'string') : [],
    paper: papers.find((known) => known === paper) ?? 'letter',
    numberTemplate: text('numberTemplate'),
    acronym: text('acronym'),
    chiefName: text('chiefName'),
    chiefPosition: text('chiefPosition'),
  };
}

/** The office's settings as last saved. */
export async function readOffice(db: Database): Promise<Result<OfficeSettings>> {
  const changes = await readChanges(db, db.officeId);
  if (!changes.ok) return changes;
  const state = fold(changes.value).entities.get(entity(db));
  return ok(parse(Object.fromEntries(fields.map((field) => [field, state?.get(field)?.value]))));
}

/** Saves the settings that differ, as changes with a name and a date. */
export async function saveOffice(db: Database, settings: OfficeSettings): Promise<Result<void>> {
  return await db.exclusive(() =>
    guardedResult(async () => {
      const existing = await readChanges(db, db.officeId);
      if (!existing.ok) return existing;
      const state = fold(existing.value).entities.get(entity(db));
      const intents = fields
        .filter((field) => JSON.stringify(state?.get(field)?.value) !== JSON.stringify(settings[field]))
        .map((field): ChangeIntent => ({ entity: entity(db), field, kind: 'set', value: settings[field] }));
      const { row } = await prepareSave(db, db.officeId, existing.value, intents);
      if (row === undefined) return ok(undefined);
      const entry = await nextAuditRow(db, {
        action: 'settings',
        detail: intents.map(({ field }) => field).join(', '),
      });
      return await guarded(() =>
        db.tables.transaction('rw', db.tables.saves, db.tables.audit, async () => {
          await addSave(db, db.officeId, existing.value.length, row);
          await db.tables.audit.add(entry);
        }),
      );
    }),
  );
}
