import { pagesText, photographedPapers } from '../../../shared/evidence/paper-pages.ts';
import type { Piece } from '../../../shared/evidence/piece.ts';
import { placeOfRecord } from '../../../shared/record/record-name.ts';
import { kindLabel } from '../../text/field-text.ts';
import { t, tCount } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';

/** Papers filled in by hand of which a page was not photographed yet. @param pieces without those in the bin */
export function PaperNotice({ pieces }: { readonly pieces: readonly Piece[] }) {
  return photographedPapers(pieces)
    .filter(({ missing }) => missing.length > 0)
    .map(({ record, missing, of }) => (
      <Notice
        key={placeOfRecord(record)}
        kind="warn"
        live={false}
        title={tCount('evidence.paperMissing', missing.length, {
          kind: kindLabel(record.kind),
          pages: pagesText(missing),
          of,
        })}
      >
        {t('evidence.paperMissingHint')}
      </Notice>
    ));
}
