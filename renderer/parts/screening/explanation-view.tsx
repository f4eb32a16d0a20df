import type { RuleSet } from '../../../shared/catalog/screening/rule-set.ts';
import type { Answer } from '../../../shared/screening/answers.ts';
import { explain, type ExplainedDimension } from '../../../shared/screening/explain.ts';
import type { Assessment } from '../../../shared/screening/screen.ts';
import { screening, screeningAnswers } from '../../../shared/record/kinds/screening.ts';
import { findText, t, tCount } from '../../text/index.ts';
import { ConfidenceBadge } from '../confidence-badge.tsx';
import { questionText, wordingText } from './screening-text.ts';

interface ExplanationViewProps {
  readonly assessment: Assessment;
  readonly answers: readonly Answer[];
  /** names by person id */
  readonly people: ReadonlyMap<string, string>;
  /** the rule sets in use */
  readonly sets: readonly RuleSet[];
}

/** Changes that are named one by one; of the rest the number says enough. */
const NAMED_CHANGES = 5;

/** Why a result is what it is: what counts and who said it, what is enough for it, what would change it, what is open. */
export function ExplanationView({ assessment: { set }, answers, people, sets }: ExplanationViewProps) {
  const why = explain(set, answers);
  const hasFacts = why.dimensions.some(({ facts }) => facts.length > 0);
  const more = why.changes.length - NAMED_CHANGES;
  return (
    <div className="screening-why">
      <p className="screening-note">
        {set.source} <ConfidenceBadge confidence={set.confidence} />
      </p>
      {set.caveat && <p className="screening-note">{wordingText(set.caveat)}</p>}
      {!hasFacts && <p>{t('screening.noFacts')}</p>}
      {why.dimensions
        .filter(({ facts }) => facts.length > 0)
        .map((dimension) => (
          <DimensionFacts
            key={dimension.key}
            label={wordingText(set.dimensions.find(({ key }) => key === dimension.key)?.label ?? { es: dimension.key })}
            dimension={dimension}
            people={people}
            sets={sets}
          />
        ))}
      {why.minimal.length > 0 && (
        <>
          <h4>{t('screening.minimal')}</h4>
          <QuestionList questions={why.minimal} sets={sets} />
        </>
      )}
      <h4>{t('screening.changes')}</h4>
      {why.changes.length === 0 && <p className="screening-note">{t('screening.changesNone')}</p>}
      <ul>
        {why.changes.slice(0, NAMED_CHANGES).map(({ question, outcome }) => (
          <li key={question}>
            {t('screening.change', { question: questionText(question, sets), outcome: wordingText(outcome.label) })}
          </li>
        ))}
        {more > 0 && <li>{tCount('screening.more', more)}</li>}
      </ul>
      <OpenQuestions title={t('screening.unknown')} questions={why.unknown} sets={sets} />
      <OpenQuestions title={t('screening.notAsked')} questions={why.notAsked} sets={sets} />
    </div>
  );
}

interface DimensionFactsProps {
  readonly label: string;
  readonly dimension: ExplainedDimension;
  readonly people: ReadonlyMap<string, string>;
  readonly sets: readonly RuleSet[];
}

function DimensionFacts({ label, dimension, people, sets }: DimensionFactsProps) {
  return (
    <>
      <h4>
        {label}: {t(dimension.positive ? 'screening.dimension_positive' : 'screening.dimension_negative')}
      </h4>
      <ul>
        {dimension.facts.map(({ indicator, answers }) => (
          <li key={indicator.question}>
            {questionText(indicator.question, sets)} ({t(`screening.strength_${indicator.strength}`)}
            {indicator.doubtful && `, ${t('screening.doubtful')}`})
            {answers.map((answer) => (
              <span key={`${answer.question} ${answer.at}`} className="screening-note screening-source">
                {answer.question !== indicator.question && `${questionText(answer.question, sets)} · `}
                {t('screening.answeredBy', { how: howText(answer), name: people.get(answer.by) ?? answer.by })}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function howText({ how }: Answer): string {
  if (how === undefined) return t('screening.howUnknown');
  return findText(`fields.${screening.key}.${screeningAnswers}.how.option.${how}`) ?? how;
}

/** Many and seldom read: closed until somebody wants them. */
function OpenQuestions({ title, ...list }: QuestionListProps & { readonly title: string }) {
  const { questions } = list;
  if (questions.length === 0) return null;
  return (
    <details>
      <summary>{`${title} (${questions.length})`}</summary>
      <QuestionList {...list} />
    </details>
  );
}

interface QuestionListProps {
  readonly questions: readonly string[];
  readonly sets: readonly RuleSet[];
}

/** Questions by what they ask. */
function QuestionList({ questions, sets }: QuestionListProps) {
  return (
    <ul>
      {questions.map((key) => (
        <li key={key}>{questionText(key, sets)}</li>
      ))}
    </ul>
  );
}
