import { useMemo } from 'react';
import { departmentShapes, type DepartmentShapes } from '../../../shared/catalog/department-shapes.ts';
import { municipalitySeats, type MunicipalitySeat } from '../../../shared/catalog/municipality-seats.ts';
import { placeName } from '../../../shared/catalog/territory.ts';
import { t } from '../../text/index.ts';

interface PlacesMapProps {
  /** alerts by municipality (DDMM, empty where nobody knows), the most first */
  readonly places: readonly { readonly municipality: string; readonly all: number }[];
}

/** Shades that the eye tells apart; the numbers stand in the municipalities all the same. */
const SHADES = 4;
/** Radius of a mark in the picture's own lengths: room for a number of two digits, and twice that for the most. */
const SMALLEST = 12;

/** Where alerts come from, at a glance: a number at each municipality. The table beside it says the same in words. */
export function PlacesMap({ places }: PlacesMapProps) {
  const shapes = useMemo(departmentShapes, []);
  const seats = useMemo(municipalitySeats, []);
  const marks = useMemo(() => marksOf(places, shapes, seats), [places, shapes, seats]);
  const counts = useMemo(() => byDepartment(places), [places]);
  const most = Math.max(1, ...counts.values());
  return (
    <figure className="alert-map">
      <svg
        viewBox={`0 0 ${shapes.width} ${shapes.height}`}
        role="img"
        aria-label={[t('alerts.map'), ...marks.map(({ told }) => told)].join('. ')}
      >
        {Object.entries(shapes.departments).map(([code, { path }]) => (
          <path key={code} d={path} data-shade={Math.ceil((SHADES * (counts.get(code) ?? 0)) / most)} />
        ))}
        {marks.map(({ municipality, all, told, x, y, radius, approximate }) => (
          <g key={municipality} data-approximate={approximate || undefined}>
            <title>{told}</title>
            <circle cx={x} cy={y} r={radius} />
            <text x={x} y={y}>
              {all}
            </text>
          </g>
        ))}
      </svg>
      <figcaption>
        {marks.some(({ approximate }) => approximate) && `${t('alerts.mapApproximate')} `}
        {t('alerts.mapSource')}
      </figcaption>
    </figure>
  );
}

interface Mark {
  readonly municipality: string;
  readonly all: number;
  readonly told: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly approximate: boolean;
}

/** The greatest first, so that none hides a smaller one. An unknown municipality is only in the table. */
function marksOf(
  places: PlacesMapProps['places'],
  { west, north, perDegree }: DepartmentShapes,
  seats: ReadonlyMap<string, MunicipalitySeat>,
): readonly Mark[] {
  const most = Math.max(1, ...places.map(({ all }) => all));
  return places.flatMap(({ municipality, all }) => {
    const seat = seats.get(municipality);
    if (seat === undefined) return [];
    return {
      municipality,
      all,
      told: `${placeName(municipality)}: ${all}`,
      x: Math.round((seat.longitude - west) * perDegree[0]),
      y: Math.round((north - seat.latitude) * perDegree[1]),
      radius: SMALLEST * (1 + Math.sqrt(all / most)),
      approximate: seat.approximate,
    };
  });
}

function byDepartment(places: PlacesMapProps['places']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { municipality, all } of places) {
    if (municipality === '') continue;
    const code = municipality.slice(0, 2);
    counts.set(code, (counts.get(code) ?? 0) + all);
  }
  return counts;
}
