import { may } from '../../../shared/access/permissions.ts';
import { guardianOf } from '../../parts/key-holding.ts';
import { RolesInput } from '../../parts/roles-input.tsx';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { checkPerson, FIRST_PERSON_IS, type NewOffice } from './new-office.ts';
import type { StepProps } from './office-step.tsx';
import { StepForm } from './step-form.tsx';

/** Second step of the first run: who begins the office, and as what. */
export function PersonStep({ form, onChange, onNext, onBack }: StepProps & { readonly onBack: () => void }) {
  return (
    <StepForm problems={checkPerson(form)} next={t('common.next')} onNext={onNext} onBack={onBack}>
      {(problem) => (
        <>
          <p className="gate-lead">{t('unlock.person.intro')}</p>
          <TextInput
            label={t('unlock.person.name')}
            required
            autoFocus
            maxLength={120}
            value={form.personName}
            onChange={(personName) => onChange({ personName })}
            problem={problem('personName')}
          />
          <div className="gate-pair">
            <TextInput
              label={t('unlock.person.position')}
              hint={t('unlock.person.position.hint')}
              required
              maxLength={120}
              value={form.position}
              onChange={(position) => onChange({ position })}
              problem={problem('position')}
            />
            <TextInput
              label={t('unlock.person.credential')}
              required
              maxLength={40}
              value={form.credential}
              onChange={(credential) => onChange({ credential })}
              problem={problem('credential')}
            />
          </div>
          <RolesInput
            label={t('unlock.person.roles')}
            hint={t('unlock.person.roles.hint')}
            value={form.roles}
            onChange={(roles) => onChange({ roles })}
            locked={[FIRST_PERSON_IS]}
          />
          <KeysNotice roles={form.roles} />
        </>
      )}
    </StepForm>
  );
}

/** What nobody will be able to open with these roles, said before there is anything to open. */
function KeysNotice({ roles }: Pick<NewOffice, 'roles'>) {
  const guardian = guardianOf([roles]);
  if (!may(roles, 'case.read')) {
    return <Notice kind="warn" title={t('unlock.person.noCases')} todo={t('unlock.person.noCases.todo')} />;
  }
  if (guardian === 'liaison') return null;
  return (
    <Notice
      kind="info"
      title={t('unlock.person.noLiaison')}
      todo={t(guardian === 'nobody' ? 'unlock.person.noLiaison.nobody' : 'unlock.person.noLiaison.emergency')}
    />
  );
}
