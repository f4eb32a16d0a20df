import { classNames } from './class-names.ts';
import { Icon } from './icons.tsx';
import './nav.css';
import { useUiWords } from './words.tsx';

export interface ProgressStepsProps {
  readonly label: string;
  readonly steps: readonly string[];
  /** index of the step one is at */
  readonly current: number;
}

/** Where one is in a row of steps; it shows, it does not navigate. */
export function ProgressSteps({ label, steps, current }: ProgressStepsProps) {
  const words = useUiWords();
  return (
    <ol aria-label={label} className="ui-steps">
      {steps.map((step, index) => (
        <li
          key={step}
          className={classNames('ui-step', index < current && 'ui-step-done')}
          aria-current={index === current ? 'step' : undefined}
        >
          <span className="ui-step-mark">{index < current ? <Icon name="check" size={13} /> : index + 1}</span>
          {step}
          {index < current && <span className="ui-visually-hidden">({words.done})</span>}
        </li>
      ))}
    </ol>
  );
}
