import { useCallback } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { blocksOf } from '../../../shared/record/number-blocks.ts';
import { formatNumber } from '../../../shared/record/numbering.ts';
import { buildNumberRegister } from '../../../shared/report/number-register.ts';
import type { Report } from '../../../shared/report/report.ts';
import { shortCode } from '../../db/number-register.ts';
import type { CounterReport } from '../../db/number-report.ts';
import { inForce } from '../../db/numbers.ts';
import type { OfficeSettings } from '../../db/settings.ts';
import { ReportDialog } from '../../parts/report-dialog.tsx';
import { useSession } from '../../session.tsx';
import { es } from '../../text/es.ts';
import { fill, t } from '../../text/index.ts';
import { nameOf } from './number-texts.ts';
import { usePaperActs } from '../../parts/use-paper-acts.ts';

interface NumberPrintDialogProps {
  readonly report: CounterReport;
  readonly settings: OfficeSettings;
  readonly people: readonly Person[];
  readonly onClose: () => void;
}

/** The register of a counter as a paper: to be printed or saved for the archive. */
export function NumberPrintDialog({ report, settings, people, onClose }: NumberPrintDialogProps) {
  const { db, person, office } = useSession();
  const { type, year, view } = report;
  const makeReport = useCallback((): Promise<Report> => {
    const { letterhead, paper } = settings;
    const { numberTemplate, acronym } = inForce(settings);
    const paperOf = buildNumberRegister({
      office: { name: office.name, code: office.code, letterhead },
      person,
      ...{ type, year, report, paper },
      example: formatNumber(numberTemplate, { acronym, type, office: office.code, year, sequence: 1 }),
      blocks: blocksOf(view),
      // papers are in Spanish whatever the screens speak
      computerName: (id) =>
        id === db.installationId
          ? es['numbers.thisComputer']
          : fill(es['numbers.computerUnnamed'], { code: shortCode(id) }),
      personName: (id) => nameOf(id, people),
      madeAt: instantFrom(db.clock.now()),
    });
    return Promise.resolve(paperOf);
  }, [db, person, office, settings, people, report, type, year, view]);
  const acts = usePaperActs({
    suggestedName: `${t('numbers.fileName', { type, year })}.pdf`,
    about: { detail: `Registro de números: ${type} ${year}` },
  });
  return (
    <ReportDialog
      title={t('numbers.printTitle')}
      hint={t('numbers.printHint')}
      close={t('numbers.close')}
      making={t('numbers.making')}
      makeReport={makeReport}
      acts={acts}
      onClose={onClose}
    />
  );
}
