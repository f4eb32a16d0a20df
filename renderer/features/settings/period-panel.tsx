import { useState } from 'react';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { countMonths, countPeriod, type PeriodCounts } from '../../../shared/report/period-counts.ts';
import { readPeriod } from '../../db/period-facts.ts';
import type { OfficeSettings } from '../../db/settings.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { PeriodReportDialog } from './period-report-dialog.tsx';
import { recentPeriods, type Period } from './periods.ts';

/** Counts of a month or a year, made into a paper without names. */
export function PeriodPanel({ settings }: { readonly settings: OfficeSettings }) {
  const { db } = useSession();
  const { busy, fault, run } = useDeed();
  const periods = recentPeriods(dateInHonduras(instantFrom(db.clock.now())));
  const [key, setKey] = useState(periods[0]?.key ?? '');
  const [made, setMade] = useState<{
    readonly period: Period;
    readonly counts: PeriodCounts;
    readonly months: readonly PeriodCounts[];
  }>();
  const period = periods.find((one) => one.key === key);

  function make(): void {
    if (period === undefined) return;
    void run(
      async () => {
        const cases = await readPeriod(db, period);
        return cases.ok ? ok({ counts: countPeriod(cases.value), months: countMonths(cases.value) }) : cases;
      },
      (counted) => setMade({ period, ...counted }),
    );
  }

  return (
    <Panel title={t('numbers.periods')}>
      <div className="office-form">
        <p className="office-note">{t('numbers.periodsHint')}</p>
        <Select
          label={t('numbers.period')}
          options={periods.map((one) => ({ key: one.key, label: periodLabel(one) }))}
          value={key}
          onChange={setKey}
        />
        <div>
          <Button icon="document" busy={busy} onPress={make}>
            {t('numbers.makePeriod')}
          </Button>
        </div>
      </div>
      {fault && <FaultNotice fault={fault} />}
      {made && <PeriodReportDialog {...made} settings={settings} onClose={() => setMade(undefined)} />}
    </Panel>
  );
}

function periodLabel({ kind, key }: Period): string {
  return kind === 'year'
    ? t('numbers.periodYear', { year: key })
    : t('numbers.periodMonth', { month: key.slice(5), year: key.slice(0, 4) });
}
