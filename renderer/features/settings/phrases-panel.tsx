import { useCallback, useState } from 'react';
import { catalogLabel } from '../../../shared/catalog/catalog.ts';
import { phrases as catalogue } from '../../../shared/catalog/phrases.ts';
import { readPhraseBank, retirePhrase, type StoredPhrase } from '../../db/phrases.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useReading } from '../../parts/use-reading.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { PhraseDialog } from './phrase-dialog.tsx';

type Dialog = { readonly kind: 'add' } | { readonly kind: 'change'; readonly phrase: StoredPhrase };

/** The office's own phrases: added, changed, and retired when they are no longer to be offered. */
export function PhrasesPanel() {
  const { db } = useSession();
  const toast = useToasts();
  const { value: bank, fault: unread, reload } = useReading(useCallback(() => readPhraseBank(db), [db]));
  const [dialog, setDialog] = useState<Dialog>();
  const { fault, run } = useDeed();

  function retire(phrase: StoredPhrase): void {
    const retired = phrase.retired !== true;
    void run(
      () => retirePhrase(db, phrase, retired),
      () => {
        toast({ kind: 'success', title: t(retired ? 'writing.retired' : 'writing.inUseAgain') });
        reload();
      },
    );
  }

  const problem = unread ?? fault;
  return (
    <Panel
      title={t('writing.bank')}
      flush
      actions={
        <Button icon="plus" onPress={() => setDialog({ kind: 'add' })}>
          {t('writing.addPhrase')}
        </Button>
      }
    >
      <p className="office-note office-padded">{tCount('writing.bankText', catalogue.length)}</p>
      {problem && <FaultNotice fault={problem} />}
      {bank !== undefined && bank.unreadable > 0 && (
        <p className="office-note office-padded">{tCount('writing.unreadable', bank.unreadable)}</p>
      )}
      {bank && (
        <DataTable
          label={t('writing.bankLabel')}
          rows={bank.phrases}
          rowKey={({ id }) => id}
          rowLabel={({ label }) => label}
          onOpen={(phrase) => setDialog({ kind: 'change', phrase })}
          onDelete={retire}
          empty={
            <EmptyState icon="phrase" title={t('writing.bankEmpty')}>
              {t('writing.bankEmptyText')}
            </EmptyState>
          }
          columns={[
            { key: 'label', header: t('writing.label'), cell: ({ label }) => label },
            { key: 'step', header: t('writing.step'), cell: ({ step }) => t(`writing.step_${step}`), width: '14rem' },
            {
              key: 'infringement',
              header: t('writing.infringement'),
              cell: ({ infringement }) =>
                infringement === undefined ? t('writing.anyInfringement') : catalogLabel('infringements', infringement),
            },
            {
              key: 'state',
              header: t('writing.state'),
              width: '8rem',
              cell: ({ retired }) =>
                retired === true ? (
                  <Badge kind="neutral">{t('writing.state_retired')}</Badge>
                ) : (
                  <Badge kind="success">{t('writing.state_inUse')}</Badge>
                ),
            },
          ]}
        />
      )}
      {dialog && (
        <PhraseDialog
          phrase={dialog.kind === 'change' ? dialog.phrase : undefined}
          onClose={() => setDialog(undefined)}
          onSaved={() => {
            toast({ kind: 'success', title: t(dialog.kind === 'add' ? 'writing.added' : 'writing.changed') });
            setDialog(undefined);
            reload();
          }}
        />
      )}
    </Panel>
  );
}
