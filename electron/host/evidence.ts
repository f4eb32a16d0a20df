import type { Handlers } from '../../shared/ipc/contract.ts';
import { sealedSize } from '../../shared/evidence/seal-chunks.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Permission } from '../../shared/access/permissions.ts';
import { checkEvidence } from '../evidence/copy-evidence.ts';
import { findEvidence } from '../evidence/evidence-files.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import { checkRoom } from '../snapshots/free-space.ts';
import type { OpenOffice, Vault } from '../vault/vault.ts';
import { allowed } from './allowed.ts';
import type { ChosenFiles } from './chosen-files.ts';

/** Calls about evidence coming in, being looked at, and being put right. */
export type EvidenceCall =
  | 'chooseEvidence'
  | 'readChosen'
  | 'beginEvidence'
  | 'appendEvidence'
  | 'finishEvidence'
  | 'cancelEvidence'
  | 'settleEvidence'
  | 'readEvidence'
  | 'mendEvidence'
  | 'unsettledEvidence'
  | 'dropEvidence';

/** What these calls need of the rest of the main process. */
export interface EvidenceDeps {
  readonly vault: Pick<Vault, 'openOffice'>;
  readonly store: EvidenceStore;
  readonly chosen: ChosenFiles;
  /** the operating system's dialogs; undefined when the person cancels */
  readonly dialogs: {
    readonly chooseEvidenceFiles: () => Promise<readonly string[] | undefined>;
    readonly chooseCameraFolder: () => Promise<string | undefined>;
  };
  /** absolute paths of folders of evidence in the places of copies that answer now, the nearest first */
  readonly copies: () => Promise<readonly string[]>;
  /** whether the journal is whole: else nobody knows what is in it, and nothing is swept */
  readonly isWhole: () => boolean;
  readonly room?: typeof checkRoom;
}

/**
 * Keeps sealed evidence for the window. The main process sees neither keys nor names of what it keeps; it sees to it
 * that only whoever may write cases adds, and only whoever may read cases gets any. Faults: `vault/locked`,
 * `access/denied`, and those of {@link EvidenceStore}.
 */
export function createEvidenceHandlers(deps: EvidenceDeps): Pick<Handlers, EvidenceCall> {
  const { vault, store, chosen, dialogs, copies, isWhole, room = checkRoom } = deps;
  const asked = async <T>(
    permission: Permission,
    work: (office: OpenOffice) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const office = allowed(vault, permission);
    return office.ok ? await work(office.value) : office;
  };
  const nothing = async (work: Promise<Result<undefined>>): Promise<Result<Record<string, never>>> => {
    const done = await work;
    return done.ok ? ok({}) : done;
  };
  return {
    chooseEvidence: ({ what }) =>
      asked('case.write', async () => {
        const paths = what === 'files' ? await dialogs.chooseEvidenceFiles() : undefined;
        const folder = what === 'folder' ? await dialogs.chooseCameraFolder() : undefined;
        // the dialog may have stood open for long
        const still = allowed(vault, 'case.write');
        if (!still.ok) return still;
        if (folder !== undefined) return ok(await chosen.ofFolder(folder));
        return paths === undefined ? fail('file/cancelled') : ok(await chosen.ofFiles(paths));
      }),

    readChosen: ({ token, at, length }) =>
      asked('case.write', async () => {
        const read = await chosen.read(token, at, length);
        return read.ok ? ok({ bytes: read.value }) : read;
      }),

    beginEvidence: ({ caseId, size, ...named }) =>
      asked('case.write', async () => {
        const enough = await room(store.folder, sealedSize(size)).catch(() => ok(undefined));
        return enough.ok ? await store.begin({ caseId, size, ...named }) : enough;
      }),

    appendEvidence: ({ id, n, sealed }) => asked('case.write', () => nothing(store.append(id, n, sealed))),

    finishEvidence: ({ id }) => asked('case.write', () => nothing(store.finish(id))),

    cancelEvidence: ({ id }) =>
      asked('case.write', async () => {
        await store.cancel(id);
        return ok({});
      }),

    settleEvidence: ({ id }) => asked('case.write', () => nothing(store.settle(id))),

    readEvidence: ({ id, n }) =>
      asked('case.read', async () => {
        const read = await store.read(id, n);
        return read.ok ? ok({ sealed: read.value }) : read;
      }),

    mendEvidence: ({ id }) => asked('case.read', () => mend(store, id, copies)),

    unsettledEvidence: () => asked('case.read', async () => ok((await store.unsettled()).map((one) => ({ ...one })))),

    dropEvidence: ({ id }) =>
      asked('case.write', () => (isWhole() ? nothing(store.drop(id)) : Promise.resolve(fail('evidence/exists')))),
  };
}

/** Looks whether a file is sound and brings it from a copy when it is not. */
async function mend(
  store: EvidenceStore,
  id: string,
  copies: EvidenceDeps['copies'],
): Promise<Result<{ state: 'whole' | 'mended' }>> {
  const others = await copies();
  const places = [store.folder, ...others];
  const known = await Promise.all(places.map((folder) => findEvidence(folder, id)));
  // a name says which bytes it must have; where two places differ in length, the one that is sound wins
  const candidates = known.filter((file) => file !== undefined);
  if (candidates.length === 0) return fail('evidence/missing');
  for (const file of candidates) {
    const checked = await checkEvidence({ files: [file], folder: store.folder, others });
    store.forget(id);
    if (checked.mended.length > 0) return ok({ state: 'mended' });
    if (checked.damaged.length + checked.missing.length === 0) return ok({ state: 'whole' });
  }
  return fail('evidence/damaged');
}
