import type { SnapshotPreview } from '../../shared/ipc/contract.ts';
import { t, tCount } from '../text/index.ts';

/** How a snapshot stands to the office on this computer, in words. */
export interface RelationText {
  readonly title: string;
  readonly text: string;
  /** something of this computer is out of sight afterwards */
  readonly isLoss: boolean;
}

/** Says how a snapshot stands to the office on this computer, and what putting it in its place would mean. */
export function relationText({
  relation,
  framesBetween: n,
}: Pick<SnapshotPreview, 'relation' | 'framesBetween'>): RelationText {
  switch (relation) {
    case 'no-office-here':
      return { title: t('safety.relation.none'), text: t('safety.relation.noneText'), isLoss: false };
    case 'other-office':
      return { title: t('safety.relation.other'), text: t('safety.relation.otherText'), isLoss: true };
    case 'same':
      return { title: t('safety.relation.same'), text: t('safety.relation.sameText'), isLoss: false };
    case 'older':
      return { title: tCount('safety.relation.older', n), text: t('safety.relation.olderText'), isLoss: true };
    case 'newer':
      return { title: tCount('safety.relation.newer', n), text: t('safety.relation.newerText'), isLoss: false };
    case 'diverged':
      return { title: t('safety.relation.diverged'), text: t('safety.relation.divergedText'), isLoss: true };
  }
}
