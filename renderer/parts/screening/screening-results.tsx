import { useState } from 'react';
import { urgencies, type RuleSet } from '../../../shared/catalog/screening/rule-set.ts';
import type { Answer } from '../../../shared/screening/answers.ts';
import {
  uncountedIn,
  type Assessment,
  type ScreeningFacts,
  type ScreeningResult,
} from '../../../shared/screening/screen.ts';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { RiskCardButton } from '../risk/risk-card-button.tsx';
import { ChildResult } from './child-result.tsx';
import { ExplanationView } from './explanation-view.tsx';
import { questionText, wordingText } from './screening-text.ts';
import type { RuleSetsInUse } from './use-rule-sets.ts';

interface ScreeningResultsProps {
  readonly rules: RuleSetsInUse;
  readonly facts: ScreeningFacts;
  readonly result: ScreeningResult;
  /** names by person id */
  readonly people: ReadonlyMap<string, string>;
}

/** What every engine makes of the answers so far, the most urgent first, each with its reasons. */
export function ScreeningResults({ rules, facts, result, people }: ScreeningResultsProps) {
  const { answers } = facts;
  const { sets } = rules;
  const sorted = [...result.assessments].sort(
    (a, b) => urgencies.indexOf(b.outcome.urgency) - urgencies.indexOf(a.outcome.urgency),
  );
  const uncounted = uncountedIn(answers, result);
  return (
    <Panel title={t('screening.results')} className="screening-results">
      {rules.fault && <FaultNotice fault={rules.fault} />}
      {rules.unreadable > 0 && (
        <Notice kind="warn" live={false} title={tCount('guides.unreadable', rules.unreadable)} />
      )}
      {result.child && <ChildResult child={result.child} facts={facts} />}
      {sorted.map((assessment) => (
        <AssessmentView
          key={assessment.set.key}
          assessment={assessment}
          answers={answers}
          people={people}
          sets={sets}
        />
      ))}
      {uncounted.length > 0 && (
        <p>
          {t('screening.uncounted')}: {uncounted.map((key) => questionText(key, sets)).join('; ')}
        </p>
      )}
      <p className="screening-note">{t('screening.caution')}</p>
    </Panel>
  );
}

const urgencyKinds = { low: 'info', medium: 'warn', high: 'warn', immediate: 'error' } as const;

interface AssessmentViewProps {
  readonly assessment: Assessment;
  readonly answers: readonly Answer[];
  readonly people: ReadonlyMap<string, string>;
  readonly sets: readonly RuleSet[];
}

function AssessmentView({ assessment, ...about }: AssessmentViewProps) {
  // reasons are worked out only while somebody reads them
  const [open, setOpen] = useState(false);
  const { set, outcome, basis, flags } = assessment;
  return (
    <article className="screening-result">
      <p className="screening-outcome">
        {wordingText(outcome.label)}{' '}
        {outcome.urgency !== 'none' && (
          <Badge kind={urgencyKinds[outcome.urgency]}>{t(`screening.urgency_${outcome.urgency}`)}</Badge>
        )}
      </p>
      {set.flags
        .filter(({ key }) => flags.includes(key))
        .map(({ key, label }) => (
          <p key={key}>{wordingText(label)}</p>
        ))}
      <p className="screening-note">
        {wordingText(set.name)} · {t('screening.version', { version: set.version })} · {t(`screening.basis_${basis}`)}
      </p>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('screening.why')}</summary>
        {open && <ExplanationView assessment={assessment} {...about} />}
      </details>
    </article>
  );
}

/** Whatever the score: why somebody is to be called now. Nothing where there is no such reason. */
export function EscalationNotice({
  escalations,
  caseId,
}: Pick<ScreeningResult, 'escalations'> & { readonly caseId: string }) {
  if (escalations.length === 0) return null;
  return (
    <div className="screening-alarm">
      <Notice
        kind="error"
        title={`${t('screening.escalation_title')}: ${escalations.map(({ reason }) => t(`screening.reason_${reason}`)).join('; ')}`}
        todo={t('screening.escalation_todo')}
        actions={<RiskCardButton logId={caseId} loud />}
      />
    </div>
  );
}
