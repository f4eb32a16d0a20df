// Put into the running app's locked window: comes in by the app's own calls and fills the office that is there.
import { addEvidence } from '../../renderer/db/evidence.ts';
import { moveCase, saveCaseFile } from '../../renderer/db/cases.ts';
import type { Database } from '../../renderer/db/database.ts';
import { saveDraft } from '../../renderer/db/drafts.ts';
import { closeDatabase, openDatabase } from '../../renderer/db/open.ts';
import { readProcedures } from '../../renderer/db/procedures.ts';
import { readRecord, saveRecord } from '../../renderer/db/records.ts';
import { startSummaries } from '../../renderer/db/summary-store.ts';
import { makeTransport } from '../../renderer/keys.ts';
import type { Host } from '../../shared/ipc/contract.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import { addDays, dateInHonduras } from '../../shared/kernel/plain-date.ts';
import { toBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { caseStates } from '../../shared/procedure/procedure.ts';
import { setValue } from '../../shared/record/draft.ts';
import { sampleInspection } from '../support/inspection-builder.ts';
import { fillTables } from './fill-tables.ts';
import { caseIdOf, makeCase, makeRecord, workplaceIdOf } from './makers/office-records.ts';
import type { OfficeFiller, WantedOffice } from './office-calls.ts';

const { host } = window as unknown as { readonly host: Host };
const clock = { now: () => Date.now() };
/** Stages through which the large case goes; with the file itself and the pieces they are among its revisions. */
const WAY = ['assigned', 'visiting', 'recorded'] as const;
const PICTURE = { width: 320, height: 240 };

function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.fault.code} ${JSON.stringify(result.fault.detail)}`);
  return result.value;
}

async function openOffice(passphrase: string): Promise<Database> {
  const transport = await makeTransport();
  const [person] = got(await host.listPeople({}));
  const session = got(await host.unlock({ personId: person?.id ?? '', passphrase, transport: transport.publicKey }));
  const nobody = (): never => {
    throw new Error('no case has a key of its own here');
  };
  const keysPort = { make: nobody, open: nobody, share: nobody };
  return got(await openDatabase(session, got(await transport.open(session)), { clock, journal: host, keysPort }));
}

async function fill({ passphrase, records, workplaces, drafts, ...large }: WantedOffice): Promise<void> {
  const db = await openOffice(passphrase);
  const today = dateInHonduras(instantFrom(clock.now()));
  const caseOf = (i: number) => ({
    ...makeCase(i),
    // most have a file, a stage, a workplace that some have more of than others, and something due these months
    ...(i % 10 === 0
      ? {}
      : {
          stage: caseStates[i % caseStates.length] ?? 'draft',
          establishmentId: workplaceIdOf((i * i) % Math.max(workplaces, 1)),
          due: addDays(today, (i % 91) - 45),
        }),
  });
  await fillTables(db, { records, caseOf, workplaces });
  const lists = startSummaries(db);
  got(await lists.opened);
  for (let n = 0; n < drafts; n += 1) {
    const draft = setValue(sampleInspection(), 'employerName', caseOf(n).employer);
    const summary = caseOf(n).employer;
    got(await saveDraft(db, { caseId: caseIdOf(n), draft, basedOn: 0, summary }));
  }
  await makeLargeCase(db, large);
  // packed as at lock
  await lists.close();
  await db.applying.last;
  closeDatabase(db);
  got(await host.lock({}));
}

async function makeLargeCase(
  db: Database,
  { revisions, pieces, employer }: Pick<WantedOffice, 'revisions' | 'pieces' | 'employer'>,
): Promise<void> {
  const caseId = newId();
  const today = dateInHonduras(instantFrom(clock.now()));
  const procedureId = got(await readProcedures(db)).currentId;
  const file = {
    openedOn: today,
    type: 'ordinary',
    employerName: employer,
    priority: 'normal',
    stage: 'draft',
    procedureId,
  };
  got(await saveCaseFile(db, caseId, file));
  const doer = { id: db.personId, name: 'Wendy Núñez' };
  let from = 'draft';
  for (const to of WAY) {
    got(await moveCase(db, caseId, { from, to, reason: '', doer }));
    from = to;
  }
  for (let n = 0; n < pieces; n += 1) got(await addPiece(db, caseId, n));
  for (let n = 1 + WAY.length + pieces; n < revisions; n += 1) {
    const basedOn = n === 1 + WAY.length + pieces ? 0 : got(await readRecord(db, caseId)).changes;
    let draft = setValue(sampleInspection(), 'employerName', employer);
    draft = setValue(setValue(draft, 'startDate', today), 'employerStatement', `${n} ${makeRecord(n).slice(0, 900)}`);
    got(await saveRecord(db, { caseId, draft, basedOn }));
  }
}

/** A photograph of the size that a telephone's has after being drawn small; no two are the same. */
async function addPiece(db: Database, caseId: string, n: number): Promise<Result<unknown>> {
  const bytes = await drawPicture(n);
  const piece = {
    isProtected: false,
    name: `Fotografía ${n + 1}.jpg`,
    type: 'image/jpeg',
    takenAt: '2026-11-20T09:30:00',
    takenFrom: 'camera',
    from: 'button',
    note: '',
    ...PICTURE,
    thumb: toBase64(bytes),
  } as const;
  return await addEvidence(db, host, { caseId, bytes, piece });
}

async function drawPicture(n: number): Promise<Bytes> {
  const canvas = new OffscreenCanvas(PICTURE.width, PICTURE.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('nothing to draw on');
  for (let at = 0; at < 900; at += 1) {
    context.fillStyle = `hsl(${(at * 37 + n * 11) % 360} 40% ${30 + ((at * 7 + n) % 50)}%)`;
    context.fillRect((at * 53) % PICTURE.width, (at * 29) % PICTURE.height, 14, 11);
  }
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.75 });
  return new Uint8Array(await blob.arrayBuffer());
}

const filler: OfficeFiller = { fill };
Object.assign(window, { filler });
