import { useCallback } from 'react';
import { numberPieces, type CaseEvidence, type Piece } from '../../../shared/evidence/piece.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { buildEvidenceSheet, type SheetPiece } from '../../../shared/report/evidence-sheet.ts';
import type { Report } from '../../../shared/report/report.ts';
import { readOffice } from '../../db/settings.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { ReportDialog } from '../report-dialog.tsx';
import { usePaperActs } from '../use-paper-acts.ts';

interface EvidenceSheetDialogProps {
  readonly caseId: string;
  readonly caseName: string;
  readonly evidence: CaseEvidence;
  readonly people: ReadonlyMap<string, string>;
  readonly onClose: () => void;
}

/** The sheet with the hashes of all evidence of a case: to be printed or saved for the file. */
export function EvidenceSheetDialog({ caseId, caseName, evidence, people, onClose }: EvidenceSheetDialogProps) {
  const { db, person, office } = useSession();
  const makeReport = useCallback(async (): Promise<Report> => {
    const settings = await readOffice(db);
    // a letterhead that cannot be read now is replaced by the office's name
    const { letterhead = [], paper = 'letter' } = settings.ok ? settings.value : {};
    const pieces = numberPieces(evidence).pieces.map(({ n, piece }): SheetPiece => {
      return { ...withoutSecrets(piece), n, addedBy: people.get(piece.addedBy) ?? piece.addedBy };
    });
    return await buildEvidenceSheet({
      office: { name: office.name, code: office.code, letterhead },
      person,
      caseId,
      caseName,
      pieces,
      closed: evidence.closed.length,
      madeAt: instantFrom(db.clock.now()),
      paper,
    });
  }, [db, person, office, caseId, caseName, evidence, people]);
  const about = { caseId, detail: 'Hoja de hashes de la evidencia' };
  const acts = usePaperActs({
    suggestedName: `${t('evidence.sheetFile', { name: caseName }).slice(0, 110)}.pdf`,
    about,
  });
  return (
    <ReportDialog
      title={t('evidence.sheet')}
      hint={t('evidence.sheetHint')}
      close={t('common.close')}
      making={t('evidence.sheetMaking')}
      makeReport={makeReport}
      acts={acts}
      onClose={onClose}
    />
  );
}

/** By name, so that nothing that a piece may come to have gets on paper by itself. */
function withoutSecrets(piece: Piece): Omit<SheetPiece, 'n' | 'addedBy'> {
  const { id, isProtected, name, type, size, sha256, takenAt, takenFrom, from, addedAt, inBin } = piece;
  return { id, isProtected, name, type, size, sha256, takenAt, takenFrom, from, addedAt, inBin };
}
