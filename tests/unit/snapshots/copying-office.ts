import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Snapshots, type SnapshotsSetup } from '../../../electron/snapshots/snapshots.ts';
import { snapshotJobs } from '../../../electron/snapshots/snapshot-jobs.ts';
import { chooseSecondPlace } from '../../../electron/snapshots/places.ts';
import type { WindowWrite } from '../../../shared/access/may-commit.ts';
import { randomBytes } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { openOfficeWithHandlers } from '../../support/office-builder.ts';
import { newFolder, valueOf } from './snapshot-builder.ts';

/** An office that is open, with its snapshots. */
export async function copyingOffice(changes: Partial<SnapshotsSetup> = {}) {
  const office = await openOfficeWithHandlers({ userData: newFolder() });
  const { userData, clock, ledger } = office;
  const open = (more: Partial<SnapshotsSetup> = {}): Promise<Snapshots> =>
    Snapshots.open({
      userData,
      clock,
      log: { write: () => undefined },
      appVersion: '0.1.0',
      layout: 2,
      work: snapshotJobs,
      ledger,
      record: (act) => ledger.record(act),
      ...changes,
      ...more,
    });
  const folder = path.join(userData, 'copias');
  return {
    ...office,
    folder,
    open,
    snapshots: await open(),
    /** names of the snapshots in a folder, oldest first */
    names: (where = folder): string[] =>
      readdirSync(where)
        .filter((name) => name.endsWith('.atalaya'))
        .sort(),
    /** saves a case and moves the clock on by so many hours */
    work: async (hours = 1): Promise<void> => {
      const c = newId();
      valueOf(await ledger.append(newCase(c), { action: 'finalised', caseId: c }));
      clock.move(hours * 3_600_000);
    },
    second: async (): Promise<string> => {
      const stick = path.join(newFolder(), 'Copias de la señal');
      mkdirSync(stick);
      valueOf(await chooseSecondPlace(userData, stick));
      return stick;
    },
  };
}

/** What saving a new case with one document writes, as far as anybody counts it. */
export function newCase(c = newId()): WindowWrite[] {
  const d = newId();
  const sealed = randomBytes(300);
  return [
    { t: 'saves', k: 'put', row: { c, r: newId(), n: 1, last: 4, sealed } },
    { t: 'summaries', k: 'put', row: { k: `c/${c}`, v: 1, sealed } },
    { t: 'summaries', k: 'put', row: { k: `d/${d}`, v: 1, sealed } },
    { t: 'documents', k: 'put', row: { id: d, c, v: 1, sealed } },
    { t: 'files', k: 'put', row: { d, n: 0, sealed } },
  ];
}
