import { useCallback } from 'react';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { buildBlankForm, type BlankFormInput } from '../../../shared/report/blank-form.ts';
import type { Report } from '../../../shared/report/report.ts';
import { readOffice } from '../../db/settings.ts';
import { host } from '../../host.ts';
import { ReportDialog } from '../../parts/report-dialog.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { useToasts } from '../../ui/toasts.tsx';

interface BlankFormDialogProps {
  readonly part: BlankFormInput['part'];
  readonly onClose: () => void;
}

/** The form of an inspection to be filled in by hand, with a line for its number. It is about no case. */
export function BlankFormDialog({ part, onClose }: BlankFormDialogProps) {
  const { db, office } = useSession();
  const toast = useToasts();
  const makeReport = useCallback(async (): Promise<Report> => {
    const settings = await readOffice(db);
    // without the settings it still has the office's name, and is good for writing on
    const { letterhead, paper } = settings.ok ? settings.value : { letterhead: [], paper: 'letter' as const };
    const madeAt = instantFrom(db.clock.now());
    return buildBlankForm({
      kind: inspection,
      part,
      office: { name: office.name, letterhead },
      number: '',
      madeAt,
      paper,
    });
  }, [db, office, part]);
  const about = { detail: ABOUT[part] };
  return (
    <ReportDialog
      title={`${t('writing.blankTitle')}: ${t(`writing.blank_${part}`)}`}
      hint={t(part === 'form' ? 'writing.blankHint' : 'writing.blankAnnexHint')}
      close={t('inspections.close')}
      making={t('inspections.making')}
      makeReport={makeReport}
      acts={[
        {
          key: 'save',
          label: t('writing.blankSave'),
          icon: 'download',
          run: async (pdf) => {
            const saved = await host.saveDocument({ pdf, suggestedName: FILE[part], about });
            if (saved.ok) toast({ kind: 'success', title: t('writing.blankSaved', { name: saved.value.name }) });
            return saved;
          },
        },
        {
          key: 'print',
          label: t('writing.blankPrint'),
          icon: 'print',
          run: (pdf) => host.printDocument({ pdf, about }),
        },
      ]}
      onClose={onClose}
    />
  );
}

/** For the chain of acts, which is in Spanish whatever the screens speak. */
const ABOUT = { form: 'Formulario en blanco', annex: 'Formulario en blanco: anexo reservado' } as const;
const FILE = { form: 'formulario-de-inspeccion.pdf', annex: 'anexo-reservado.pdf' } as const;
