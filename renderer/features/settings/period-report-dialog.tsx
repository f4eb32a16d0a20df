import { useCallback } from 'react';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { shippedProcedure, stateLabel, caseStates } from '../../../shared/procedure/procedure.ts';
import type { PeriodCounts } from '../../../shared/report/period-counts.ts';
import { buildPeriodReport } from '../../../shared/report/period-report.ts';
import type { Report } from '../../../shared/report/report.ts';
import { periodText } from '../../../shared/report/text/period-report.ts';
import type { OfficeSettings } from '../../db/settings.ts';
import { host } from '../../host.ts';
import { ReportDialog } from '../../parts/report-dialog.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { useToasts } from '../../ui/toasts.tsx';
import type { Period } from './periods.ts';

interface PeriodReportDialogProps {
  readonly period: Period;
  readonly counts: PeriodCounts;
  readonly months: readonly PeriodCounts[];
  readonly settings: OfficeSettings;
  readonly onClose: () => void;
}

/** The report of a month or a year as a paper: to be printed or saved. */
export function PeriodReportDialog({ period, counts, months, settings, onClose }: PeriodReportDialogProps) {
  const { db, person, office } = useSession();
  const toast = useToasts();
  const { kind, from, to, key } = period;
  const makeReport = useCallback((): Promise<Report> => {
    const { letterhead, paper } = settings;
    const report = buildPeriodReport({
      office: { name: office.name, letterhead },
      ...{ person, kind, from, to, counts, months, paper },
      // states keep their names in every version, but for what an office calls them
      stageLabel: (stage) => {
        const state = caseStates.find((one) => one === stage);
        return state === undefined ? stage : stateLabel(shippedProcedure, state);
      },
      madeAt: instantFrom(db.clock.now()),
    });
    return Promise.resolve(report);
  }, [db, person, office, settings, kind, from, to, counts, months]);
  // for the chain of acts, which is in Spanish whatever the screens speak
  const about = { detail: `${periodText.titles[kind]}: ${key}` };
  return (
    <ReportDialog
      title={t(kind === 'year' ? 'numbers.periodTitleYear' : 'numbers.periodTitleMonth')}
      hint={t('numbers.periodHint')}
      close={t('numbers.close')}
      making={t('numbers.making')}
      makeReport={makeReport}
      acts={[
        {
          key: 'save',
          label: t('numbers.save'),
          icon: 'download',
          run: async (pdf) => {
            const saved = await host.saveDocument({ pdf, suggestedName: `informe-${key}.pdf`, about });
            if (saved.ok) toast({ kind: 'success', title: t('numbers.savedAs', { name: saved.value.name }) });
            return saved;
          },
        },
        {
          key: 'print',
          label: t('numbers.printNow'),
          icon: 'print',
          run: async (pdf) => {
            const printed = await host.printDocument({ pdf, about });
            if (!printed.ok) return printed;
            toast({ kind: 'success', title: t('numbers.printed') });
            return ok({});
          },
        },
      ]}
      onClose={onClose}
    />
  );
}
