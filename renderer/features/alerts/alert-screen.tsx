import { useEffect, useState } from 'react';
import { newId } from '../../../shared/kernel/id.ts';
import { dateInHonduras, formatDate, timeInHonduras } from '../../../shared/kernel/plain-date.ts';
import type { Values } from '../../../shared/record/fields.ts';
import { alert as alertRecord } from '../../../shared/record/kinds/alert.ts';
import { decideAlert, type AlertView } from '../../db/alerts.ts';
import type { AlertSummary } from '../../db/summaries.ts';
import { FileDialog } from '../../parts/case-file/file-dialog.tsx';
import { factRows } from '../../parts/fact-rows.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { RiskCardButton } from '../../parts/risk/risk-card-button.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useLog } from '../../parts/use-log.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { alertName, alertPlace, reference, stateText } from '../../parts/alerts/alert-words.ts';
import { ContactsPanel } from '../../parts/follow-up/contacts-panel.tsx';
import './alerts.css';
import { ClockBadge } from '../../parts/alerts/clock-badge.tsx';
import { DecideDialog, type Decision } from './decide-dialog.tsx';
import { DecisionsPanel } from './decisions-panel.tsx';
import { ALERT_ORIGIN } from './fill-origin.ts';
import { PassOnDialog } from './pass-on-dialog.tsx';
import { PassedNotice } from './passed-notice.tsx';
import { PatternPanel } from './pattern-panel.tsx';
import { SimilarPanel } from './similar-panel.tsx';
import { SlipDialog } from './slip-dialog.tsx';
import { useAlert } from './use-alert.ts';

/** One alert: what was told, what is known already, and what becomes of it. */
export function AlertScreen({ id, go }: { readonly id: string; readonly go: Go }) {
  const { view, fault } = useAlert(id);
  const log = useLog();
  const isThere = view !== undefined;
  useEffect(() => {
    if (isThere) void log({ action: 'viewed', caseId: id });
  }, [log, id, isThere]);
  const back = (): void => go({ name: 'alerts' });
  if (fault) return <FaultNotice fault={fault} actions={<Button onPress={back}>{t('alerts.back')}</Button>} />;
  if (view === undefined) return <Spinner size={24} label={t('common.loading')} />;
  return <Alert view={view} go={go} onBack={back} />;
}

type Open = Decision | 'slip' | 'passOn' | undefined;

function Alert({ view, go, onBack }: { readonly view: AlertView; readonly go: Go; readonly onBack: () => void }) {
  const { db, person, may } = useSession();
  const toast = useToasts();
  const [open, setOpen] = useState<Open>();
  const [newCase, setNewCase] = useState<string>();
  const { busy, fault, run } = useDeed();
  const { id, draft, summary, decisions, conflicts } = view;
  const close = (): void => setOpen(undefined);

  /** The case is there: the alert points at it, and says so before anybody goes on. */
  function turned(caseId: string): void {
    setNewCase(undefined);
    const doer = { id: person.id, name: person.name };
    void run(
      () => decideAlert(db, id, { from: summary.state, to: 'inspection', target: caseId, reason: '', doer }),
      () => {
        toast({ kind: 'success', title: t('alerts.decided') });
        go({ name: 'case', id: caseId });
      },
    );
  }

  return (
    <div className="alert">
      <PageHeader
        kicker={t('alerts.kicker', { reference: reference(id) })}
        title={alertName(summary)}
        subtitle={<State summary={summary} now={db.clock.now()} />}
        actions={
          <>
            <IconButton icon="chevronLeft" label={t('alerts.back')} onPress={onBack} />
            <RiskCardButton logId={id} />
            {may('document.export') && (
              <Button icon="document" onPress={() => setOpen('slip')}>
                {t('alerts.slip')}
              </Button>
            )}
            {may('case.write') && (
              <Button icon="edit" onPress={() => go({ name: 'record', caseId: id, kind: alertRecord.key, id })}>
                {t('alerts.edit')}
              </Button>
            )}
          </>
        }
      />
      {fault && <FaultNotice fault={fault} />}
      {may('case.write') && (
        <div className="alert-deeds">
          {summary.state === 'new' ? (
            <>
              <Button kind="primary" icon="clipboard" busy={busy} onPress={() => setNewCase(newId())}>
                {t('alerts.toInspection')}
              </Button>
              <Button onPress={() => setOpen('linked')}>{t('alerts.toCase')}</Button>
              <Button onPress={() => setOpen('merged')}>{t('alerts.toAlert')}</Button>
              {may('exchange.send') && <Button onPress={() => setOpen('passOn')}>{t('alerts.passOn')}</Button>}
              <Button onPress={() => setOpen('dismissed')}>{t('alerts.dismiss')}</Button>
            </>
          ) : (
            <Button onPress={() => setOpen('new')}>{t('alerts.reopen')}</Button>
          )}
        </div>
      )}
      {newCase !== undefined && (
        <FileDialog
          view={{ caseId: newCase }}
          known={startOfCase(summary)}
          hint={t('alerts.inspectionHint')}
          onClose={() => setNewCase(undefined)}
          onSaved={() => turned(newCase)}
        />
      )}
      {open === 'slip' && <SlipDialog alert={summary} onClose={close} />}
      {open === 'passOn' && <PassOnDialog view={view} onClose={close} />}
      {open !== undefined && open !== 'slip' && open !== 'passOn' && (
        <DecideDialog view={view} to={open} onClose={close} />
      )}
      <PassedNotice view={view} isOpen={open === 'passOn'} onWrite={() => setOpen('passOn')} />
      {conflicts > 0 && (
        <Notice kind="warn" live={false} title={tCount('inspections.conflicts', conflicts)}>
          {t('inspections.conflictsHint')}
        </Notice>
      )}
      <PatternPanel alert={summary} />
      <div className="alert-body">
        <Panel title={t('alerts.facts')}>
          {alertRecord.sections.map(({ key, fields }) => (
            <Facts key={key} rows={factRows(alertRecord, fields, draft.values)} />
          ))}
          <p className="alert-note">{t('alerts.protected')}</p>
        </Panel>
        <aside>
          <SimilarPanel alert={summary} go={go} />
          {decisions.length > 0 && <DecisionsPanel decisions={decisions} go={go} />}
          <ContactsPanel logId={id} />
        </aside>
      </div>
    </div>
  );
}

function State({ summary, now }: { readonly summary: AlertSummary; readonly now: number }) {
  const { state, urgent, children, receivedAt } = summary;
  return (
    <span className="alert-what">
      {state === 'new' ? <ClockBadge alert={summary} now={now} /> : <Badge kind="info">{stateText(state)}</Badge>}
      {urgent && (
        <Badge kind="error" icon="warning">
          {t('alerts.urgent')}
        </Badge>
      )}
      {children === 'yes' && <Badge kind="warn">{t('alerts.children')}</Badge>}
      {[`${formatDate(dateInHonduras(receivedAt))} ${timeInHonduras(receivedAt)}`, alertPlace(summary)]
        .filter((part) => part !== '')
        .join(' · ')}
    </span>
  );
}

/** What a case that comes of an alert begins with. Its origin is the office's own (ILO Convention 81, art. 15(c)). */
function startOfCase({ employer, municipality, urgent, children }: AlertSummary): Values {
  return {
    employerName: employer,
    department: municipality.slice(0, 2),
    municipality,
    origin: ALERT_ORIGIN,
    priority: urgent ? 'urgent' : 'high',
    childMatter: children === 'yes' ? 'yes' : '',
  };
}
