import type { SnapshotCase } from '../../db/snapshot-cases.ts';
import { reference } from '../../parts/alerts/alert-words.ts';
import { t } from '../../text/index.ts';

/** What a case, workplace or alert of a copy is called, by its number and names as far as it has them. */
export function caseTitle({
  summary,
  workplace,
  alert,
}: Pick<SnapshotCase, 'summary' | 'workplace' | 'alert'>): string {
  if (alert !== undefined) return t('alerts.kicker', { reference: reference(alert.id) });
  const parts = [summary?.number ?? '', (summary ?? workplace)?.employer ?? '', workplace?.site ?? ''].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? t('safety.case.unnamed') : parts.join(' · ');
}
