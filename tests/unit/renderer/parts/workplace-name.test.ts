import { expect, test } from 'vitest';
import { workplaceName } from '../../../../renderer/parts/workplaces/workplace-name.ts';

test.each([
  { employer: 'Almacén X', site: 'A', name: 'Almacén X · A' },
  { employer: 'Almacén X', site: 'Almacén', name: 'Almacén X · Almacén' },
  { employer: 'Almacén X', site: 'Bodega 2', name: 'Almacén X · Bodega 2' },
  { employer: 'Almacén X', site: ' ALMACEN  x', name: 'Almacén X' },
  { employer: 'Almacén X', site: '', name: 'Almacén X' },
])('a workplace of $employer with the site "$site" is called $name', ({ employer, site, name }) => {
  expect(workplaceName({ employer, site })).toBe(name);
});

test('a site is told where the employer is not known', () => {
  expect(workplaceName({ employer: '', site: 'Bodega 2' })).toMatch(/^\S.* · Bodega 2$/);
});
