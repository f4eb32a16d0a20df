import { useCallback, useMemo, useState } from 'react';
import { numberPieces, type NumberedPiece, type Piece } from '../../../shared/evidence/piece.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { CaseNames } from '../../../shared/report/photo-annex.ts';
import type { RecordName } from '../../../shared/record/record-name.ts';
import { restoreEvidence } from '../../db/evidence.ts';
import { beginProtected } from '../../db/protected.ts';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { CameraDialog } from './camera-dialog.tsx';
import { EvidenceBin } from './evidence-bin.tsx';
import { EvidenceGrid } from './evidence-grid.tsx';
import './evidence.css';
import { EvidenceIntake } from './evidence-intake.tsx';
import { EvidenceSheetDialog } from './evidence-sheet-dialog.tsx';
import { EvidenceTools } from './evidence-tools.tsx';
import { EvidenceViewer } from './evidence-viewer.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { PaperDialog } from './paper-dialog.tsx';
import { PaperNotice } from './paper-notice.tsx';
import { PhotoAnnexDialog } from './photo-annex-dialog.tsx';
import { sourceOfChosen, type Source } from './sources.ts';
import type { EvidenceState } from './use-evidence.ts';
import { useIntake } from './use-intake.ts';
import { useDrop, usePaste } from './use-ways-in.ts';

export interface EvidencePanelProps {
  readonly caseId: string;
  readonly state: EvidenceState;
  /** how the case is called on papers about its evidence */
  readonly about: CaseNames;
  /** the case takes nothing more; what is there can be looked at and taken out */
  readonly readOnly: boolean;
  /** the record beside it on the screen */
  readonly record?: RecordName;
}

