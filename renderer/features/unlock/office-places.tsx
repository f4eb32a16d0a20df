import '../../text/whole.ts';
import { DepartmentInput, MunicipalityInput } from '../../form/inputs/place-inputs.tsx';
import { t } from '../../text/index.ts';
import type { StepProps } from './office-step.tsx';

/** Where the office is: choosing one field fills in or empties the other. */
export function OfficePlaces({
  form,
  onChange,
  problem,
}: Pick<StepProps, 'form' | 'onChange'> & { readonly problem: string | undefined }) {
  return (
    <>
      <DepartmentInput
        label={t('unlock.office.department')}
        value={form.department}
        onChange={(department) =>
          onChange({
            department,
            ...(form.municipality.startsWith(department) ? {} : { municipality: '' }),
          })
        }
      />
      <MunicipalityInput
        label={t('unlock.office.municipality')}
        required
        department={form.department}
        value={form.municipality}
        onChange={(municipality) =>
          onChange({
            municipality,
            ...(municipality === '' ? {} : { department: municipality.slice(0, 2) }),
          })
        }
        problem={problem}
      />
    </>
  );
}
