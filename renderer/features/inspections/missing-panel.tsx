import { memo, useMemo } from 'react';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import type { RecordKind } from '../../../shared/record/fields.ts';
import type { Problem } from '../../../shared/record/problem.ts';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { ProblemList } from '../../ui/problem-list.tsx';
import { problemItems } from './problem-items.ts';

interface MissingPanelProps {
  readonly kind: RecordKind;
  readonly draft: RecordDraft;
  readonly problems: readonly Problem[];
  /** brings the field into sight and puts the focus in it */
  readonly onSelect: (problem: Problem) => void;
}

/** Everything that stands between the draft and finalising, and what deserves a second look; each line leads to its field. */
export const MissingPanel = memo(function MissingPanel({ kind, draft, problems, onSelect }: MissingPanelProps) {
  const items = useMemo(() => problemItems(kind, draft, problems), [kind, draft, problems]);
  const errors = items.filter(({ kind }) => kind === 'error');
  const warnings = items.filter(({ kind }) => kind === 'warning');
  const select = (key: string): void => {
    const item = items.find((candidate) => candidate.key === key);
    if (item) onSelect(item.problem);
  };
  return (
    <div className="missing-panel">
      <div className="missing-head">
        <h2>{t('inspections.missing')}</h2>
        {errors.length > 0 && <Badge kind="warn">{tCount('inspections.errorCount', errors.length)}</Badge>}
      </div>
      {errors.length === 0 ? (
        <p className="missing-note">{t('inspections.missingNone')}</p>
      ) : (
        <>
          <p className="missing-note">{t('inspections.missingHint')}</p>
          <ProblemList label={t('inspections.missing')} items={errors} onSelect={select} />
        </>
      )}
      {warnings.length > 0 && (
        <>
          <h3>{t('inspections.warnings')}</h3>
          <p className="missing-note">{t('inspections.warningsHint')}</p>
          <ProblemList label={t('inspections.warnings')} items={warnings} onSelect={select} />
        </>
      )}
    </div>
  );
});
