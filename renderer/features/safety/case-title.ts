import type { SnapshotCase } from '../../db/snapshot-cases.ts';
import { t } from '../../text/index.ts';

/** What a case of a copy is called: its number and employer, as far as it has them. */
export function caseTitle({ summary }: Pick<SnapshotCase, 'summary'>): string {
  const parts = [summary?.number ?? '', summary?.employer ?? ''].filter((part) => part !== '');
  return parts.length === 0 ? t('safety.case.unnamed') : parts.join(' · ');
}