/** The evidence of a case: what there is, how more comes in, what leaves, and a sheet with the hashes of all of it. */
export function EvidencePanel({ caseId, state, about, readOnly, record }: EvidencePanelProps) {
  const { db, may } = useSession();
  const toast = useToasts();
  const { evidence, protection, people, fault: readFault, reload } = state;
  const { coming, refused, take, cancel, clear } = useIntake(caseId);
  const [fault, setFault] = useState<Fault>();
  const [wantsProtected, setWantsProtected] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<string>();
  const [dialog, setDialog] = useState<'camera' | 'sheet' | 'annex' | 'export' | 'paper'>();
  const writes = !readOnly && may('case.write');
  const exports = may('document.export');

  const takeAll = useCallback(
    async (sources: readonly Source[]): Promise<void> => {
      if (sources.length === 0) return;
      setFault(undefined);
      if (wantsProtected) {
        const begun = await beginProtected(db, caseId);
        if (!begun.ok) {
          setFault(begun.fault);
          return;
        }
      }
      const added = await take(sources, wantsProtected);
      reload();
      if (added > 0) toast({ kind: 'success', title: tCount('evidence.added', added) });
    },
    [db, caseId, wantsProtected, take, reload, toast],
  );
  const onFiles = useCallback((sources: readonly Source[]) => void takeAll(sources), [takeAll]);
  const drop = useDrop(writes, onFiles);
  usePaste(writes, onFiles);

  async function chooseFiles(): Promise<void> {
    const picked = await host.chooseEvidence({ what: 'files' });
    if (picked.ok) return takeAll(picked.value.files.map((file) => sourceOfChosen(file, 'button')));
    if (picked.fault.code !== 'file/cancelled') setFault(picked.fault);
  }

  const numbered = useMemo(
    (): readonly NumberedPiece[] => (evidence === undefined ? [] : numberPieces(evidence).pieces),
    [evidence],
  );
  const here = useMemo(() => numbered.filter(({ piece }) => !piece.inBin), [numbered]);
  const binned = numbered.filter(({ piece }) => piece.inBin);
  const selected = here.filter(({ piece }) => chosen.has(piece.id));
  const shown = numbered.find(({ piece }) => piece.id === open);
  const shownFault = fault ?? readFault;
  const closedCount = evidence?.closed.length ?? 0;

  const choose = useCallback((id: string, isChosen: boolean): void => {
    setChosen((before) => new Set([...before].filter((one) => one !== id).concat(isChosen ? [id] : [])));
  }, []);

  async function takeBack(piece: Piece): Promise<void> {
    const done = await restoreEvidence(db, caseId, piece);
    setFault(done.ok ? undefined : done.fault);
    reload();
  }

  return (
    <Panel
      title={t('evidence.title')}
      className={classNames('evidence-panel', drop.over && 'evidence-over')}
      actions={
        <EvidenceTools
          writes={writes}
          busy={coming !== undefined}
          hasPieces={numbered.length > 0}
          onAdd={() => void chooseFiles()}
          onCamera={() => setDialog('camera')}
          onSheet={() => setDialog('sheet')}
          onAnnex={() => setDialog('annex')}
        />
      }
    >
      <div className="evidence-body" {...drop.handlers}>
        {shownFault && <FaultNotice fault={shownFault} onClose={() => setFault(undefined)} />}
        {writes && (
          <EvidenceIntake
            protection={protection}
            wantsProtected={wantsProtected}
            onProtected={setWantsProtected}
            coming={coming}
            refused={refused}
            onCancel={cancel}
            onClear={clear}
          />
        )}
        {closedCount > 0 && (
          <Notice
            kind="info"
            live={false}
            title={tCount('evidence.closed', closedCount)}
            actions={
              <Button size="small" onPress={reload}>
                {t('evidence.lookAgain')}
              </Button>
            }
          >
            {t('evidence.closedHint')}
          </Notice>
        )}
        {evidence === undefined && readFault === undefined && <Spinner label={t('evidence.loading')} />}
        {evidence !== undefined && here.length === 0 && (
          <EmptyState icon="document" title={t('evidence.empty')}>
            {writes ? t('evidence.emptyHint') : undefined}
          </EmptyState>
        )}
        <PaperNotice pieces={here.map(({ piece }) => piece)} />
        {here.length > 0 && <EvidenceGrid pieces={here} chosen={chosen} onChoose={choose} onOpen={setOpen} />}
        {selected.length > 0 && (exports || writes) && (
          <div className="evidence-selection">
            <span>{tCount('evidence.chosen', selected.length)}</span>
            {exports && (
              <Button icon="download" onPress={() => setDialog('export')}>
                {t('evidence.exportChosen')}
              </Button>
            )}
            {writes && (
              <Button icon="document" onPress={() => setDialog('paper')}>
                {t('evidence.paperChosen')}
              </Button>
            )}
            <Button kind="quiet" onPress={() => setChosen(new Set())}>
              {t('evidence.chooseNone')}
            </Button>
          </div>
        )}
        <EvidenceBin pieces={binned} writes={writes} onOpen={setOpen} onRestore={(piece) => void takeBack(piece)} />
      </div>
      {shown && (
        <EvidenceViewer
          caseId={caseId}
          shown={shown}
          all={shown.piece.inBin ? binned : here}
          people={people}
          writes={writes}
          exports={exports}
          onShow={setOpen}
          onChanged={reload}
          onClose={() => setOpen(undefined)}
        />
      )}
      {dialog === 'camera' && (
        <CameraDialog
          pieces={evidence?.pieces ?? []}
          onTake={(sources) => {
            setDialog(undefined);
            onFiles(sources);
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'export' && (
        <ExportDialog
          caseId={caseId}
          pieces={selected}
          onDone={() => setChosen(new Set())}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'paper' && (
        <PaperDialog
          caseId={caseId}
          chosen={selected}
          all={here.map(({ piece }) => piece)}
          record={record}
          onDone={() => {
            setDialog(undefined);
            setChosen(new Set());
            reload();
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'annex' && evidence && (
        <PhotoAnnexDialog
          caseId={caseId}
          about={about}
          pieces={selected.length > 0 ? selected : here}
          closed={evidence.closed.length}
          people={people}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'sheet' && evidence && (
        <EvidenceSheetDialog
          caseId={caseId}
          caseName={about.number || about.employer || t('inspections.unnamed')}
          evidence={evidence}
          people={people}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Panel>
  );
}
