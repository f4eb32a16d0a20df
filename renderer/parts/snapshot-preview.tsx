import type { SnapshotPreview } from '../../shared/ipc/contract.ts';
import { t, tCount } from '../text/index.ts';
import { Facts } from '../ui/facts.tsx';
import { Notice } from '../ui/notice.tsx';
import { formatInstant } from './format.ts';
import { relationText } from './snapshot-text.ts';

/** What a snapshot holds and how it stands to the office on this computer, before anything is done with it. */
export function SnapshotPreviewFacts({ preview }: { readonly preview: SnapshotPreview }) {
  const { counts, people, evidence } = preview;
  const relation = relationText(preview);
  return (
    <>
      <Facts
        rows={[
          [t('safety.copy.office'), `${preview.officeName} · ${preview.officeCode}`],
          [t('safety.copy.madeAt'), formatInstant(preview.madeAt)],
          [t('safety.copy.people'), people.length === 0 ? t('safety.copy.nobody') : people.join(', ')],
          [
            t('safety.copy.holds'),
            [
              tCount('safety.copy.cases', counts.cases),
              tCount('safety.copy.documents', counts.documents),
              tCount('safety.copy.files', counts.files),
            ].join(' · '),
          ],
          ...(evidence === undefined ? [] : [[t('safety.copy.evidence'), evidenceText(evidence)] as const]),
          [t('safety.copy.version'), `Atalaya ${preview.appVersion}`],
        ]}
      />
      <Notice kind={relation.isLoss ? 'warn' : 'info'} live={false} title={relation.title}>
        {relation.text}
      </Notice>
    </>
  );
}

function evidenceText({ files, missing }: NonNullable<SnapshotPreview['evidence']>): string {
  return missing === 0
    ? tCount('safety.copy.evidenceWhole', files)
    : t('safety.copy.evidenceMissing', { n: files, missing });
}
