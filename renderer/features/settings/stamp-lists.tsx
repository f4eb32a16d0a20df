import type { HandedList } from '../../../shared/ipc/signing-settings.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { formatDay } from '../../parts/format.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { useNow } from '../../parts/use-now.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useToasts } from '../../ui/toasts.tsx';

interface StampListsProps {
  readonly lists: readonly HandedList[];
  readonly onChanged: () => void;
}

/**
 * Revocation lists of time-stamping authorities, handed over where no network brings them; those of one issuer are shown,
 * and taken away, together.
 */
export function StampLists({ lists, onChanged }: StampListsProps) {
  const toast = useToasts();
  const now = useNow();
  const issuers = [...new Set(lists.map(({ issuer }) => issuer))];
  const { busy, fault, run } = useDeed();
  const change = (deed: () => Promise<Result<unknown>>): void =>
    void run(deed, () => {
      toast({ kind: 'success', title: t('certificates.stampListsSaved') });
      onChanged();
    });
  return (
    <div className="office-stack">
      <h3 className="office-subtitle">{t('certificates.stampLists')}</h3>
      <p className="office-note">{t('certificates.stampListsHint')}</p>
      {lists.length === 0 && <p>{t('certificates.noStampLists')}</p>}
      {issuers.map((issuer) => (
        <div key={issuer} className="office-stack">
          <Facts
            rows={[
              [t('certificates.listIssuer'), issuer],
              ...lists
                .filter((list) => list.issuer === issuer)
                .flatMap(({ thisUpdate, nextUpdate }) => [
                  [t('certificates.listOf'), formatDay(thisUpdate)] as const,
                  [t('certificates.listUntil'), untilText(nextUpdate, now)] as const,
                ]),
            ]}
          />
          <div className="office-actions">
            <Button
              icon="trash"
              disabled={busy}
              label={t('certificates.forgetStampListOf', { name: issuer })}
              onPress={() => change(() => host.forgetStampList({ issuer }))}
            >
              {t('certificates.forgetStampList')}
            </Button>
          </div>
        </div>
      ))}
      {fault && fault.code !== 'file/cancelled' && <FaultNotice fault={fault} />}
      <div className="office-actions">
        <Button icon="plus" busy={busy} onPress={() => change(() => host.noteStampList({}))}>
          {t('certificates.addStampList')}
        </Button>
      </div>
    </div>
  );
}

function untilText(day: string | undefined, now: number): string {
  if (day === undefined) return t('certificates.listOpen');
  return Date.parse(day) > now ? formatDay(day) : t('certificates.listDue', { day: formatDay(day) });
}
