import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import { differencesBetween } from '../../../shared/procedure/differences.ts';
import type { Procedure } from '../../../shared/procedure/procedure.ts';
import { t } from '../../text/index.ts';
import { differenceText } from './difference-text.ts';

interface DifferenceListProps {
  readonly before: Procedure;
  readonly after: Procedure;
  readonly terms: readonly TermInForce[];
}

/** What changed from one version to another, one line each. */
export function DifferenceList({ before, after, terms }: DifferenceListProps) {
  const lines = differencesBetween(before, after).map((difference) =>
    differenceText(difference, { procedures: [after, before], terms }),
  );
  if (lines.length === 0) return <p className="procedure-note">{t('procedure.noDifferences')}</p>;
  return (
    <ul className="procedure-differences" aria-label={t('procedure.differences')}>
      {lines.map((line, index) => (
        <li key={`${index} ${line}`}>{line}</li>
      ))}
    </ul>
  );
}
