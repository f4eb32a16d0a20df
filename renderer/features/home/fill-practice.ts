import { instantFrom } from '../../../shared/kernel/clock.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { dateInHonduras, instantInHonduras } from '../../../shared/kernel/plain-date.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { addRow, emptyDraft, setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import type { Values } from '../../../shared/record/fields.ts';
import { caseFile } from '../../../shared/record/kinds/case-file.ts';
import { establishment } from '../../../shared/record/kinds/establishment.ts';
import { getKind } from '../../../shared/record/kinds/kinds.ts';
import type { KnownFacts } from '../../../shared/record/prefill.ts';
import { caseFileOf, firstInspection, type RecordName } from '../../../shared/record/record-name.ts';
import { validate } from '../../../shared/record/validate.ts';
import type { SampleCase, SampleRecord } from '../../../shared/sample/sample-cases.ts';
import { sampleDraft } from '../../../shared/sample/sample-draft.ts';
import { sampleFiles } from '../../../shared/sample/sample-ministry.ts';
import { openCaseFile } from '../../db/cases.ts';
import { finalise } from '../../db/documents.ts';
import { readProcedures } from '../../db/procedures.ts';
import { readRecord, saveRecord } from '../../db/records.ts';
import { readOffice, type OfficeSettings } from '../../db/settings.ts';
import { createWorkplace } from '../../db/workplaces.ts';
import { finaliseRecord } from '../../parts/finalise-record.ts';
import { makePaper, offerNumber } from '../../parts/make-paper.ts';
import { renderReport } from '../../parts/render-report.ts';
import type { OpenSession } from '../../session.tsx';

/** How far the filling has come. */
export interface Filling {
  readonly done: number;
  readonly all: number;
}

interface Filler {
  readonly session: OpenSession;
  readonly settings: OfficeSettings;
  readonly procedureId: string;
}

/** A workplace as it was registered. */
interface Registered {
  readonly id: string;
  readonly draft: RecordDraft;
}

/**
 * Fills an office of practice with its invented workplaces and cases, each through the same doors as a real one: numbered,
 * sealed, kept. What was filled when it stops stays.
 * @param wanted asked before each case; false ends it there
 * @returns how many cases there are; faults of saving and sealing; `db/missing` for an office that has no invented files
 */
export async function fillPractice(
  session: OpenSession,
  onFilling: (filling: Filling) => void,
  wanted: () => boolean,
): Promise<Result<number>> {
  const { db, office } = session;
  const files = sampleFiles(office.code, dateInHonduras(instantFrom(db.clock.now())));
  if (files === undefined) return fail('db/missing');
  const settings = await readOffice(db);
  if (!settings.ok) return settings;
  const procedures = await readProcedures(db);
  if (!procedures.ok) return procedures;
  const filler: Filler = { session, settings: settings.value, procedureId: procedures.value.currentId };
  const workplaces: Registered[] = [];
  for (const { values } of files.workplaces) {
    const made = await createWorkplace(db, values);
    if (!made.ok) return made;
    workplaces.push({ id: made.value, draft: filled(emptyDraft(establishment), values) });
  }
  for (const [done, one] of files.cases.entries()) {
    onFilling({ done, all: files.cases.length });
    const workplace = workplaces[one.workplace];
    if (!wanted() || workplace === undefined) return ok(done);
    const kept = await fillCase(filler, one, workplace);
    if (!kept.ok) return kept;
  }
  return ok(files.cases.length);
}

async function fillCase(filler: Filler, one: SampleCase, { id, draft }: Registered): Promise<Result<unknown>> {
  const { session, settings, procedureId } = filler;
  const { db, person, office } = session;
  const caseId = newId();
  const file = {
    ...one.file,
    stage: 'draft',
    procedureId,
    establishmentId: id,
    responsibleId: person.id,
    responsibleName: person.name,
  };
  const opened = await openCaseFile(db, caseId, file, settings);
  if (!opened.ok) return opened;
  let facts: KnownFacts = {
    person: { name: person.name, position: person.position, credential: person.credential },
    municipality: office.municipality,
    today: String(one.file['openedOn']),
    file: filled(emptyDraft(caseFile), file),
    establishment: draft,
  };
  for (const record of one.records) {
    const kept = await fillRecord(filler, caseId, { record, facts });
    if (!kept.ok) return kept;
    facts = { ...facts, [record.kind]: kept.value };
  }
  return await goTheWay(session, caseId, one);
}

/** Writes a record of a case, and makes its paper where it is one. */
async function fillRecord(
  { session, settings }: Filler,
  caseId: string,
  { record, facts }: { readonly record: SampleRecord; readonly facts: KnownFacts },
): Promise<Result<{ readonly draft: RecordDraft; readonly number: string }>> {
  const { db } = session;
  const kind = getKind(record.kind);
  const draft = sampleDraft(record, facts);
  const name: RecordName = record.kind === 'inspection' ? firstInspection(caseId) : { kind: record.kind, id: newId() };
  if (!record.sealed) {
    const saved = await saveRecord(db, { caseId, record: name, draft, basedOn: 0 });
    return saved.ok ? ok({ draft, number: '' }) : saved;
  }
  const now = instantFrom(db.clock.now());
  const request = { kind, draft, version: 1, reason: '', paper: settings.paper, madeAt: now, draftMark: false };
  const ended = await finaliseRecord(
    {
      check: () => validate(kind, draft, { today: dateInHonduras(now) }),
      offerNumber: () => offerNumber(db, { kind, draft }, settings),
      prepare: (number) => makePaper(session, settings, { ...request, number }),
      render: renderReport,
      finalise: (paperwork) =>
        finalise(db, { ...paperwork, caseId, record: name, draft, basedOn: 0, version: 1, reason: '' }),
    },
    '',
  );
  if (ended.kind === 'finalised') return ok({ draft, number: ended.number });
  // what a test proves of all of them: an invented record can be sealed and is whole on paper
  if (ended.kind !== 'failed') throw new Error(`an invented ${record.kind} cannot be sealed`);
  return { ok: false, fault: ended.fault };
}

/** The moves with the days on which they would have been made. */
async function goTheWay(
  { db, person }: OpenSession,
  caseId: string,
  { moves, state }: SampleCase,
): Promise<Result<unknown>> {
  if (moves.length === 0) return ok(undefined);
  const record = caseFileOf(caseId);
  const file = await readRecord(db, caseId, record);
  if (!file.ok) return file;
  let draft = setValue(file.value.draft, 'stage', state);
  let from = 'draft';
  for (const { to, on, reason } of moves) {
    const at = instantInHonduras(on, '11:00');
    const values = { from, to, reason, at, by: person.id, byName: person.name };
    draft = addRow(draft, 'moves', { id: newId(), values });
    from = to;
  }
  return await saveRecord(db, { caseId, record, draft, basedOn: file.value.changes });
}

function filled(draft: RecordDraft, values: Values): RecordDraft {
  return Object.entries(values).reduce((so, [key, value]) => setValue(so, key, value), draft);
}
