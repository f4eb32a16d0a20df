import { memo } from 'react';
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
  /** keep their identity, as `onOpen` does: a card is drawn anew only when something of it changed */
  readonly onChoose: (id: string, chosen: boolean) => void;
  readonly onOpen: (id: string) => void;
}

/** Small pictures of the pieces, to be opened or chosen. */
export function EvidenceGrid({ pieces, chosen, onChoose, onOpen }: EvidenceGridProps) {
  return (
    <ul className="evidence-grid" aria-label={t('evidence.list')}>
      {pieces.map(({ n, piece }) => (
        <EvidenceCard
          key={piece.id}
          id={piece.id}
          n={n}
          name={piece.name}
          type={piece.type}
          size={piece.size}
          taken={takenText(piece)}
          paper={piece.paper && t('evidence.paperMark', { pages: pagesText(piece.paper.pages), of: piece.paper.of })}
          thumb={piece.thumb}
          isProtected={piece.isProtected}
          isChosen={chosen.has(piece.id)}
          onChoose={onChoose}
          onOpen={onOpen}
        />
      ))}
    </ul>
  );
}

interface EvidenceCardProps
  extends
    Pick<EvidenceGridProps, 'onChoose' | 'onOpen'>,
    Pick<Piece, 'id' | 'name' | 'type' | 'size' | 'thumb' | 'isProtected'> {
  readonly n: number;
  readonly taken: string;
  /** which pages of which paper it shows */
  readonly paper: string | undefined;
  readonly isChosen: boolean;
}

/** Plain values only: all pieces are read anew with every one that comes, and three hundred cards are long to draw. */
const EvidenceCard = memo(function EvidenceCard(props: EvidenceCardProps) {
  const { id, n, name, type, size, taken, paper, thumb, isProtected, isChosen, onChoose, onOpen } = props;
  return (
    <li className="evidence-card" data-chosen={isChosen}>
      <AriaButton className="evidence-open" aria-label={t('evidence.open', { n, name })} onPress={() => onOpen(id)}>
        <PiecePicture piece={{ thumb, type }} />
      </AriaButton>
      <div className="evidence-about">
        <CheckBox
          className="evidence-choice"
          label={t('evidence.choose', { n, name })}
          selected={isChosen}
          onChange={(selected) => onChoose(id, selected)}
        />
        <div className="evidence-words">
          <span className="evidence-name" title={name}>
            {n}. {name}
          </span>
          <span className="evidence-note">
            {typeText(type)} · {sizeText(size)}
          </span>
          <span className="evidence-note">{taken}</span>
          {paper !== undefined && <span className="evidence-note">{paper}</span>}
        </div>
        {isProtected && (
          <span className="evidence-mark" title={t('evidence.protected')}>
            <Icon name="lock" size={14} />
            <span className="ui-visually-hidden">{t('evidence.protected')}</span>
          </span>
        )}
      </div>
    </li>
  );
});

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
