import { strengths, type RuleSet } from '../../../shared/catalog/screening/rule-set.ts';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';
import { wordingText } from '../../parts/screening/screening-text.ts';
import { t, tCount } from '../../text/index.ts';
import { Facts } from '../../ui/facts.tsx';

/** What a guide is and holds, and what of it is not sure. */
export function GuideFacts({ set }: { readonly set: RuleSet }) {
  const doubtful = set.indicators.filter((indicator) => indicator.doubtful);
  const derived = set.outcomes.filter(({ basis }) => basis === 'derived');
  const byStrength = strengths.flatMap((strength) => {
    const n = set.indicators.filter((indicator) => indicator.strength === strength).length;
    return n === 0 ? [] : [`${n} ${t(`screening.strength_${strength}`)}`];
  });
  const doubts = [
    ...(doubtful.length === 0 ? [] : [tCount('guides.doubtful', doubtful.length)]),
    ...(derived.length === 0 ? [] : [tCount('guides.derived', derived.length)]),
    ...(set.caveat === undefined ? [] : [wordingText(set.caveat)]),
  ];
  return (
    <Facts
      rows={[
        [t('guides.name'), wordingText(set.name)],
        [t('guides.version'), set.version],
        [t('guides.source'), set.source],
        [t('guides.confidence'), <ConfidenceBadge key="sure" confidence={set.confidence} />],
        [t('guides.appliesTo'), t(`guides.appliesTo_${set.appliesTo}`)],
        [t('guides.indicators'), `${set.indicators.length} (${byStrength.join(', ')})`],
        [t('guides.ownQuestions'), String(set.questions?.length ?? 0)],
        [t('guides.outcomes'), set.outcomes.map(({ label }) => wordingText(label)).join('; ')],
        [t('guides.doubts'), doubts.length === 0 ? t('guides.noDoubts') : doubts.join('; ')],
      ]}
    />
  );
}
