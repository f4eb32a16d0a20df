import { useCallback, useState } from 'react';
import { guideTemplate } from '../../../shared/catalog/screening/guide-file.ts';
import { utf8 } from '../../../shared/kernel/bytes.ts';
import { readGuides, withdrawGuide, type Guide } from '../../db/guides.ts';
import { host } from '../../host.ts';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { formatInstant } from '../../parts/format.ts';
import { wordingText } from '../../parts/screening/screening-text.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { useReading } from '../../parts/use-reading.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { GuideDialog } from './guide-dialog.tsx';
import { GuideFacts } from './guide-facts.tsx';

type Open =
  | { readonly kind: 'load' }
  | { readonly kind: 'look'; readonly guide: Guide }
  | { readonly kind: 'withdraw'; readonly guide: Guide };

/** What screenings are read by beside the app's own lists: loaded from a file, looked at, withdrawn. */
export function GuidesPanel() {
  const { db } = useSession();
  const toast = useToasts();
  const { value: known, fault: unread, reload } = useReading(useCallback(() => readGuides(db), [db]));
  const [open, setOpen] = useState<Open>();
  const { busy, fault, run } = useDeed();
  const close = (): void => setOpen(undefined);
  const done = (title: string): void => {
    toast({ kind: 'success', title });
    close();
    reload();
  };
  const saveTemplate = (): void =>
    void run(
      () =>
        host.saveDataFile({
          ...{ what: 'guide-template', bytes: utf8(guideTemplate), suggestedName: t('guides.templateName') },
        }),
      ({ name }) => toast({ kind: 'success', title: t('guides.templateSaved', { name }) }),
    );
  const problem = unread ?? (fault?.code === 'file/cancelled' ? undefined : fault);

  return (
    <Panel
      title={t('guides.title')}
      flush
      actions={
        <div className="office-actions">
          <Button icon="download" busy={busy} onPress={saveTemplate}>
            {t('guides.saveTemplate')}
          </Button>
          <Button icon="upload" disabled={known === undefined} onPress={() => setOpen({ kind: 'load' })}>
            {t('guides.load')}
          </Button>
        </div>
      }
    >
      <p className="office-note office-padded">{t('guides.text')}</p>
      {problem && open?.kind !== 'withdraw' && <FaultNotice fault={problem} />}
      {known !== undefined && known.unreadable > 0 && (
        <p className="office-note office-padded">{tCount('guides.unreadable', known.unreadable)}</p>
      )}
      {known && (
        <DataTable
          label={t('guides.title')}
          rows={known.guides}
          rowKey={({ id }) => id}
          rowLabel={({ set }) => `${wordingText(set.name)}, ${t('screening.version', { version: set.version })}`}
          onOpen={(guide) => setOpen({ kind: 'look', guide })}
          onDelete={(guide) => setOpen({ kind: 'withdraw', guide })}
          empty={
            <EmptyState icon="clipboard" title={t('guides.empty')}>
              {t('guides.emptyText')}
            </EmptyState>
          }
          columns={[
            { key: 'name', header: t('guides.name'), cell: ({ set }) => wordingText(set.name) },
            { key: 'version', header: t('guides.version'), width: '9rem', cell: ({ set }) => set.version },
            {
              key: 'indicators',
              header: t('guides.indicators'),
              align: 'right',
              width: '8rem',
              cell: ({ set }) => set.indicators.length,
            },
            {
              key: 'sure',
              header: t('guides.confidence'),
              width: '9rem',
              cell: ({ set }) => <ConfidenceBadge confidence={set.confidence} />,
            },
            {
              key: 'loaded',
              header: t('guides.loaded'),
              cell: ({ by, at }) => t('guides.loadedBy', { by, at: formatInstant(at) }),
            },
          ]}
        />
      )}
      {open?.kind === 'load' && (
        <GuideDialog guides={known?.guides ?? []} onClose={close} onLoaded={() => done(t('guides.kept'))} />
      )}
      {open?.kind === 'look' && (
        <Dialog
          open
          wide
          title={wordingText(open.guide.set.name)}
          onClose={close}
          actions={
            <>
              <Button icon="trash" onPress={() => setOpen({ kind: 'withdraw', guide: open.guide })}>
                {t('guides.withdraw')}
              </Button>
              <Button kind="primary" onPress={close}>
                {t('common.close')}
              </Button>
            </>
          }
        >
          <GuideFacts set={open.guide.set} />
        </Dialog>
      )}
      {open?.kind === 'withdraw' && (
        <ConfirmDialog
          open
          danger
          busy={busy}
          title={t('guides.withdrawTitle', { name: wordingText(open.guide.set.name) })}
          confirmLabel={t('guides.withdraw')}
          onConfirm={() =>
            void run(
              () => withdrawGuide(db, open.guide),
              () => done(t('guides.withdrawn')),
            )
          }
          onCancel={close}
        >
          <p>{t('guides.withdrawText')}</p>
          {problem && <FaultNotice fault={problem} />}
        </ConfirmDialog>
      )}
    </Panel>
  );
}
