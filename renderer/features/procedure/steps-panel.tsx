import { useEffect, useRef, useState } from 'react';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import type { Procedure, Step } from '../../../shared/procedure/procedure.ts';
import { stepsOf } from '../../../shared/procedure/steps.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { newStepKey, removeStep, setStep, shiftStep } from './edit-procedure.ts';
import { PrintStepsDialog } from './print-steps-dialog.tsx';
import { shiftId, StepCard } from './step-card.tsx';
import { StepDialog } from './step-dialog.tsx';
import { typeName } from './step-text.ts';

interface StepsPanelProps {
  readonly procedure: Procedure;
  /** the version in force, whose keys a new step may not take */
  readonly inForce: Procedure;
  readonly terms: readonly TermInForce[];
  /** number of the version that is shown; undefined while it is being changed: then it is no version yet */
  readonly version: string | undefined;
  readonly onChange: ((next: Procedure) => void) | undefined;
}

/** The steps of each type of inspection. */
export function StepsPanel({ procedure, inForce, terms, version, onChange }: StepsPanelProps) {
  const types = procedure.inspections.map(({ type }) => type);
  const [type, setType] = useState(types[0] ?? '');
  const [open, setOpen] = useState<{ readonly step: Step | undefined }>();
  const [printing, setPrinting] = useState(false);
  const focusShift = useFocusAfterShift();
  const steps = stepsOf(procedure, type);

  function save(step: Step): void {
    onChange?.(setStep(procedure, type, step));
    setOpen(undefined);
  }

  return (
    <Panel
      title={t('procedure.steps')}
      actions={
        <>
          {version !== undefined && (
            <Button icon="print" onPress={() => setPrinting(true)}>
              {t('procedure.print')}
            </Button>
          )}
          {onChange && (
            <Button icon="plus" onPress={() => setOpen({ step: undefined })}>
              {t('procedure.addStep')}
            </Button>
          )}
        </>
      }
    >
      <div className="procedure-way">
        <RadioChoice
          label={t('procedure.type')}
          options={types.map((key) => ({ key, label: typeName(key) }))}
          value={type}
          onChange={(key) => setType(key ?? type)}
        />
        <ol className="procedure-steps" aria-label={t('procedure.stepsOf', { type: typeName(type) })}>
          {steps.map((step, index) => (
            <StepCard
              key={`${type} ${step.key}`}
              procedure={procedure}
              step={step}
              place={index + 1}
              of={steps.length}
              terms={terms}
              deeds={
                onChange && {
                  onEdit: () => setOpen({ step }),
                  onShift: (by) => {
                    onChange(shiftStep(procedure, type, { key: step.key, by }));
                    focusShift(step.key, by);
                  },
                  onRemove: () => onChange(removeStep(procedure, type, step.key)),
                }
              }
            />
          ))}
        </ol>
      </div>
      {printing && version !== undefined && (
        <PrintStepsDialog
          procedure={procedure}
          type={type}
          version={version}
          terms={terms}
          onClose={() => setPrinting(false)}
        />
      )}
      {open && (
        <StepDialog
          procedure={procedure}
          step={open.step}
          newKey={newStepKey([procedure, inForce], type)}
          terms={terms}
          onSave={save}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Panel>
  );
}

/** The button that moved a step keeps the focus when the step stands elsewhere; at the edge its neighbour takes it. */
function useFocusAfterShift(): (key: string, by: -1 | 1) => void {
  const wanted = useRef<readonly [key: string, by: -1 | 1]>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    const [key, by] = wanted.current;
    wanted.current = undefined;
    const button = [shiftId(key, by), shiftId(key, by === 1 ? -1 : 1)]
      .map((id) => document.getElementById(id))
      .find((found) => found instanceof HTMLButtonElement && !found.disabled);
    button?.focus();
    button?.scrollIntoView({ block: 'nearest' });
  });
  return (key, by) => {
    wanted.current = [key, by];
  };
}
