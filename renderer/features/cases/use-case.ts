import { useCallback, useEffect, useState } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import { caseOf } from '../../../shared/journal/write.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readCase, type CaseView } from '../../db/cases.ts';
import { listDocumentsOf, type DocumentHead } from '../../db/documents.ts';
import { findDrafts, type StoredDraft } from '../../db/drafts.ts';
import { procedureFor, readProcedures, type ProcedureVersion } from '../../db/procedures.ts';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';

/** A case with everything around it. */
export interface CaseAround {
  readonly view: CaseView;
  readonly documents: readonly DocumentHead[];
  readonly drafts: readonly StoredDraft[];
  /** the version of the procedure that the case began under */
  readonly version: ProcedureVersion;
  /** false when this office does not have that version; then the shipped one stands in */
  readonly versionKnown: boolean;
  readonly people: readonly Person[];
}

/** A case, read again whenever something of it is written; a fault when it cannot be read. */
export function useCase(caseId: string): {
  readonly around: CaseAround | undefined;
  readonly fault: Fault | undefined;
} {
  const { db } = useSession();
  const [around, setAround] = useState<CaseAround>();
  const [fault, setFault] = useState<Fault>();

  const read = useCallback(async (): Promise<CaseAround | Fault> => {
    const [view, documents, drafts, procedures, people] = await Promise.all([
      readCase(db, caseId),
      listDocumentsOf(db, caseId),
      findDrafts(db, caseId),
      readProcedures(db),
      host.listPeople({}),
    ]);
    if (!view.ok) return view.fault;
    if (!documents.ok) return documents.fault;
    if (!drafts.ok) return drafts.fault;
    if (!procedures.ok) return procedures.fault;
    const began = view.value.file?.values['procedureId'];
    const { version, known } = procedureFor(procedures.value.versions, typeof began === 'string' ? began : '');
    return {
      view: view.value,
      documents: documents.value,
      drafts: drafts.value,
      version,
      versionKnown: known,
      people: people.ok ? people.value : [],
    };
  }, [db, caseId]);

  useEffect(() => {
    let turn = 0;
    const reread = (): void => {
      turn += 1;
      const mine = turn;
      void read().then((now) => {
        // else a later reading is already on its way
        if (mine !== turn) return;
        if ('code' in now) setFault(now);
        else {
          setFault(undefined);
          setAround(now);
        }
      });
    };
    const follow = (writes: readonly Parameters<typeof caseOf>[0][]): void => {
      if (writes.some((write) => caseOf(write) === caseId)) reread();
    };
    db.onWrites.add(follow);
    reread();
    return () => {
      turn = -1;
      db.onWrites.delete(follow);
    };
  }, [db, caseId, read]);
  return { around, fault };
}
