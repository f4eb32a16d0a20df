import { useState } from 'react';
import { fail } from '../../../shared/kernel/result.ts';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { sourceOfChosen } from '../evidence/sources.ts';
import { takeIn } from '../evidence/take-in.ts';
import { useEvidence } from '../evidence/use-evidence.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { useDeed } from '../use-deed.ts';

interface ReceiptScanProps {
  readonly caseId: string;
  /** id of the piece; empty for none */
  readonly piece: string;
  readonly onPiece: (id: string) => void;
}

const NONE = '-';

/** The scan of a receipt: a piece of the case's evidence, one that is there or a file that is taken in now. */
export function ReceiptScan({ caseId, piece, onPiece }: ReceiptScanProps) {
  const { db } = useSession();
  const { evidence, fault: readFault, reload } = useEvidence(caseId);
  const { busy, fault, run } = useDeed();
  const [added, setAdded] = useState(false);
  const pieces = (evidence?.pieces ?? []).filter(({ inBin, id }) => !inBin || id === piece);

  function choose(): void {
    void run(
      async () => {
        const picked = await host.chooseEvidence({ what: 'files' });
        if (!picked.ok) return picked;
        const [file] = picked.value.files;
        if (file === undefined) return fail('file/cancelled');
        const { signal } = new AbortController();
        const source = sourceOfChosen(file, 'button');
        return await takeIn(db, host, source, { caseId, isProtected: false, signal, onProgress: () => undefined });
      },
      (taken) => {
        reload();
        setAdded(true);
        onPiece(taken.id);
      },
    );
  }

  const shown = fault?.code === 'file/cancelled' ? undefined : (fault ?? readFault);
  return (
    <>
      <div className="follow-scan">
        <Select
          label={t('followUp.piece')}
          options={[
            { key: NONE, label: t('followUp.pieceNone') },
            ...pieces.map(({ id, name }) => ({ key: id, label: name })),
          ]}
          value={piece === '' ? NONE : piece}
          onChange={(id) => onPiece(id === NONE ? '' : id)}
        />
        <Button icon="upload" busy={busy} onPress={choose}>
          {t('followUp.addScan')}
        </Button>
      </div>
      {added && shown === undefined && <Notice kind="success" title={t('followUp.scanAdded')} />}
      {shown && <FaultNotice fault={shown} />}
    </>
  );
}
