import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Words } from '../../parts/passphrase-check.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import type { StepProblems } from './new-office.ts';
import { useFormFocus } from './use-form-focus.ts';

export interface StepFormProps<F extends string> {
  /** what is wrong now */
  readonly problems: StepProblems<F>;
  readonly next: string;
  readonly busy?: boolean;
  readonly onNext: () => void;
  readonly onBack?: (() => void) | undefined;
  /** @param words the sentence for a field once the person tried to go on; undefined before, or when it is fine */
  readonly children: (words: (field: F) => string | undefined) => ReactNode;
}

/** One step of the first run: Enter goes on; what is wrong is marked, said once and focused. */
export function StepForm<F extends string>(props: StepFormProps<F>) {
  const { problems, next, busy = false, onNext, onBack, children } = props;
  const [tried, setTried] = useState(false);
  const { form, focusFirstProblem } = useFormFocus();
  const wrong = Object.keys(problems).length > 0;
  return (
    <form
      ref={form}
      className="gate-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (busy) return;
        setTried(true);
        if (wrong) focusFirstProblem();
        else onNext();
      }}
    >
      {children((field) => {
        const words: Words | undefined = problems[field];
        return tried && words ? t(...words) : undefined;
      })}
      <p className="ui-visually-hidden" role="alert">
        {tried && wrong ? t('unlock.problem.summary') : ''}
      </p>
      <div className="gate-actions">
        {onBack && (
          <Button onPress={onBack} disabled={busy}>
            {t('common.back')}
          </Button>
        )}
        <Button kind="primary" type="submit" busy={busy}>
          {next}
        </Button>
      </div>
    </form>
  );
}
