import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { instantFrom, type Instant } from '../../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { equalDrafts, type RecordDraft } from '../../../shared/record/draft.ts';
import type { RecordName } from '../../../shared/record/record-name.ts';
import type { Database } from '../../db/database.ts';
import { discardDraft, saveDraft } from '../../db/drafts.ts';
import { closeProtected } from '../../db/protected.ts';
import { saveRecord } from '../../db/records.ts';
import { useSession } from '../../session.tsx';
import { enterCase, isLeft, leaveCase, leavingPlace } from './leaving.ts';
import type { SaveStatus } from './autosave.ts';
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts';
import { putAway } from './protected-values.ts';
import { editHistory, mapHistory, redoEdit, startHistory, undoEdit, type EditHistory } from './edit-history.ts';

/** A record being written: its text, how to change it, and whether it is safe. */
export interface DraftInHand {
  readonly draft: RecordDraft;
  readonly status: SaveStatus;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Changes the draft; `what` names the field so that one word typed is one step back. Stable. */
  readonly edit: (change: (draft: RecordDraft) => RecordDraft, what: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Turns every state of the text, those to undo and redo too; what it stands on turns with it. Stable. */
  readonly turn: DraftKeeper['turn'];
  /** Puts the text into the record (a first version), or keeps it safe (a correction, whose record is sealed). Stable. */
  readonly save: () => Promise<Result<unknown>>;
  readonly keeper: DraftKeeper;
}

interface DraftSource {
  readonly caseId: string;
  /** must keep its identity */
  readonly record: RecordName;
  readonly draft: RecordDraft;
  readonly basedOn: number;
  /** whether the protected values are in the text it starts with */
  readonly withProtected: boolean;
  /** why a sealed record is corrected; empty for a first version */
  readonly reason: string;
  /** when the text it starts with was kept; undefined for one that never was */
  readonly savedAt: Instant | undefined;
  /** the text it starts with is on no disk yet */
  readonly unkept: boolean;
}

/** One line to recognise unsaved text by. */
export function draftSummary(draft: RecordDraft): string {
  const names = [
    draft.values['employerName'],
    draft.values['employerAsTold'],
    draft.values['workplaceName'],
    draft.values['payer'],
    draft.values['pseudonym'],
  ];
  const [name = ''] = names.filter((value): value is string => typeof value === 'string' && value.trim() !== '');
  return name.trim().slice(0, 200);
}

function makeKeeper(db: Database, source: DraftSource, onStatus: (status: SaveStatus) => void): DraftKeeper {
  const { caseId, record, reason } = source;
  return createDraftKeeper(
    {
      keep: (draft, base) =>
        saveDraft(db, {
          caseId,
          record,
          draft,
          ...base,
          summary: draftSummary(draft),
          ...(reason === '' ? {} : { reason }),
        }),
      save: async (draft, base) => {
        const saved = await saveRecord(db, { caseId, record, draft, ...base });
        return saved.ok ? ok({ ...saved.value, at: instantFrom(db.clock.now()) }) : saved;
      },
      discard: () => discardDraft(db, caseId, record),
    },
    { basedOn: source.basedOn, withProtected: source.withProtected },
    onStatus,
  );
}

/**
 * The draft of one record for as long as its screen stands. Every change is kept within a second, and what
 * waits is written when the screen is left.
 */
export function useDraft(db: Database, source: DraftSource): DraftInHand {
  const [history, setHistory] = useState<EditHistory<RecordDraft>>(() => startHistory(source.draft));
  const [status, setStatus] = useState<SaveStatus>(() =>
    source.savedAt === undefined || source.unkept ? { kind: 'clean' } : { kind: 'saved', at: source.savedAt },
  );
  const [keeper] = useState(() => makeKeeper(db, source, setStatus));
  const draft = history.present;
  const { caseId, record, reason, unkept } = source;
  const place = leavingPlace(caseId, record);
  const { beforeLock } = useSession();

  const present = useRef(draft);
  // What the database already has; only a draft that differs from it is handed to the keeper.
  const known = useRef(source.draft);
  useEffect(() => {
    present.current = draft;
    if (draft === known.current) return;
    known.current = draft;
    keeper.change(draft);
  }, [draft, keeper]);
  useEffect(() => {
    enterCase(place);
    if (unkept) keeper.change(known.current);
    const forget = beforeLock({ keep: () => keeper.flush(), hasUnkept: () => keeper.hasUnkept() });
    return () => {
      // What waits is written at once; what cannot be goes on being tried until the case is opened anew. Only text that
      // is safe is closed, and not under a screen of the same case that stands by then.
      const settled = putAway(db, keeper, { caseId, record, draft: keeper.latest(), reason }).then((kept) => {
        if (!kept) return;
        forget();
        if (isLeft(place)) closeProtected(db, caseId);
      });
      leaveCase(place, async () => {
        await settled;
        const draft = await keeper.handOver();
        forget();
        if (draft === undefined) closeProtected(db, caseId);
        return draft && { draft, ...keeper.base(), reason };
      });
    };
  }, [beforeLock, caseId, place, record, db, keeper, reason, unkept]);
  useEffect(() => {
    const leave = (): void => {
      if (document.visibilityState === 'hidden') void keeper.flush();
    };
    document.addEventListener('visibilitychange', leave);
    return () => document.removeEventListener('visibilitychange', leave);
  }, [keeper]);

  const edit = useCallback<DraftInHand['edit']>((change, what) => {
    const at = performance.now();
    setHistory((before) => {
      const next = change(before.present);
      return equalDrafts(next, before.present) ? before : editHistory(before, next, what, at);
    });
  }, []);
  const turn = useCallback<DraftInHand['turn']>(
    (work) =>
      keeper.turn(async () => {
        const turned = await work();
        if (!turned.ok) return turned;
        const { map } = turned.value;
        // nobody typed this: it is neither kept nor a step to undo
        known.current = map(known.current);
        setHistory((before) => mapHistory(before, map, equalDrafts));
        return turned;
      }),
    [keeper],
  );
  const undo = useCallback(() => setHistory(undoEdit), []);
  const redo = useCallback(() => setHistory(redoEdit), []);
  const save = useCallback(async (): Promise<Result<unknown>> => {
    if (source.reason === '') return await keeper.save(present.current);
    const kept = await keeper.flush();
    return kept ? ok(undefined) : fail('db/unavailable');
  }, [keeper, source.reason]);

  return useMemo(
    () => ({
      draft,
      status,
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
      edit,
      undo,
      redo,
      turn,
      save,
      keeper,
    }),
    [draft, status, history.past.length, history.future.length, edit, undo, redo, turn, save, keeper],
  );
}
