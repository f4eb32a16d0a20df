import type { NumberedPiece } from '../../../shared/evidence/piece.ts';
import { useState } from 'react';
import { evidenceKinds, isRedrawn } from '../../../shared/evidence/sniff.ts';
import { withEnding } from '../../../shared/evidence/file-name.ts';
import { sha256, toHex } from '../../../shared/kernel/bytes.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { openEvidence } from '../../db/evidence.ts';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { useDeed } from '../use-deed.ts';
import { cleanCopy } from './clean-copy.ts';

interface ExportDialogProps {
  readonly caseId: string;
  readonly pieces: readonly NumberedPiece[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Says what will leave and in what shape, then lets copies out: one under a name of its own, several into a folder. */
export function ExportDialog({ caseId, pieces, onDone, onClose }: ExportDialogProps) {
  const { db } = useSession();
  const toast = useToasts();
  const [saved, setSaved] = useState(0);
  const { busy, fault, run } = useDeed();
  const redrawn = pieces.filter(({ piece }) => isRedrawn(piece.type));
  const asTheyAre = pieces.filter(({ piece }) => !isRedrawn(piece.type));

  async function save(): Promise<Result<readonly string[]>> {
    const chosen = pieces.length > 1 ? await host.chooseExportFolder({}) : undefined;
    if (chosen?.ok === false) return chosen;
    const names: string[] = [];
    // what left before one that failed is not let out again
    for (const one of pieces.slice(saved)) {
      const { piece } = one;
      const opened = await openEvidence(db, host, { caseId, piece, why: 'other' });
      if (!opened.ok) return opened;
      const copy = await cleanCopy(opened.value, piece.type);
      if (!copy.ok) return copy;
      const hash = toHex(await sha256(copy.value));
      const cleaned = isRedrawn(piece.type) ? 'copia sin metadatos' : 'copia exacta';
      const out = await host.saveEvidence({
        bytes: copy.value,
        suggestedName: exportName(one),
        ...(chosen === undefined ? {} : { folder: chosen.value.token }),
        // the chain of acts is in Spanish whatever the screens speak
        about: { caseId, documentId: piece.id, detail: `${cleaned}, SHA-256 ${hash}` },
      });
      if (!out.ok) return out;
      names.push(out.value.name);
      setSaved((before) => before + 1);
    }
    return ok(names);
  }

  return (
    <FormDialog
      title={tCount('evidence.exportTitle', pieces.length)}
      confirm={pieces.length > 1 ? t('evidence.exportToFolder') : t('evidence.exportAs')}
      busy={busy}
      fault={fault?.code === 'file/cancelled' ? undefined : fault}
      onConfirm={() =>
        void run(save, (names) => {
          const [only = ''] = names;
          const title =
            names.length === 1 ? t('evidence.exportedAs', { name: only }) : tCount('evidence.exported', names.length);
          toast({ kind: 'success', title });
          onDone();
          onClose();
        })
      }
      onClose={onClose}
    >
      {redrawn.length > 0 && <p>{tCount('evidence.exportRedrawn', redrawn.length)}</p>}
      {asTheyAre.length > 0 && (
        <Notice kind="warn" live={false} title={tCount('evidence.exportExact', asTheyAre.length)}>
          {t('evidence.exportExactHint', { names: asTheyAre.map(({ piece }) => piece.name).join('; ') })}
        </Notice>
      )}
      {redrawn.length > 0 && <p className="evidence-note">{t('evidence.exportHash')}</p>}
      <p className="evidence-note">{t('evidence.exportLogged')}</p>
    </FormDialog>
  );
}

/**
 * What a copy is called: its number and its name. The name of a file that leaves goes into the chain of acts, so that a
 * protected piece is called by its number alone.
 */
function exportName({ n, piece }: NumberedPiece): string {
  const { ending } = evidenceKinds[piece.type];
  const number = String(n).padStart(3, '0');
  return piece.isProtected ? `${number}${ending}` : `${number} ${withEnding(piece.name, ending)}`.slice(-240);
}
