import type { ScreeningResult } from '../../../shared/screening/screen.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { ConfidenceBadge } from '../confidence-badge.tsx';

const kinds = { sign: 'error', unknown: 'warn', noSign: 'neutral' } as const;

/** The law of the country first, then the class of statistics, which is no law. */
export function ChildResult({
  child: { labour, national },
}: {
  readonly child: NonNullable<ScreeningResult['child']>;
}) {
  const reasons = labour.reasons.map((reason) => t(`screening.cause_${reason}`)).join('; ');
  return (
    <>
      <article className="screening-result">
        <p className="screening-outcome">{t(`screening.national_${national.result}`)}</p>
        <p className="screening-note">
          {t('screening.child_national')} · {t('screening.version', { version: national.version })}
          {national.confidence && (
            <>
              {' · '}
              {t('screening.norm')} <ConfidenceBadge confidence={national.confidence} />
            </>
          )}
        </p>
        <details>
          <summary>{t('screening.why')}</summary>
          <ul className="screening-why">
            {national.findings.map(({ rule, state }) => (
              <li key={rule.key}>
                <Badge kind={kinds[state]}>{t(`screening.state_${state}`)}</Badge> {rule.norm} · {t('screening.norm')}{' '}
                <ConfidenceBadge confidence={rule.confidence} />
              </li>
            ))}
          </ul>
        </details>
      </article>
      <article className="screening-result">
        <p className="screening-outcome">{t(`screening.class_${labour.result}`)}</p>
        {reasons !== '' && <p>{reasons}</p>}
        <p className="screening-note">
          {t('screening.child_statistical')} · {t('screening.version', { version: labour.version })} ·{' '}
          {t('screening.basis_published')}
        </p>
        <p className="screening-note">{t('screening.child_warning')}</p>
      </article>
    </>
  );
}
