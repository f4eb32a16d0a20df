import type { NumberedPiece } from '../../../shared/evidence/piece.ts';
import { useCallback, useEffect, useState } from 'react';
import { evidenceLimits } from '../../../shared/catalog/evidence-limits.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { binEvidence, editEvidence, openEvidence, restoreEvidence } from '../../db/evidence.ts';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { formatInstant, sizeText } from '../format.ts';
import { useDeed } from '../use-deed.ts';
import { CustodyList } from './custody-list.tsx';
import { takenText, typeText } from './evidence-text.ts';
import { ExportDialog } from './export-dialog.tsx';
import { PieceView } from './piece-view.tsx';

interface EvidenceViewerProps {
  readonly caseId: string;
  readonly shown: NumberedPiece;
  /** among which one can go back and forth */
  readonly all: readonly NumberedPiece[];
  readonly people: ReadonlyMap<string, string>;
  readonly writes: boolean;
  readonly exports: boolean;
  readonly onShow: (id: string) => void;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** One piece, whole: opened in memory, compared with its hash, and the looking written down. */
export function EvidenceViewer(props: EvidenceViewerProps) {
  const { caseId, shown, all, people, writes, exports, onShow, onChanged, onClose } = props;
  const { n, piece } = shown;
  const { db } = useSession();
  const [opened, setOpened] = useState<{ readonly id: string; readonly bytes: Bytes }>();
  const [fault, setFault] = useState<Fault>();
  const [turn, setTurn] = useState(0);
  const [exporting, setExporting] = useState(false);
  const { busy, fault: deedFault, run } = useDeed();
  const changed = useCallback(() => {
    setTurn((before) => before + 1);
    onChanged();
  }, [onChanged]);

  const { id } = piece;
  useEffect(() => {
    let left = false;
    setFault(undefined);
    void openEvidence(db, host, { caseId, piece, why: 'view' }).then((read) => {
      if (left) return;
      if (read.ok) setOpened({ id, bytes: read.value });
      else setFault(read.fault);
      setTurn((before) => before + 1);
    });
    return () => {
      left = true;
    };
    // a change of its note is no second look
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [db, caseId, id]);

  const at = all.findIndex((one) => one.piece.id === id);
  const [before, after] = [all[at - 1]?.piece.id, all[at + 1]?.piece.id];
  const bytes = opened?.id === id ? opened.bytes : undefined;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('evidence.viewTitle', { n, name: piece.name })}
      actions={
        <>
          {writes && !piece.inBin && (
            <Button
              icon="trash"
              disabled={busy}
              onPress={() => void run(() => binEvidence(db, caseId, piece), onClosed)}
            >
              {t('evidence.toBin')}
            </Button>
          )}
          {writes && piece.inBin && (
            <Button
              icon="undo"
              disabled={busy}
              onPress={() => void run(() => restoreEvidence(db, caseId, piece), onClosed)}
            >
              {t('evidence.takeBack')}
            </Button>
          )}
          {exports && (
            <Button icon="download" onPress={() => setExporting(true)}>
              {t('evidence.export')}
            </Button>
          )}
          <Button kind="primary" onPress={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <div className="evidence-viewer">
        <div className="evidence-stage">
          {fault && <FaultNotice fault={fault} />}
          {bytes === undefined && fault === undefined && <Spinner size={24} label={t('evidence.opening')} />}
          {bytes && <PieceView key={id} piece={piece} bytes={bytes} />}
          <div className="evidence-turning">
            <IconButton
              icon="chevronLeft"
              label={t('evidence.before')}
              disabled={before === undefined}
              onPress={() => before !== undefined && onShow(before)}
            />
            <span>{t('evidence.place', { n: at + 1, total: all.length })}</span>
            <IconButton
              icon="chevronRight"
              label={t('evidence.after')}
              disabled={after === undefined}
              onPress={() => after !== undefined && onShow(after)}
            />
          </div>
        </div>
        <aside className="evidence-side">
          <Facts
            rows={[
              [t('evidence.fact_type'), typeText(piece.type)],
              [
                t('evidence.fact_size'),
                piece.width === undefined
                  ? sizeText(piece.size)
                  : `${sizeText(piece.size)}, ${piece.width} × ${piece.height ?? 0}`,
              ],
              [t('evidence.fact_taken'), takenText(piece)],
              [t('evidence.fact_from'), t(`evidence.way_${piece.from}`)],
              [
                t('evidence.fact_added'),
                `${formatInstant(piece.addedAt)}, ${people.get(piece.addedBy) ?? piece.addedBy}`,
              ],
              [
                t('evidence.fact_sha256'),
                <span key="hash" className="evidence-hash">
                  {piece.sha256}
                </span>,
              ],
            ]}
          />
          <NoteEditor key={id} note={piece.note} writes={writes} busy={busy} onSave={saveNote} />
          {deedFault && <FaultNotice fault={deedFault} />}
          <h3 className="evidence-heading">{t('evidence.custody')}</h3>
          <CustodyList caseId={caseId} piece={piece} people={people} turn={turn} />
        </aside>
      </div>
      {exporting && (
        <ExportDialog caseId={caseId} pieces={[shown]} onDone={changed} onClose={() => setExporting(false)} />
      )}
    </Dialog>
  );

  function saveNote(note: string): void {
    void run(() => editEvidence(db, caseId, piece, { note }), changed);
  }

  function onClosed(): void {
    onChanged();
    onClose();
  }
}

interface NoteEditorProps {
  readonly note: string;
  readonly writes: boolean;
  readonly busy: boolean;
  readonly onSave: (note: string) => void;
}

/** What a person wrote about a piece. */
function NoteEditor({ note, writes, busy, onSave }: NoteEditorProps) {
  const [text, setText] = useState(note);
  if (!writes) return note === '' ? null : <p className="evidence-written">{note}</p>;
  return (
    <div className="evidence-note-editor">
      <TextArea
        label={t('evidence.note')}
        hint={t('evidence.noteHint')}
        value={text}
        onChange={setText}
        maxLength={evidenceLimits.maxNote}
        rows={2}
      />
      {text.trim() !== note && (
        <Button size="small" icon="save" busy={busy} onPress={() => onSave(text.trim())}>
          {t('evidence.saveNote')}
        </Button>
      )}
    </div>
  );
}
