import { useEffect, useState } from 'react';
import { reader } from '../../../shared/record/draft.ts';
import { screening } from '../../../shared/record/kinds/screening.ts';
import { readCase } from '../../db/cases.ts';
import { readScreeningStanding } from '../../db/screenings.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';

/** Names the screenings of the case that a second person has not confirmed: a referral has no result of them. */
export function UnconfirmedNotice({ caseId }: { readonly caseId: string }) {
  const { db } = useSession();
  const [people, setPeople] = useState<readonly string[]>([]);
  useEffect(() => {
    const leaving = new AbortController();
    void (async () => {
      const view = await readCase(db, caseId);
      // a case that cannot be read is told of by the form around this
      const found: string[] = [];
      const own = view.ok ? view.value.records : [];
      for (const { record, draft } of own.filter((one) => one.record.kind === screening.key && !one.binned)) {
        const standing = await readScreeningStanding(db, caseId, record);
        if (standing.ok && standing.value.confirmation?.stands !== true) found.push(reader(draft).text('pseudonym'));
      }
      if (!leaving.signal.aborted) setPeople(found);
    })();
    return () => leaving.abort();
  }, [db, caseId]);
  if (people.length === 0) return null;
  return (
    <Notice kind="warn" live={false} title={t('referral.unconfirmed', { people: people.join(', ') })}>
      {t('referral.unconfirmedHint')}
    </Notice>
  );
}
