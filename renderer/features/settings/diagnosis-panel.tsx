import { useState } from 'react';
import { stateOf, worstOf, type Check, type CheckState } from '../../../shared/diagnosis/check.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { SlipDialog } from '../../parts/support/slip-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import type { OfficeSettings } from '../../db/settings.ts';
import { fill, findText, t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TestPageDialog } from './test-page-dialog.tsx';

const looks = {
  ok: { badge: 'success', notice: 'success' },
  warn: { badge: 'warn', notice: 'warn' },
  bad: { badge: 'error', notice: 'error' },
} as const satisfies Readonly<Record<CheckState, unknown>>;

/** Whether this computer is fit to work on, a page to try the printer with, and the slip for whoever gives support. */
export function DiagnosisPanel({ settings }: { readonly settings: OfficeSettings }) {
  const [checks, setChecks] = useState<readonly Check[]>();
  const [shown, setShown] = useState<'page' | 'slip'>();
  const { busy, fault, run } = useDeed();
  const look = (then: () => void = () => undefined): void =>
    void run(
      () => host.diagnose({}),
      (found) => {
        setChecks(found.checks);
        then();
      },
    );
  const close = (): void => setShown(undefined);

  return (
    <Panel title={t('diagnosis.title')}>
      <div className="office-stack">
        <p className="office-note">{t('diagnosis.intro')}</p>
        {checks && (
          <>
            <Notice kind={looks[worstOf(checks)].notice} title={t(`diagnosis.result.${worstOf(checks)}`)} />
            <CheckTable checks={checks} />
          </>
        )}
        {fault && <FaultNotice fault={fault} />}
        <div className="office-actions">
          <Button icon="check" busy={busy} onPress={() => look()}>
            {t(busy ? 'diagnosis.running' : 'diagnosis.run')}
          </Button>
          <Button
            icon="print"
            disabled={busy}
            onPress={() => (checks ? setShown('page') : look(() => setShown('page')))}
          >
            {t('diagnosis.page')}
          </Button>
          <Button disabled={busy} onPress={() => setShown('slip')}>
            {t('diagnosis.slip')}
          </Button>
        </div>
      </div>
      {shown === 'page' && checks && <TestPageDialog checks={checks} settings={settings} onClose={close} />}
      {shown === 'slip' && <SlipDialog onClose={close} />}
    </Panel>
  );
}

function CheckTable({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <DataTable
      label={t('diagnosis.table')}
      rows={checks}
      rowKey={({ name }) => name}
      rowLabel={({ name }) => t(`diagnosis.name.${name}`)}
      columns={[
        { key: 'what', header: t('diagnosis.what'), width: '13rem', cell: ({ name }) => t(`diagnosis.name.${name}`) },
        {
          key: 'state',
          header: t('diagnosis.state'),
          width: '7rem',
          cell: (one) => <Badge kind={looks[stateOf(one)].badge}>{t(`diagnosis.${stateOf(one)}`)}</Badge>,
        },
        { key: 'found', header: t('diagnosis.found'), cell: foundText },
      ]}
    />
  );
}

/** Names of outcomes are put together at run time; a test sees to it that every one has its sentence. */
function foundText({ name, outcome, facts }: Check): string {
  return fill(findText(`diagnosis.found.${name}.${outcome}`) ?? outcome, facts);
}
