import { useCallback, useEffect, useMemo, useState } from 'react';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { RecordName } from '../../../shared/record/record-name.ts';
import type { Database } from '../../db/database.ts';
import { beginProtected, closeProtected, openProtected, type Protection } from '../../db/protected.ts';
import type { DraftInHand } from './use-draft.ts';
import { closedTurn, openedTurn, putAway, readProtectedValues } from './protected-values.ts';
import { PROTECTED_QUIET_MINUTES, watchQuiet } from './quiet-watch.ts';

/** Why protected values are opened, and whether by somebody who is neither the liaison nor the case's inspector. */
export interface OpeningReason {
  readonly reason: string;
  readonly emergency: boolean;
}

/** The protected values of the inspection that is on the screen: how they stand, and how to open and close them. */
export interface ProtectedInHand {
  readonly protection: Protection;
  /** whether a reason was written down for what is open; false where the case's key was made a moment ago */
  readonly noted: boolean;
  readonly open: (input: OpeningReason) => Promise<Result<void>>;
  readonly begin: () => Promise<Result<void>>;
  /** Takes the values off the screen, once what was typed of them is safe; that it is not is the only fault. */
  readonly close: () => Promise<Result<void>>;
}

/** Whose protected values they are. */
interface ProtectedSource {
  readonly caseId: string;
  /** must keep its identity */
  readonly record: RecordName;
  readonly reason: string;
  readonly start: Protection;
}

/**
 * Opens and closes the protected values of a draft in hand. They close by themselves when nobody has done anything for
 * {@link PROTECTED_QUIET_MINUTES}; leaving the screen and locking close them too (`useDraft`, the session).
 * @param start how they stand as the screen opens
 * @param onQuiet told how closing by itself went
 */
export function useProtected(
  db: Database,
  { caseId, record, reason, start }: ProtectedSource,
  { draft, keeper, turn }: DraftInHand,
  onQuiet: (closed: Result<void>) => void,
): ProtectedInHand {
  const [protection, setProtection] = useState(start);
  const [noted, setNoted] = useState(start === 'open');

  const unlock = useCallback(
    async (key: () => Promise<Result<void>>): Promise<Result<void>> => {
      const turned = await turn(async () => {
        const got = await key();
        if (!got.ok) return got;
        const values = await readProtectedValues(db, caseId, record);
        // what cannot be shown is not left open behind the screen
        if (!values.ok) closeProtected(db, caseId);
        return values.ok ? ok(openedTurn(values.value)) : values;
      });
      if (turned.ok) setProtection('open');
      return turned;
    },
    [db, caseId, record, turn],
  );
  const open = useCallback(
    async (input: OpeningReason) => {
      const opened = await unlock(() => openProtected(db, caseId, input));
      if (opened.ok) setNoted(true);
      return opened;
    },
    [db, caseId, unlock],
  );
  const begin = useCallback(async () => {
    const begun = await unlock(() => beginProtected(db, caseId));
    // somebody else made the key meanwhile
    if (!begun.ok && begun.fault.code === 'access/no-case-key') setProtection('closed');
    if (begun.ok) setNoted(false);
    return begun;
  }, [db, caseId, unlock]);
  const close = useCallback(async () => {
    await putAway(db, keeper, { caseId, record, draft, reason });
    const turned = await turn(() => {
      closeProtected(db, caseId);
      return Promise.resolve(ok(closedTurn(record)));
    });
    if (turned.ok) setProtection('closed');
    return turned;
  }, [db, keeper, caseId, record, draft, reason, turn]);

  useEffect(() => {
    if (protection !== 'open') return undefined;
    return watchQuiet(document, PROTECTED_QUIET_MINUTES * 60_000, () => void close().then(onQuiet));
  }, [protection, close, onQuiet]);

  return useMemo(() => ({ protection, noted, open, begin, close }), [protection, noted, open, begin, close]);
}
