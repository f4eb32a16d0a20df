import type { TrustedOffice } from '../../../shared/roster/trust-list.ts';
import { t } from '../../text/index.ts';
import { Select } from '../../ui/select.tsx';

interface OfficeSelectProps {
  /** those that bundles can be sent to */
  readonly offices: readonly TrustedOffice[];
  /** code of the office, or nothing yet */
  readonly value: string;
  readonly onChange: (office: string) => void;
  readonly problem?: string | undefined;
  /** choices that are no office */
  readonly others?: readonly { readonly key: string; readonly label: string }[];
}

/** Which office a bundle is for. */
export function OfficeSelect({ offices, value, onChange, problem, others = [] }: OfficeSelectProps) {
  return (
    <Select
      label={t('exchange.office')}
      hint={t('exchange.officeHint')}
      options={[
        ...offices.map(({ oficina, nombre }) => ({ key: oficina, label: `${nombre} (${oficina})` })),
        ...others,
      ]}
      placeholder={t('exchange.officeChoose')}
      value={value === '' ? undefined : value}
      onChange={onChange}
      problem={problem}
      required
    />
  );
}
