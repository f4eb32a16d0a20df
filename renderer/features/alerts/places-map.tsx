import { useMemo } from 'react';
import { departmentShapes } from '../../../shared/catalog/department-shapes.ts';
import { findDepartment } from '../../../shared/catalog/territory.ts';
import { t } from '../../text/index.ts';

interface PlacesMapProps {
  /** alerts by municipality (DDMM, empty where nobody knows) */
  readonly places: readonly { readonly municipality: string; readonly all: number }[];
}

/** Shades that the eye tells apart; the number stands in each department all the same. */
const SHADES = 4;

/** Where alerts come from, at a glance: the departments with their numbers. The table beside it says the same in words. */
export function PlacesMap({ places }: PlacesMapProps) {
  const { width, height, departments } = useMemo(departmentShapes, []);
  const counts = useMemo(() => byDepartment(places), [places]);
  const most = Math.max(1, ...counts.values());
  const told = [...counts].map(([code, all]) => `${nameOf(code)}: ${all}`);
  const shapes = Object.entries(departments);
  return (
    <svg
      className="alert-map"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={[t('alerts.map'), ...told].join('. ')}
    >
      {shapes.map(([code, { path }]) => {
        const all = counts.get(code) ?? 0;
        return (
          <path key={code} d={path} data-shade={Math.ceil((SHADES * all) / most)}>
            <title>{`${nameOf(code)}: ${all}`}</title>
          </path>
        );
      })}
      {shapes.map(([code, { label }]) => {
        const all = counts.get(code);
        return (
          all !== undefined && (
            <text key={code} x={label[0]} y={label[1]}>
              {all}
            </text>
          )
        );
      })}
    </svg>
  );
}

function nameOf(code: string): string {
  return findDepartment(code)?.name ?? code;
}

function byDepartment(places: PlacesMapProps['places']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { municipality, all } of places) {
    if (municipality === '') continue;
    const code = municipality.slice(0, 2);
    counts.set(code, (counts.get(code) ?? 0) + all);
  }
  return new Map([...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])));
}
