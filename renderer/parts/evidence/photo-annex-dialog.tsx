import type { NumberedPiece } from '../../../shared/evidence/piece.ts';
import { useCallback, useState } from 'react';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import {
  buildPhotoAnnex,
  type AnnexAddressee,
  type CaseNames,
  type LeftOut,
} from '../../../shared/report/photo-annex.ts';
import type { Report } from '../../../shared/report/report.ts';
import { openEvidence } from '../../db/evidence.ts';
import { readOffice } from '../../db/settings.ts';
import { host } from '../../host.ts';
import { createPictureDrawer } from '../../pictures/draw-pictures.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import type { Making } from '../render-report.ts';
import { ReportDialog } from '../report-dialog.tsx';
import { usePaperActs } from '../use-paper-acts.ts';
import { gatherPhotos } from './gather-photos.ts';

interface PhotoAnnexDialogProps {
  readonly caseId: string;
  readonly about: CaseNames;
  /** those that were chosen, or all */
  readonly pieces: readonly NumberedPiece[];
  /** protected pieces that are not open here */
  readonly closed: number;
  readonly people: ReadonlyMap<string, string>;
  readonly onClose: () => void;
}

/** The photographs of a case on paper, for its file or for the employer: to be printed or saved. */
export function PhotoAnnexDialog({ caseId, about, pieces, closed, people, onClose }: PhotoAnnexDialogProps) {
  const { db, person, office } = useSession();
  const [addressee, setAddressee] = useState<AnnexAddressee>('file');
  const [leftOut, setLeftOut] = useState<readonly LeftOut[]>([]);
  // what is shown stays what it was made of, whatever comes into the case meanwhile
  const [asked] = useState({ about, pieces, closed, people });
  const makeReport = useCallback(
    async (making: Making): Promise<Report> => {
      const settings = await readOffice(db);
      // a letterhead that cannot be read now is replaced by the office's name
      const { letterhead = [], paper = 'letter' } = settings.ok ? settings.value : {};
      const drawer = createPictureDrawer();
      making.signal?.addEventListener('abort', drawer.end, { once: true });
      const steps = {
        open: (piece: NumberedPiece['piece']) => openEvidence(db, host, { caseId, piece, why: 'view' }),
        draw: drawer.draw,
        nameOf: (id: string) => asked.people.get(id) ?? id,
      };
      const gathered = await gatherPhotos(steps, asked.pieces, making);
      drawer.end();
      setLeftOut(gathered.leftOut);
      return await buildPhotoAnnex({
        office: { name: office.name, code: office.code, letterhead },
        ...{ person, caseId, about: asked.about, addressee, ...gathered, closed: asked.closed, paper },
        madeAt: instantFrom(db.clock.now()),
      });
    },
    [db, person, office, caseId, addressee, asked],
  );
  // the chain of acts is in Spanish whatever the screens speak
  const detail = addressee === 'employer' ? 'Anexo fotográfico para el patrono' : 'Anexo fotográfico';
  const act = { caseId, detail: `${detail}: ${pieces.length} piezas` };
  // a name of a file is seen by more people than the paper
  const acts = usePaperActs({ suggestedName: `${t('evidence.annexTitle')}.pdf`, about: act });
  return (
    <ReportDialog
      title={t('evidence.annexTitle')}
      hint={addressee === 'employer' ? t('evidence.annexHintEmployer') : t('evidence.annexHint')}
      close={t('common.close')}
      making={t('evidence.annexMaking')}
      makeReport={makeReport}
      choices={
        <>
          <Select
            label={t('evidence.annexFor')}
            options={[
              { key: 'file', label: t('evidence.annexForFile') },
              { key: 'employer', label: t('evidence.annexForEmployer') },
            ]}
            value={addressee}
            onChange={setAddressee}
          />
          {leftOut.length > 0 && (
            <Notice kind="info" live={false} title={tCount('evidence.annexLeftOut', leftOut.length)}>
              <ul>
                {leftOut.map(({ n, why }) => (
                  <li key={n}>{t(`evidence.annexWhy_${why}`, { n })}</li>
                ))}
              </ul>
            </Notice>
          )}
        </>
      }
      acts={acts}
      onClose={onClose}
    />
  );
}
