import * as v from 'valibot';
import seatsData from './municipality-seats.json';

/** latitude and longitude in degrees; `approximate` where no list at hand names the place itself */
const Seat = v.union([
  v.strictTuple([v.number(), v.number()]),
  v.strictTuple([v.number(), v.number(), v.literal('approximate')]),
]);

const Seats = v.strictObject({
  source: v.string(),
  /** by municipality (DDMM) */
  seats: v.record(v.string(), Seat),
});

/** Where a municipality is put on a map. */
export interface MunicipalitySeat {
  /** degrees north */
  readonly latitude: number;
  /** degrees east: negative in Honduras */
  readonly longitude: number;
  /** estimated within its department, and compared with no map: to be shown as such */
  readonly approximate: boolean;
}

/**
 * The seats of the municipalities by code (DDMM), for a glance at a map and for nothing that is measured.
 * Source: GeoNames (CC BY 4.0); see the file for what is approximate.
 */
export function municipalitySeats(): ReadonlyMap<string, MunicipalitySeat> {
  const { seats } = v.parse(Seats, seatsData);
  return new Map(
    Object.entries(seats).map(([code, [latitude, longitude, mark]]) => [
      code,
      { latitude, longitude, approximate: mark === 'approximate' },
    ]),
  );
}
