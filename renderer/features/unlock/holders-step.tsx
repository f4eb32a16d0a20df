import { checkHolders } from '../../parts/holders-check.ts';
import { HoldersInput } from '../../parts/holders-input.tsx';
import { t } from '../../text/index.ts';
import type { StepProps } from './office-step.tsx';
import { StepForm } from './step-form.tsx';

/** Fourth step of the first run: who keeps the recovery sheets. Going on makes the office. */
export function HoldersStep(props: StepProps & { readonly busy: boolean; readonly onBack: () => void }) {
  const { busy, onChange, onNext, onBack } = props;
  const { holders } = props.form;
  return (
    <StepForm problems={checkHolders(holders)} next={t('unlock.create')} busy={busy} onNext={onNext} onBack={onBack}>
      {(problem) => (
        <>
          <p className="gate-lead">{t('unlock.holders.intro')}</p>
          <p className="gate-lead">{t('unlock.holders.advice')}</p>
          <HoldersInput
            value={holders}
            onChange={(changed) => onChange({ holders: changed })}
            problem={problem}
            disabled={busy}
          />
          <p className="gate-lead" role="status">
            {busy ? t('unlock.creating') : ''}
          </p>
        </>
      )}
    </StepForm>
  );
}
