import { catalogLabel } from '../../../shared/catalog/catalog.ts';
import type { ParameterInForce } from '../../../shared/catalog/legal-parameters.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { formatMoney } from '../../../shared/kernel/words.ts';
import type { Pattern } from '../../../shared/record/workplace-patterns.ts';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';
import type { Go } from '../../routes.ts';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

interface PatternNoticeProps {
  readonly patterns: readonly Pattern[];
  /** how many months back the same infringement is pointed out */
  readonly lookBack: ParameterInForce;
  readonly go: Go;
}

/** What sealed papers say again and again of a workplace, each with those papers; of nobody's guilt. */
export function PatternNotice({ patterns, lookBack, go }: PatternNoticeProps) {
  return (
    <Notice kind="warn" live={false} title={t('workplaces.patterns')}>
      <p>{t('workplaces.patternsHint')}</p>
      <ul className="dossier-patterns">
        {patterns.map((pattern) => (
          <li key={pattern.key === 'repeated' ? pattern.infringement : pattern.key}>
            <strong>{textOf(pattern, lookBack)}</strong>{' '}
            {pattern.key === 'repeated' && <ConfidenceBadge confidence={lookBack.confidence} />}
            <span className="dossier-sources">
              {pattern.sources.map((source) => (
                <Button
                  key={`${source.caseId}/${source.number}/${source.date}`}
                  kind="quiet"
                  size="small"
                  icon="document"
                  onPress={() => go({ name: 'case', id: source.caseId })}
                >
                  {`${formatDate(source.date)} · ${source.number}${
                    'pending' in source ? ` · ${t('workplaces.pending', { amount: formatMoney(source.pending) })}` : ''
                  }`}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function textOf(pattern: Pattern, { value }: ParameterInForce): string {
  const { length } = pattern.sources;
  switch (pattern.key) {
    case 'repeated':
      return t('workplaces.pattern_repeated', {
        what: catalogLabel('infringements', pattern.infringement),
        count: length,
        months: value,
      });
    case 'obstruction':
      return tCount('workplaces.pattern_obstruction', length);
    case 'children':
      return tCount('workplaces.pattern_children', length);
    case 'unpaidFine':
      return tCount('workplaces.pattern_unpaidFine', length);
  }
}
