import { useCallback } from 'react';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { shippedProcedure, stateLabel, caseStates } from '../../../shared/procedure/procedure.ts';
import type { PeriodCounts } from '../../../shared/report/period-counts.ts';
import { buildPeriodReport } from '../../../shared/report/period-report.ts';
import type { Report } from '../../../shared/report/report.ts';
import { periodText } from '../../../shared/report/text/period-report.ts';
import type { OfficeSettings } from '../../db/settings.ts';
import { ReportDialog } from '../../parts/report-dialog.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import type { Period } from './periods.ts';
import { usePaperActs } from '../../parts/use-paper-acts.ts';

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
  const acts = usePaperActs({
    suggestedName: `informe-${key}.pdf`,
    about: { detail: `${periodText.titles[kind]}: ${key}` },
  });
  return (
    <ReportDialog
      title={t(kind === 'year' ? 'numbers.periodTitleYear' : 'numbers.periodTitleMonth')}
      hint={t('numbers.periodHint')}
      close={t('numbers.close')}
      making={t('numbers.making')}
      makeReport={makeReport}
      acts={acts}
      onClose={onClose}
    />
  );
}
