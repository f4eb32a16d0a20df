import { useMemo } from 'react';
import { departments } from '../../../shared/catalog/territory.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import type { Option } from '../../ui/option.tsx';
import { t } from '../../text/index.ts';
import type { ValueInputProps } from './parsed-input.tsx';

const departmentOptions: readonly Option[] = departments.map(({ code, name }) => ({ key: code, label: name }));
const municipalityOptions: readonly Option[] = departments.flatMap((department) =>
  department.municipalities.map(({ code, name }) => ({ key: code, label: name, detail: department.name })),
);

/** One of the 18 departments. Value: its two digits. */
export function DepartmentInput(props: ValueInputProps) {
  return <PlaceInput {...props} options={departmentOptions} />;
}

/**
 * One of the 298 municipalities. Value: its four digits (DDMM).
 * @param department two digits; when given, only its municipalities are offered
 */
export function MunicipalityInput({ department, ...props }: ValueInputProps & { readonly department: string }) {
  const { value } = props;
  const options = useMemo(
    () =>
      department === ''
        ? municipalityOptions
        : municipalityOptions.filter(({ key }) => key.startsWith(department) || key === value),
    [department, value],
  );
  return <PlaceInput {...props} options={options} />;
}

function PlaceInput({ value, onChange, ...props }: ValueInputProps & { readonly options: readonly Option[] }) {
  return (
    <ComboBox
      {...props}
      value={value === '' ? undefined : value}
      onChange={(key) => onChange(key ?? '')}
      placeholder={t('fields.search')}
    />
  );
}
