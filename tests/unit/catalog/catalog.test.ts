import { describe, expect, test } from 'vitest';
import {
  branches,
  catalogKeys,
  catalogLabel,
  findEntry,
  infringements,
  inspectionTypes,
  matters,
  origins,
  terms,
} from '../../../shared/catalog/catalog.ts';
import { departmentShapes } from '../../../shared/catalog/department-shapes.ts';
import { printableNorm } from '../../../shared/catalog/entry.ts';
import { formatDni, formatPhone, isDni, isPhone, isRtn } from '../../../shared/catalog/identifiers.ts';
import { municipalitySeats } from '../../../shared/catalog/municipality-seats.ts';
import {
  departmentOf,
  findDepartment,
  findMunicipality,
  listDepartments,
  placeName,
  searchMunicipalities,
} from '../../../shared/catalog/territory.ts';
import { visitRules } from '../../../shared/catalog/visit-rules.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';

describe('territory', () => {
  const departments = listDepartments();
  const municipalities = departments.flatMap((department) => department.municipalities);

  test('every department has its outline, with its number inside the picture', () => {
    const { departments: shapes, width, height } = departmentShapes();
    expect(Object.keys(shapes).sort()).toEqual(departments.map(({ code }) => code).sort());
    for (const { path, label } of Object.values(shapes)) {
      const xs = path.match(/\d+(?= )/g)?.map(Number) ?? [];
      expect(label[0]).toBeGreaterThan(Math.min(...xs));
      expect(label[0]).toBeLessThan(Math.max(...xs));
      expect(Math.max(...xs)).toBeLessThanOrEqual(width);
      expect(label[1]).toBeLessThan(height);
    }
  });

  test('every municipality has its place on the map, in or right beside the outline of its department', () => {
    const { departments: shapes, west, north, perDegree, width, height } = departmentShapes();
    const seats = municipalitySeats();
    expect([...seats.keys()].sort()).toEqual(municipalities.map(({ code }) => code));
    for (const [code, { latitude, longitude }] of seats) {
      const x = (longitude - west) * perDegree[0];
      const y = (north - latitude) * perDegree[1];
      expect(x > 0 && x < width && y > 0 && y < height, code).toBe(true);
      expect(distanceTo(shapes[code.slice(0, 2)]!.path, x, y), code).toBeLessThan(3);
    }
  });

  test('18 departments, 298 municipalities, codes unique and in order', () => {
    expect(departments).toHaveLength(18);
    expect(municipalities).toHaveLength(298);
    const codes = municipalities.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(departments.map(({ code }) => code)).toEqual(
      [...Array(18).keys()].map((i) => String(i + 1).padStart(2, '0')),
    );
  });

  test('every municipality carries its department in its code, without gaps', () => {
    for (const { code, municipalities: places } of departments) {
      expect(places.map((place) => place.code)).toEqual(places.map((_, i) => code + String(i + 1).padStart(2, '0')));
    }
  });

  test('names are whole: no blanks at the ends, no replaced characters', () => {
    for (const { name } of municipalities) expect(name).toMatch(/^\p{Lu}[\p{L}. ]*\p{L}$/u);
  });

  test('looked up by code', () => {
    expect(findMunicipality('0801')?.name).toBe('Distrito Central');
    expect(findMunicipality('0899')).toBeUndefined();
    expect(findDepartment('18')?.name).toBe('Yoro');
    expect(departmentOf('0107')?.name).toBe('Atlántida');
    expect(placeName('0107')).toBe('Tela, Atlántida');
    expect(placeName('9999')).toBe('9999');
  });

  test('searched without accents, by other names and by code', () => {
    const names = (text: string, department?: string): string[] =>
      searchMunicipalities(text, department).map(({ name }) => name);
    expect(names('tegucigalpa')).toEqual(['Distrito Central']);
    expect(names('COMAYAGUELA')).toEqual(['Distrito Central']);
    expect(names('0501')).toEqual(['San Pedro Sula']);
    expect(names('guan')[0]).toMatch(/^Guan/);
    expect(names('guan')).toContain('San Miguel Guancapla');
    expect(names('la c', '01')).toEqual(['La Ceiba']);
    expect(names('atlantis')).toEqual([]);
    expect(searchMunicipalities('')).toHaveLength(298);
  });
});

