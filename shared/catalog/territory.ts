import * as v from 'valibot';
import { plainText } from '../kernel/words.ts';
import { Confidence } from './entry.ts';
import territoryData from './territory.json';

const Municipality = v.strictObject({
  /** DDMM, as in the first four digits of an identity number */
  code: v.pipe(v.string(), v.regex(/^(0[1-9]|1[0-8])\d{2}$/)),
  name: v.string(),
  /** other names people search for */
  aliases: v.optional(v.array(v.string())),
});
export type Municipality = v.InferOutput<typeof Municipality>;

const Department = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^(0[1-9]|1[0-8])$/)),
  name: v.string(),
  seat: v.string(),
  municipalities: v.array(Municipality),
});
export type Department = v.InferOutput<typeof Department>;

const Territory = v.strictObject({ source: v.string(), confidence: Confidence, departments: v.array(Department) });

interface Places {
  readonly departments: readonly Department[];
  readonly departmentByCode: ReadonlyMap<string, Department>;
  readonly municipalityByCode: ReadonlyMap<string, Municipality>;
}

let places: Places | undefined;

/** Checked when first asked for: a window opens without any place, and checking 316 of them takes its time. */
function getPlaces(): Places {
  if (places) return places;
  const { departments } = v.parse(Territory, territoryData);
  places = {
    departments,
    departmentByCode: new Map(departments.map((department) => [department.code, department])),
    municipalityByCode: new Map(
      departments.flatMap((department) => department.municipalities.map((place) => [place.code, place] as const)),
    ),
  };
  return places;
}

/** The 18 departments of Honduras with their 298 municipalities, in code order. */
export function listDepartments(): readonly Department[] {
  return getPlaces().departments;
}

/** A department by its two digits. */
export function findDepartment(code: string): Department | undefined {
  return getPlaces().departmentByCode.get(code);
}

/** A municipality by its four digits (DDMM). */
export function findMunicipality(code: string): Municipality | undefined {
  return getPlaces().municipalityByCode.get(code);
}

/** The department a municipality code belongs to. */
export function departmentOf(municipalityCode: string): Department | undefined {
  return findDepartment(municipalityCode.slice(0, 2));
}

/** `Tela, Atlántida`; the bare code when it is not known, so that nothing vanishes. */
export function placeName(municipalityCode: string): string {
  const municipality = findMunicipality(municipalityCode);
  const department = departmentOf(municipalityCode);
  return municipality && department ? `${municipality.name}, ${department.name}` : municipalityCode;
}

/**
 * Municipalities whose name, other name or code starts with or contains the text, without regard to case and accents.
 * Names that start with it come first.
 * @param departmentCode looks only in this department
 */
export function searchMunicipalities(text: string, departmentCode?: string): readonly Municipality[] {
  const wanted = plainText(text);
  const where = listDepartments().filter(({ code }) => departmentCode === undefined || code === departmentCode);
  const all = where.flatMap((department) => department.municipalities);
  const names = (place: Municipality): string[] => [place.name, ...(place.aliases ?? [])].map(plainText);
  const first = all.filter((place) => place.code.startsWith(wanted) || names(place).some((n) => n.startsWith(wanted)));
  const later = all.filter((place) => !first.includes(place) && names(place).some((n) => n.includes(wanted)));
  return [...first, ...later];
}
