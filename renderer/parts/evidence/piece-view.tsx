import { useEffect, useState } from 'react';
import type { Piece } from '../../../shared/evidence/piece.ts';
import { evidenceKinds } from '../../../shared/evidence/sniff.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { t } from '../../text/index.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PdfPreview } from '../pdf-preview.tsx';

/** How much larger each step is, and how far it goes. */
const STEP = 1.5;
const LARGEST = 8;

/** Shows the bytes of a piece as what they are, from memory only. */
export function PieceView({ piece, bytes }: { readonly piece: Piece; readonly bytes: Bytes }) {
  const { shown } = evidenceKinds[piece.type];
  if (shown === 'pdf') return <PdfPreview pdf={bytes} label={piece.name} />;
  if (shown === 'image') return <PictureView piece={piece} bytes={bytes} />;
  if (shown === 'audio') return <SoundView piece={piece} bytes={bytes} />;
  return (
    <Notice kind="info" live={false} title={t('evidence.notShown')}>
      {t('evidence.notShownHint')}
    </Notice>
  );
}

interface ViewProps {
  readonly piece: Piece;
  readonly bytes: Bytes;
}

function PictureView({ piece, bytes }: ViewProps) {
  const url = useBlobUrl(bytes, piece.type);
  const [zoom, setZoom] = useState(1);
  const [broken, setBroken] = useState(false);
  if (broken) {
    return (
      <Notice kind="warn" live={false} title={t('evidence.notDrawn')}>
        {t('evidence.notShownHint')}
      </Notice>
    );
  }
  return (
    <>
      {/* a picture that is larger than its frame is moved with the arrow keys, so the frame takes the focus */}
      <div className="evidence-frame" tabIndex={0} role="group" aria-label={piece.name}>
        {url !== undefined && (
          <img
            className="evidence-picture"
            src={url}
            alt={piece.note === '' ? piece.name : piece.note}
            style={
              zoom === 1 ? undefined : { maxInlineSize: 'none', maxBlockSize: 'none', inlineSize: `${zoom * 100}%` }
            }
            onError={() => setBroken(true)}
          />
        )}
      </div>
      <div className="evidence-zoom">
        <IconButton
          icon="minus"
          label={t('evidence.smaller')}
          disabled={zoom <= 1}
          onPress={() => setZoom((now) => Math.max(1, now / STEP))}
        />
        <span aria-live="polite">{t('evidence.zoom', { percent: Math.round(zoom * 100) })}</span>
        <IconButton
          icon="plus"
          label={t('evidence.larger')}
          disabled={zoom >= LARGEST}
          onPress={() => setZoom((now) => Math.min(LARGEST, now * STEP))}
        />
      </div>
    </>
  );
}

function SoundView({ piece, bytes }: ViewProps) {
  const url = useBlobUrl(bytes, piece.type);
  return (
    <div className="evidence-sound">
      {/* the browser's own save button would pass by the log */}
      {url !== undefined && <audio controls controlsList="nodownload" src={url} aria-label={piece.name} />}
    </div>
  );
}

/** An address for bytes in memory, for as long as they are shown. Only kinds that cannot run anything get one. */
function useBlobUrl(bytes: Bytes, type: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url;
}
