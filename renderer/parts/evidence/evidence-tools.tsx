import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';

interface EvidenceToolsProps {
  readonly writes: boolean;
  /** files are coming in: what is chosen meanwhile would wait behind them */
  readonly busy: boolean;
  readonly hasPieces: boolean;
  readonly onAdd: () => void;
  readonly onCamera: () => void;
  readonly onSheet: () => void;
  readonly onAnnex: () => void;
}

/** Buttons of the panel. */
export function EvidenceTools({ writes, busy, hasPieces, onAdd, onCamera, onSheet, onAnnex }: EvidenceToolsProps) {
  return (
    <div className="evidence-tools">
      {writes && (
        <>
          <Button icon="plus" size="small" disabled={busy} onPress={onAdd}>
            {t('evidence.add')}
          </Button>
          <Button icon="upload" size="small" disabled={busy} onPress={onCamera}>
            {t('evidence.camera')}
          </Button>
        </>
      )}
      {hasPieces && (
        <>
          <Button icon="print" size="small" onPress={onSheet}>
            {t('evidence.sheet')}
          </Button>
          <Button icon="print" size="small" onPress={onAnnex}>
            {t('evidence.annex')}
          </Button>
        </>
      )}
    </div>
  );
}
