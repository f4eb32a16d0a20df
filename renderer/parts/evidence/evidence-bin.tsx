import type { NumberedPiece, Piece } from '../../../shared/evidence/piece.ts';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';

interface EvidenceBinProps {
  readonly pieces: readonly NumberedPiece[];
  readonly writes: boolean;
  readonly onOpen: (id: string) => void;
  readonly onRestore: (piece: Piece) => void;
}

/** What was put away. Nothing of it is gone: it counts on the hash sheet, and comes back when somebody wants it. */
export function EvidenceBin({ pieces, writes, onOpen, onRestore }: EvidenceBinProps) {
  if (pieces.length === 0) return null;
  return (
    <details className="evidence-bin">
      <summary>{tCount('evidence.bin', pieces.length)}</summary>
      <ul>
        {pieces.map(({ n, piece }) => (
          <li key={piece.id}>
            <Button kind="quiet" size="small" icon="document" onPress={() => onOpen(piece.id)}>
              {`${n}. ${piece.name}`}
            </Button>
            {writes && (
              <Button
                kind="quiet"
                size="small"
                icon="undo"
                label={t('evidence.takeBackLabel', { name: piece.name })}
                onPress={() => onRestore(piece)}
              >
                {t('evidence.takeBack')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
