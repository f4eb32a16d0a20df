import { useEffect, useMemo, useState } from 'react';
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

/** By then a screen takes typing, however busy it was being drawn. */
const LISTS_BY_MS = 300;
const none: readonly Option[] = [];

/**
 * @param listOptions must keep its identity while it gives the same options
 */
function PlaceInput({
  value,
  onChange,
  listOptions,
  ...props
}: ValueInputProps & { readonly listOptions: () => readonly Option[] }) {
  // Laying out hundreds of places would hold up the first picture of a screen: an empty field gets its list as soon as
  // somebody comes to it, and in any case once there is nothing more urgent.
  const [stocked, setStocked] = useState(false);
  useEffect(() => {
    const handle = requestIdleCallback(() => setStocked(true), { timeout: LISTS_BY_MS });
    return () => cancelIdleCallback(handle);
  }, []);
  const needed = stocked || value !== '';
  const options = useMemo(() => (needed ? listOptions() : none), [needed, listOptions]);
  return (
    <ComboBox
      {...props}
      options={options}
      value={value === '' ? undefined : value}
      onChange={(key) => onChange(key ?? '')}
      onFocus={() => setStocked(true)}
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
