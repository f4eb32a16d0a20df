import { useCallback } from 'react';
import type { Check } from '../../../shared/diagnosis/check.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { buildDiagnosisPage } from '../../../shared/report/diagnosis-page.ts';
import { diagnosisText } from '../../../shared/report/text/diagnosis.ts';
import type { OfficeSettings } from '../../db/settings.ts';
import { host } from '../../host.ts';
import { ReportDialog } from '../../parts/report-dialog.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';

interface TestPageDialogProps {
  readonly checks: readonly Check[];
  readonly settings: OfficeSettings;
  readonly onClose: () => void;
}

/** The page on which letters and a printer are tried, as it will be printed. */
export function TestPageDialog({ checks, settings, onClose }: TestPageDialogProps) {
  const { db, office } = useSession();
  const makeReport = useCallback(() => {
    const { letterhead, paper } = settings;
    const madeAt = instantFrom(db.clock.now());
    return Promise.resolve(buildDiagnosisPage({ office: { name: office.name, letterhead }, madeAt, paper, checks }));
  }, [db, office, settings, checks]);
  return (
    <ReportDialog
      title={t('diagnosis.pageTitle')}
      hint={t('diagnosis.pageHint')}
      close={t('diagnosis.close')}
      making={t('diagnosis.pageMaking')}
      makeReport={makeReport}
      acts={[
        {
          key: 'print',
          label: t('diagnosis.print'),
          icon: 'print',
          // the chain of acts is in Spanish whatever the screens speak
          run: (pdf) => host.printDocument({ pdf, about: { detail: diagnosisText.page.title } }),
        },
      ]}
      onClose={onClose}
    />
  );
}
