import { useEffect } from 'react';
import { answerDamage } from '../../db/mend-journal.ts';
import { host } from '../../host.ts';
import { reportText } from '../../parts/report-text.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { useToasts } from '../../ui/toasts.tsx';

/** Mends the journal when the main process finds damage in it while the office is open, and says so on every screen. */
export function JournalWatch() {
  const { db } = useSession();
  const toast = useToasts();
  useEffect(
    () =>
      host.on('journalDamaged', (found) => {
        void answerDamage(db, found).then((answered) => {
          if (!answered.ok) {
            toast({ kind: 'error', title: t('safety.journal.damaged'), text: t('safety.journal.todo') });
            return;
          }
          const told = reportText(answered.value);
          if (told !== undefined) toast({ kind: 'warn', title: told.title, text: told.text });
        });
      }),
    [db, toast],
  );
  return null;
}
