import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { checkHolders, HOLDERS } from './new-office.ts';
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
          {holders.map((holder, index) => (
            // a sheet has no name but its place
            <div key={index} className="gate-holder">
              <TextInput
                label={t('unlock.holders.holder', { n: index + 1 })}
                required
                autoFocus={index === 0}
                maxLength={120}
                value={holder}
                onChange={(text) => onChange({ holders: holders.map((was, place) => (place === index ? text : was)) })}
                problem={problem(`holder${index}`)}
              />
              <IconButton
                icon="trash"
                label={t('unlock.holders.remove', { n: index + 1 })}
                disabled={busy || holders.length <= HOLDERS.min}
                onPress={() => onChange({ holders: holders.filter((_, place) => place !== index) })}
              />
            </div>
          ))}
          <div>
            <Button
              size="small"
              icon="plus"
              disabled={busy || holders.length >= HOLDERS.max}
              onPress={() => onChange({ holders: [...holders, ''] })}
            >
              {t('unlock.holders.add')}
            </Button>
          </div>
          <p className="gate-lead" role="status">
            {busy ? t('unlock.creating') : ''}
          </p>
        </>
      )}
    </StepForm>
  );
}
