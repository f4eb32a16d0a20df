import { useDeferredValue, useMemo, useState } from 'react';
import { alertRules } from '../../../shared/catalog/alert-rules.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { alert } from '../../../shared/record/kinds/alert.ts';
import { alertRows, type AlertWish } from '../../db/alert-rows.ts';
import { host } from '../../host.ts';
import { useLists, useListStatus } from '../../lists.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useUnsentAlerts } from '../../parts/alerts/use-unsent-alerts.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { useNow } from '../../parts/use-now.ts';
import { useSearchLog } from '../../parts/use-search-log.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { AlertTable } from './alert-table.tsx';
import './alerts.css';
import { PlacesPanel } from './places-panel.tsx';
import { ReceiveDialog } from './receive-dialog.tsx';

const wishes = ['open', 'all'] as const satisfies readonly AlertWish[];

/** The inbox of alerts: what waits for a decision, the urgent first. */
export function AlertListScreen({ go }: { readonly go: Go }) {
  const { may } = useSession();
  const { alerts } = useLists();
  const status = useListStatus(alerts);
  const toast = useToasts();
  const [typed, setTyped] = useState('');
  const [wish, setWish] = useState<AlertWish>('open');
  const [receiving, setReceiving] = useState(false);
  const now = useNow();
  const unsent = useUnsentAlerts();
  const { busy, fault, run } = useDeed();
  const wanted = useDeferredValue(typed);
  useSearchLog(typed);
  const rows = useMemo(
    () => alertRows(alerts, wanted, wish, unsent),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
    [alerts, status, wanted, wish, unsent],
  );
  const { count } = status;
  const { urgentHours, otherHours } = alertRules.triage;

  const saveForm = (): void =>
    void run(
      () => host.saveAlertForm({}),
      ({ name }) => toast({ kind: 'success', title: t('alerts.savedForm', { name }) }),
    );
  const tools = may('case.write') && (
    <>
      <Button icon="download" busy={busy} onPress={saveForm}>
        {t('alerts.saveForm')}
      </Button>
      <Button icon="upload" onPress={() => setReceiving(true)}>
        {t('alerts.receive')}
      </Button>
      <Button
        kind="primary"
        icon="plus"
        onPress={() => {
          const id = newId();
          go({ name: 'record', caseId: id, kind: alert.key, id });
        }}
      >
        {t('alerts.new')}
      </Button>
    </>
  );

  return (
    <div className="alert-list">
      <PageHeader title={t('alerts.title')} subtitle={t('alerts.formHint')} actions={tools} />
      {fault && fault.code !== 'file/cancelled' && <FaultNotice fault={fault} />}
      {receiving && (
        <ReceiveDialog
          onClose={() => setReceiving(false)}
          onReceived={(id) => {
            toast({ kind: 'success', title: t('alerts.received') });
            go({ name: 'alert', id });
          }}
        />
      )}
      {status.damaged > 0 && <FaultNotice fault={{ code: 'db/damaged', detail: { place: 'summaries' } }} />}
      {status.fault ? (
        <FaultNotice fault={status.fault} />
      ) : status.phase === 'opening' && count === 0 ? (
        <Spinner size={24} label={t('common.loading')} />
      ) : count === 0 && status.making === 0 ? (
        <Panel>
          <EmptyState icon="warning" title={t('alerts.empty')}>
            {t('alerts.emptyHint')}
          </EmptyState>
        </Panel>
      ) : (
        <>
          <div className="alert-tools">
            <TextInput label={t('alerts.filter')} value={typed} onChange={setTyped} />
            <RadioChoice
              label={t('alerts.show')}
              options={wishes.map((key) => ({ key, label: t(`alerts.show_${key}`) }))}
              value={wish}
              onChange={(key) => setWish(key ?? 'open')}
            />
            <p role="status" className="alert-count">
              {tCount('alerts.count', rows.length)}
              {status.making > 0 && ` · ${tCount('alerts.making', status.making)}`}
            </p>
          </div>
          <Panel flush>
            {rows.length === 0 ? (
              <EmptyState
                icon="search"
                title={t(wanted === '' ? 'alerts.allDecided' : 'alerts.noMatch')}
                actions={wanted !== '' && <Button onPress={() => setTyped('')}>{t('alerts.clearFilter')}</Button>}
              >
                {t('alerts.noMatchHint')}
              </EmptyState>
            ) : (
              <AlertTable
                rows={rows}
                listKey={`${wish} ${wanted}`}
                now={now}
                unsent={unsent}
                onOpen={(id) => go({ name: 'alert', id })}
              />
            )}
          </Panel>
          <p className="alert-note">{t('alerts.clockRule', { urgent: urgentHours, other: otherHours })}</p>
          <PlacesPanel />
        </>
      )}
    </div>
  );
}
