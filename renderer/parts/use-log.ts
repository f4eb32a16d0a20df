import { useCallback } from 'react';
import { audit, type AuditInput } from '../db/audit.ts';
import { useSession } from '../session.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { notLogged } from './not-logged.ts';

/** Writes an act down in the history; one that could not be is told in the corner. Stable. */
export function useLog(): (input: AuditInput) => Promise<void> {
  const { db } = useSession();
  const toast = useToasts();
  return useCallback(
    async (input) => {
      const logged = await audit(db, input);
      if (!logged.ok) toast(notLogged(logged.fault));
    },
    [db, toast],
  );
}