describe('catalogues', () => {
  const all = { branches, infringements, inspectionTypes, matters, origins, terms };

  test.each(Object.entries(all))('%s: keys are unique', (_, entries) => {
    const keys = entries.map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(3);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('an entry without a source that was read is not marked as verified', () => {
    for (const entry of Object.values(all).flat()) {
      if (/not found|of this project|not confirmed/i.test(entry.source)) expect(entry.confidence).not.toBe('verified');
    }
  });

  test('only a confirmed norm may be printed', () => {
    const norms = infringements.map((entry) => [entry.key, printableNorm(entry)]).filter(([, norm]) => norm);
    expect(norms.map(([key]) => key)).toEqual(['obstruction']);
    expect(findEntry('infringements', 'safety')?.norm).toBeDefined();
  });

  test('a term whose length no source gives has none', () => {
    expect(terms.filter(({ amount }) => amount === null).map(({ key }) => key)).toEqual([
      'notifyActa',
      'correction',
      'reinspection',
      'resolution',
      'documentRequest',
    ]);
  });

  test('labels; an unknown key stays visible', () => {
    expect(catalogLabel('inspectionTypes', 'ordinary')).toBe('Inspección ordinaria');
    expect(catalogLabel('inspectionTypes', 'future')).toBe('future');
    expect(catalogKeys('inspectionTypes')).toEqual(['ordinary', 'extraordinary', 'advisory', 'reinspection']);
    expect(new Set(inspectionTypes.map(({ abbreviation }) => abbreviation)).size).toBe(4);
  });
});

describe('identifiers', () => {
  test.each([
    ['0801198210044', true],
    ['1807200399999', true],
    ['1901198210044', false],
    ['0001198210044', false],
    ['0801218210044', false],
    ['080119821004', false],
    ['0801-1982-10044', false],
    ['08011982100440', false],
  ])('DNI %s: %s', (digits, fine) => {
    expect(isDni(digits)).toBe(fine);
  });
  test.each([
    ['08011982100440', true],
    ['0801198210044', false],
    ['0801198210044A', false],
  ])('RTN %s: %s', (digits, fine) => {
    expect(isRtn(digits)).toBe(fine);
  });
  test.each([
    ['22000000', true],
    ['99887766', true],
    ['12345678', false],
    ['9988776', false],
    ['998877665', false],
  ])('telephone %s: %s', (digits, fine) => {
    expect(isPhone(digits)).toBe(fine);
  });
  test('grouped for reading; anything else stays as typed', () => {
    expect(formatDni('0801198210044')).toBe('0801-1982-10044');
    expect(formatDni('0801')).toBe('0801');
    expect(formatPhone('99887766')).toBe('9988-7766');
    expect(formatPhone('9988-776')).toBe('9988-776');
  });
});

test('legal values of a visit are data with a source; a verified one names its norm', () => {
  expect(visitRules.dayShift).toMatchObject({ from: '05:00', to: '19:00', norm: 'Código del Trabajo, art. 321' });
  for (const { confidence, norm, source } of Object.values(visitRules)) {
    expect(source).not.toBe('');
    expect(norm !== undefined).toBe(confidence === 'verified');
  }
  const tables = inspection.sections.flatMap((section) => section.tables);
  expect(tables.find(({ key }) => key === 'witnesses')?.minRows).toBe(visitRules.refusalWitnesses.count);
});

/** How far a point lies outside an outline of the map, in its own lengths; 0 inside. */
function distanceTo(path: string, x: number, y: number): number {
  const rings = path
    .split('Z')
    .map((ring) => [...ring.matchAll(/(-?\d+) (-?\d+)/g)].map((m) => [+m[1]!, +m[2]!] as const));
  const edges = rings.flatMap((ring) => ring.map((to, i) => [ring.at(i - 1)!, to] as const));
  const crossed = edges.filter(
    ([[x1, y1], [x2, y2]]) => y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1,
  );
  if (crossed.length % 2 === 1) return 0;
  const distances = edges.map(([[x1, y1], [x2, y2]]) => {
    const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
    return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1));
  });
  return Math.min(...distances);
}
