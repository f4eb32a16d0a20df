import { memo, useEffect, useState } from 'react';
import type { RecordName } from '../../../shared/record/record-name.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { Guide } from '../../db/guides.ts';
import { confirmScreening, readScreeningStanding, type ScreeningStanding } from '../../db/screenings.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { formatInstant } from '../format.ts';
import { useDeed } from '../use-deed.ts';
import { wordingText } from './screening-text.ts';

interface ConfirmationPanelProps {
  readonly caseId: string;
  readonly record: RecordName;
  /** turns once the record was saved from this screen */
  readonly saved: boolean;
  /** what the office reads its screenings by beside the lists of the app */
  readonly guides: readonly Guide[];
  /** names by person id */
  readonly people: ReadonlyMap<string, string>;
  /** the record has changed: it is to be opened anew */
  readonly onConfirmed: () => void;
}

/** Who wrote a saved screening and who confirmed it, and the button of the second person. */
export const ConfirmationPanel = memo(function ConfirmationPanel({
  caseId,
  record,
  saved,
  guides,
  people,
  onConfirmed,
}: ConfirmationPanelProps) {
  const { db, person, may } = useSession();
  const toast = useToasts();
  const { busy, fault, run } = useDeed();
  const [standing, setStanding] = useState<ScreeningStanding>();
  const [unread, setUnread] = useState<Fault>();
  useEffect(() => {
    let left = false;
    void readScreeningStanding(db, caseId, record).then((read) => {
      if (left) return;
      if (read.ok) setStanding(read.value);
      else setUnread(read.fault);
    });
    return () => {
      left = true;
    };
    // what was saved meanwhile changes who wrote it
  }, [db, caseId, record, saved]);
  const screeners = [...(standing?.screeners ?? [])];
  const confirmation = standing?.confirmation;
  const isOwn = screeners.includes(person.id);
  const shownFault = fault ?? unread;
  return (
    <Panel title={t('screening.confirmation')} className="screening-confirmation">
      {screeners.length > 0 && (
        <p>
          {t('screening.screeners')}: {screeners.map((id) => people.get(id) ?? id).join(', ')}
        </p>
      )}
      {confirmation ? (
        <p>{t('screening.confirmed', { name: confirmation.name, at: formatInstant(confirmation.at) })}</p>
      ) : (
        <p>{t('screening.unconfirmed')}</p>
      )}
      {confirmation &&
        guides
          .filter(({ at }) => at > confirmation.at)
          .map(({ set }) => (
            <p key={set.key} className="screening-note">
              {t('screening.guideAfter', { name: wordingText(set.name) })}
            </p>
          ))}
      {confirmation?.stands === false && <p>{t('screening.outdated')}</p>}
      {confirmation?.stands !== true && screeners.length > 0 && may('case.write') && (
        <>
          <Button
            icon="check"
            busy={busy}
            disabled={isOwn}
            onPress={() =>
              void run(
                () => confirmScreening(db, caseId, record, person.name),
                () => {
                  toast({ kind: 'success', title: t('screening.confirmedNow') });
                  onConfirmed();
                },
              )
            }
          >
            {t('screening.confirm')}
          </Button>
          {isOwn && <p className="screening-note">{t('screening.notYours')}</p>}
        </>
      )}
      {shownFault && <FaultNotice fault={shownFault} />}
    </Panel>
  );
});
