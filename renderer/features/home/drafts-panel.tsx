import { useState } from 'react';
import { placeOfRecord } from '../../../shared/record/record-name.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { discardDraft, type StoredDraft } from '../../db/drafts.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { formatInstant } from '../../parts/format.ts';
import { useShowMore } from '../../parts/use-show-more.ts';
import type { Route } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { kindLabel } from '../../text/field-text.ts';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SHOWN } from './waiting-work.ts';

interface DraftsPanelProps {
  readonly drafts: readonly StoredDraft[];
  /** drafts that could not be opened */
  readonly damaged: number;
  /** whether a case has a saved record beneath the draft */
  readonly isSaved: (caseId: string) => boolean;
  readonly go: (route: Route) => void;
}

/** Text that was typed and not saved, offered back with the moment it was kept. */
export function DraftsPanel({ drafts, damaged, isSaved, go }: DraftsPanelProps) {
  const { db } = useSession();
  const [asking, setAsking] = useState<StoredDraft>();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const { shown, showMore, list } = useShowMore(SHOWN, drafts.length);
  if (drafts.length === 0 && damaged === 0) return null;

  async function discard(draft: StoredDraft): Promise<void> {
    setBusy(true);
    const discarded = await discardDraft(db, draft.caseId, draft.record);
    setBusy(false);
    setAsking(undefined);
    setFault(discarded.ok ? undefined : discarded.fault);
  }

  return (
    <Panel title={t('home.drafts')} className="home-drafts">
      <p className="home-note">{t('home.draftsHint')}</p>
      <ul className="home-list" ref={list}>
        {drafts.slice(0, shown).map((draft) => (
          <li key={`${draft.caseId}/${placeOfRecord(draft.record)}`} className="home-row">
            <div className="home-row-text">
              <strong>{nameOf(draft)}</strong>
              <span className="home-note">{t('home.draftOf', { at: formatInstant(draft.savedAt) })}</span>
            </div>
            <Button
              kind="primary"
              size="small"
              label={`${t('home.continue')}: ${nameOf(draft)}`}
              onPress={() => go({ name: 'record', caseId: draft.caseId, ...draft.record })}
            >
              {t('home.continue')}
            </Button>
            <Button
              kind="quiet"
              size="small"
              icon="trash"
              label={`${t('home.discard')}: ${nameOf(draft)}`}
              onPress={() => setAsking(draft)}
            >
              {t('home.discard')}
            </Button>
          </li>
        ))}
      </ul>
      {drafts.length > shown && (
        <Button kind="quiet" size="small" icon="chevronDown" onPress={showMore}>
          {tCount('home.moreDrafts', drafts.length - shown)}
        </Button>
      )}
      {damaged > 0 && <FaultNotice fault={{ code: 'db/damaged', detail: { place: 'drafts' } }} />}
      {fault && <FaultNotice fault={fault} />}
      {asking && (
        <ConfirmDialog
          open
          danger
          busy={busy}
          title={t('home.discardTitle')}
          confirmLabel={t('home.discardConfirm')}
          cancelLabel={t('home.keep')}
          onConfirm={() => void discard(asking)}
          onCancel={() => setAsking(undefined)}
        >
          {t(isSaved(asking.caseId) ? 'home.discardChanges' : 'home.discardNew', {
            name: nameOf(asking),
            at: formatInstant(asking.savedAt),
          })}
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function nameOf({ summary, record }: StoredDraft): string {
  const name = summary === '' ? t('home.unnamed') : summary;
  // an acta is what most texts are
  return record.kind === 'inspection' ? name : `${name} · ${kindLabel(record.kind)}`;
}
