import { printableNorm } from '../../../shared/catalog/entry.ts';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import { findCompetency, stateLabel, type Procedure, type Step } from '../../../shared/procedure/procedure.ts';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';
import { roleName } from '../../parts/role-text.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formName, termText } from './step-text.ts';

export interface StepDeeds {
  readonly onEdit: () => void;
  readonly onShift: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

interface StepCardProps {
  readonly procedure: Procedure;
  readonly step: Step;
  /** place from 1, and how many there are */
  readonly place: number;
  readonly of: number;
  readonly terms: readonly TermInForce[];
  /** undefined while nothing may be changed */
  readonly deeds: StepDeeds | undefined;
}

/** One step: what, who, with which skill, by when, and how it is done. */
export function StepCard({ procedure, step, place, of, terms, deeds }: StepCardProps) {
  const term = terms.find(({ key }) => key === step.term);
  const norm = printableNorm(step);
  return (
    <li className="procedure-step">
      <span className="procedure-step-number" aria-hidden="true">
        {place}
      </span>
      <div className="procedure-step-body">
        <div className="procedure-step-head">
          <h3 className="procedure-step-title">{step.label}</h3>
          <Badge kind="info" icon="person">
            {roleName(step.who)}
          </Badge>
          <ConfidenceBadge confidence={step.confidence} />
        </div>
        <p>{step.help}</p>
        <Facts
          rows={[
            [t('procedure.competency'), findCompetency(procedure, step.competency)?.label ?? step.competency],
            ...(step.form === undefined ? [] : [[t('procedure.form'), formName(step.form)] as const]),
            ...(step.term === undefined
              ? []
              : [
                  [
                    t('procedure.term'),
                    <span key="term" className="procedure-badges">
                      {termText(step.term, terms)}
                      {term && <ConfidenceBadge confidence={term.confidence} />}
                    </span>,
                  ] as const,
                ]),
            ...(step.reaches === undefined
              ? []
              : [[t('procedure.reaches'), stateLabel(procedure, step.reaches)] as const]),
            ...(norm === undefined ? [] : [[t('procedure.norm'), norm] as const]),
          ]}
        />
        {deeds && <StepButtons label={step.label} id={step.key} place={place} of={of} {...deeds} />}
      </div>
    </li>
  );
}

interface StepButtonsProps extends StepDeeds, Pick<StepCardProps, 'place' | 'of'> {
  readonly label: string;
  readonly id: string;
}

function StepButtons({ label, id, place, of, onEdit, onShift, onRemove }: StepButtonsProps) {
  const named = (deed: string): string => t('procedure.deedOf', { deed, step: label });
  return (
    <div className="procedure-step-deeds">
      <Button size="small" icon="edit" label={named(t('procedure.edit'))} onPress={onEdit}>
        {t('procedure.edit')}
      </Button>
      <Button
        size="small"
        icon="arrowUp"
        id={shiftId(id, -1)}
        label={named(t('procedure.up'))}
        disabled={place === 1}
        onPress={() => onShift(-1)}
      >
        {t('procedure.up')}
      </Button>
      <Button
        size="small"
        icon="arrowDown"
        id={shiftId(id, 1)}
        label={named(t('procedure.down'))}
        disabled={place === of}
        onPress={() => onShift(1)}
      >
        {t('procedure.down')}
      </Button>
      <Button size="small" icon="trash" label={named(t('procedure.remove'))} onPress={onRemove}>
        {t('procedure.remove')}
      </Button>
    </div>
  );
}

/** DOM id of the button that moves a step: the focus follows it to its new place. */
export function shiftId(key: string, by: -1 | 1): string {
  return `procedure-${key}-${by === 1 ? 'down' : 'up'}`;
}
