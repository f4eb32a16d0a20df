import type { SnapshotCase } from '../../db/snapshot-cases.ts';
import { t } from '../../text/index.ts';

/** What a case or workplace of a copy is called: its number and employer, or its employer and site, as far as it has them. */
export function caseTitle({ summary, workplace }: Pick<SnapshotCase, 'summary' | 'workplace'>): string {
  const parts = [summary?.number ?? '', (summary ?? workplace)?.employer ?? '', workplace?.site ?? ''].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? t('safety.case.unnamed') : parts.join(' · ');
}
