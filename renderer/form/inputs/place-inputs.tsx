import { useMemo } from 'react';
import { listDepartments } from '../../../shared/catalog/territory.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import type { Option } from '../../ui/option.tsx';
import { t } from '../../text/index.ts';
import type { ValueInputProps } from './parsed-input.tsx';

/** One of the 18 departments. Value: its two digits. */
export function DepartmentInput(props: ValueInputProps) {
  return <PlaceInput {...props} listOptions={listDepartmentOptions} />;
}

/**
 * One of the 298 municipalities. Value: its four digits (DDMM).
 * @param department two digits; when given, only its municipalities are offered
 */
export function MunicipalityInput({ department, ...props }: ValueInputProps & { readonly department: string }) {
  const { value } = props;
  const listOptions = useMemo(
    () => (): readonly Option[] => {
      const all = listMunicipalityOptions();
      return department === '' ? all : all.filter(({ key }) => key.startsWith(department) || key === value);
    },
    [department, value],
  );
  return <PlaceInput {...props} listOptions={listOptions} />;
}

/**
 * @param listOptions must keep its identity while it gives the same options
 */
function PlaceInput({
  value,
  onChange,
  listOptions,
  ...props
}: ValueInputProps & { readonly listOptions: () => readonly Option[] }) {
  const options = useMemo(() => listOptions(), [listOptions]);
  return (
    <ComboBox
      {...props}
      options={options}
      value={value === '' ? undefined : value}
      onChange={(key) => onChange(key ?? '')}
      placeholder={t('fields.search')}
    />
  );
}

let departmentOptions: readonly Option[] | undefined;
let municipalityOptions: readonly Option[] | undefined;

function listDepartmentOptions(): readonly Option[] {
  departmentOptions ??= listDepartments().map(({ code, name }) => ({ key: code, label: name }));
  return departmentOptions;
}

function listMunicipalityOptions(): readonly Option[] {
  municipalityOptions ??= listDepartments().flatMap((department) =>
    department.municipalities.map(({ code, name }) => ({ key: code, label: name, detail: department.name })),
  );
  return municipalityOptions;
}
