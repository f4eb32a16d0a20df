import { useState } from 'react';
import { parameterValueText } from '../../../shared/calculator/value-text.ts';
import type { Fine } from '../../../shared/catalog/entry.ts';
import { parameterAt, type ParameterOverrides } from '../../../shared/catalog/legal-parameters.ts';
import { infringementsOn, type InfringementOnDay } from '../../../shared/catalog/office-infringements.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, formatDate, type PlainDate } from '../../../shared/kernel/plain-date.ts';
import { readInfringements } from '../../db/infringements.ts';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { rolesThat } from '../../parts/role-text.ts';
import { useOfficeReading } from '../../parts/use-office-reading.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { InfringementDialog } from './infringement-dialog.tsx';

interface InfringementsPanelProps {
  readonly overrides: ParameterOverrides;
}

/** The infringements that an acta may name, how each is fined today, and how sure that is; the office's own too. */
export function InfringementsPanel({ overrides }: InfringementsPanelProps) {
  const { db, may } = useSession();
  const { value: notes, fault } = useOfficeReading(readInfringements);
  const [open, setOpen] = useState<InfringementOnDay | 'new'>();
  const fixed = !may('settings.write');
  const today = dateInHonduras(instantFrom(db.clock.now()));
  return (
    <Panel
      title={t('calculators.infringements')}
      flush
      actions={
        !fixed && (
          <Button icon="plus" onPress={() => setOpen('new')}>
            {t('calculators.addInfringement')}
          </Button>
        )
      }
    >
      <p className="calculators-note calculators-padded">
        {fixed ? t('calculators.readOnly', { roles: rolesThat('settings.write') }) : t('calculators.infringementsText')}
      </p>
      {fault && <FaultNotice fault={fault} />}
      {notes !== undefined && notes.unreadable > 0 && (
        <Notice kind="warn" live={false} title={tCount('calculators.unreadable', notes.unreadable)} />
      )}
      {notes && (
        <DataTable
          label={t('calculators.infringements')}
          rows={infringementsOn(today, notes.office)}
          rowKey={({ key }) => key}
          rowLabel={({ label }) => label}
          {...(fixed ? {} : { onOpen: setOpen })}
          columns={[
            {
              key: 'label',
              header: t('calculators.infringementLabel'),
              cell: ({ label, norm }) => (
                <>
                  {label}
                  <div className="calculators-note">{norm ?? t('calculators.noNorm')}</div>
                </>
              ),
            },
            {
              key: 'fine',
              header: t('calculators.fineToday'),
              width: '14rem',
              cell: ({ fine }) => fineText(fine, today, overrides),
            },
            { key: 'state', header: t('calculators.validity'), width: '10rem', cell: stateOf },
            {
              key: 'sure',
              header: t('calculators.column_sure'),
              width: '9rem',
              cell: ({ confidence }) => <ConfidenceBadge confidence={confidence} />,
            },
          ]}
        />
      )}
      {open && notes && (
        <InfringementDialog
          known={open === 'new' ? undefined : open}
          versions={open === 'new' ? [] : (notes.office[open.key] ?? [])}
          onClose={() => setOpen(undefined)}
          onChanged={() => setOpen(undefined)}
        />
      )}
    </Panel>
  );
}

function stateOf({ state, version }: InfringementOnDay) {
  if (version === undefined) return t('calculators.ofCatalogue');
  const from = t('calculators.sinceDate', { date: formatDate(version.from) });
  return state === 'offered' ? (
    from
  ) : (
    <>
      <Badge kind="neutral">{t(`calculators.state_${state}`)}</Badge> {from}
    </>
  );
}

function fineText(fine: Fine | undefined, on: PlainDate, overrides: ParameterOverrides): string {
  const value = (key: string): string => {
    const known = parameterAt(key, on, overrides);
    return known === undefined ? t('calculators.noValue') : parameterValueText(known.value, known.unit);
  };
  switch (fine?.kind) {
    case undefined:
      return t('calculators.fineAsNone');
    case 'fixed':
      return value(fine.amount);
    case 'share':
      return t('calculators.fineShare', { share: value(fine.share) });
    case 'perWorker':
      return t('calculators.finePerWorker', { amount: value(fine.amount) });
    case 'minimumWages':
      return t('calculators.fineWages', { least: value(fine.least), most: value(fine.most) });
  }
}
