import { Button as AriaButton } from 'react-aria-components';
import { pagesText } from '../../../shared/evidence/paper-pages.ts';
import type { NumberedPiece, Piece } from '../../../shared/evidence/piece.ts';
import { sizeText } from '../format.ts';
import { t } from '../../text/index.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { Icon } from '../../ui/icons.tsx';
import { takenText, typeText } from './evidence-text.ts';

interface EvidenceGridProps {
  /** with their numbers, which never change */
  readonly pieces: readonly NumberedPiece[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (id: string, chosen: boolean) => void;
  readonly onOpen: (piece: Piece) => void;
}

/** Small pictures of the pieces, to be opened or chosen. */
export function EvidenceGrid({ pieces, chosen, onChoose, onOpen }: EvidenceGridProps) {
  return (
    <ul className="evidence-grid" aria-label={t('evidence.list')}>
      {pieces.map(({ n, piece }) => (
        <li key={piece.id} className="evidence-card" data-chosen={chosen.has(piece.id)}>
          <AriaButton
            className="evidence-open"
            aria-label={t('evidence.open', { n, name: piece.name })}
            onPress={() => onOpen(piece)}
          >
            <PiecePicture piece={piece} />
          </AriaButton>
          <div className="evidence-about">
            <CheckBox
              className="evidence-choice"
              label={t('evidence.choose', { n, name: piece.name })}
              selected={chosen.has(piece.id)}
              onChange={(selected) => onChoose(piece.id, selected)}
            />
            <div className="evidence-words">
              <span className="evidence-name" title={piece.name}>
                {n}. {piece.name}
              </span>
              <span className="evidence-note">
                {typeText(piece.type)} · {sizeText(piece.size)}
              </span>
              <span className="evidence-note">{takenText(piece)}</span>
              {piece.paper && (
                <span className="evidence-note">
                  {t('evidence.paperMark', { pages: pagesText(piece.paper.pages), of: piece.paper.of })}
                </span>
              )}
            </div>
            {piece.isProtected && (
              <span className="evidence-mark" title={t('evidence.protected')}>
                <Icon name="lock" size={14} />
                <span className="ui-visually-hidden">{t('evidence.protected')}</span>
              </span>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The small picture of a piece, or a drawing of what it is. */
export function PiecePicture({ piece }: { readonly piece: Pick<Piece, 'thumb' | 'type'> }) {
  if (piece.thumb !== '')
    return <img className="evidence-thumb" decoding="async" src={`data:image/jpeg;base64,${piece.thumb}`} alt="" />;
  return (
    <span className="evidence-thumb evidence-thumb-none">
      <Icon name="document" size={32} />
      <span>{typeText(piece.type)}</span>
    </span>
  );
}
