import { useState, type ReactNode } from 'react';
import { explainChild } from '../../../shared/screening/explain-child.ts';
import type { ScreeningFacts, ScreeningResult } from '../../../shared/screening/screen.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { ConfidenceBadge } from '../confidence-badge.tsx';
import { ChildGroundsView } from './child-grounds.tsx';

const kinds = { sign: 'error', unknown: 'warn', noSign: 'neutral' } as const;

interface ChildResultProps {
  readonly child: NonNullable<ScreeningResult['child']>;
  readonly facts: ScreeningFacts;
}

/** The law of the country first, then the class of statistics, which is no law. */
export function ChildResult({ child: { labour, national }, facts }: ChildResultProps) {
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
        <Why facts={facts} of="national">
          <ul>
            {national.findings.map(({ rule, state }) => (
              <li key={rule.key}>
                <Badge kind={kinds[state]}>{t(`screening.state_${state}`)}</Badge> {rule.norm} · {t('screening.norm')}{' '}
                <ConfidenceBadge confidence={rule.confidence} />
              </li>
            ))}
          </ul>
        </Why>
      </article>
      <article className="screening-result">
        <p className="screening-outcome">{t(`screening.class_${labour.result}`)}</p>
        {reasons !== '' && <p>{reasons}</p>}
        <p className="screening-note">
          {t('screening.child_statistical')} · {t('screening.version', { version: labour.version })} ·{' '}
          {t('screening.basis_published')}
        </p>
        <p className="screening-note">{t('screening.child_warning')}</p>
        <Why facts={facts} of="labour" />
      </article>
    </>
  );
}

interface WhyProps {
  readonly facts: ScreeningFacts;
  readonly of: 'labour' | 'national';
  readonly children?: ReactNode;
}

/** Reasons are worked out only while somebody reads them. */
function Why({ facts, of, children }: WhyProps) {
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('screening.why')}</summary>
      {open && (
        <div className="screening-why">
          {children}
          <ChildGroundsView grounds={explainChild(facts)[of]} facts={facts} />
        </div>
      )}
    </details>
  );
}
