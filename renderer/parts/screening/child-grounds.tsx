import { formatAge } from '../../../shared/record/approximate.ts';
import { screening, screeningAnswers } from '../../../shared/record/kinds/screening.ts';
import type { ChildGrounds, ChildNumber } from '../../../shared/screening/explain-child.ts';
import type { ScreeningFacts } from '../../../shared/screening/screen.ts';
import { fieldLabel } from '../../text/field-text.ts';
import { findText, t } from '../../text/index.ts';
import { questionText } from './screening-text.ts';

interface ChildGroundsViewProps {
  readonly grounds: ChildGrounds;
  readonly facts: ScreeningFacts;
}

/** Which answers and numbers are enough for a result about the work of a child. */
export function ChildGroundsView({ grounds, facts }: ChildGroundsViewProps) {
  const said = (reply: 'yes' | 'no') =>
    findText(`fields.${screening.key}.${screeningAnswers}.reply.option.${reply}`) ?? reply;
  const lines = [
    ...grounds.numbers.map((key) => `${fieldLabel({ kind: screening.key, field: key })}: ${numberText(key, facts)}`),
    ...(['yes', 'no'] as const).flatMap((reply) => grounds[reply].map((key) => `${questionText(key)}: ${said(reply)}`)),
  ];
  if (lines.length === 0) return <p className="screening-note">{t('screening.groundsNone')}</p>;
  return (
    <>
      <h4>{t('screening.minimal')}</h4>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function numberText(key: ChildNumber, facts: ScreeningFacts): string {
  if (key !== 'age') return String(facts[key] ?? '');
  const { least, most } = facts.age ?? {};
  return formatAge(least === most ? String(least) : `${least}..${most}`);
}
