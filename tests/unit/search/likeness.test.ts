import fc from 'fast-check';
import { expect, test } from 'vitest';
import { likeness, nameWords, type WorkplaceFacts } from '../../../shared/search/likeness.ts';

const nobody: WorkplaceFacts = { employer: '', site: '', rtn: '', municipality: '', address: '' };
const facts = (some: Partial<WorkplaceFacts>): WorkplaceFacts => ({ ...nobody, ...some });
const reasons = (a: Partial<WorkplaceFacts>, b: Partial<WorkplaceFacts>) => likeness(facts(a), facts(b)).reasons;

const name = fc.oneof(
  fc.constantFrom('Ñandú', 'Güity Hermanos', 'Maquila Río Lindo', 'Empacadora del Caribe', 'S.A.', ''),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const anybody = fc.record({
  employer: name,
  site: name,
  rtn: fc.constantFrom('', '08011982100440', '0801-1982-100440', '05019999123456', '0801'),
  municipality: fc.constantFrom('', '0801', '0501'),
  address: fc.constantFrom(
    '',
    'Km 9½, CA-13, frente a la gasolinera Uno',
    'Barrio El Centro',
    'CA-13 km 9, gasolinera',
  ),
});

test.each([
  'EMPACADORA DEL ÑANDÚ, S. DE R.L. DE C.V.',
  'Empacadora del Nandu S de RL de CV',
  'empacadora   «ñandú» s. r. l.',
  'Empacadora Ñandú, Sociedad de Responsabilidad Limitada de Capital Variable',
  'Empacadora Ñandú S.A. de C.V.',
  'Cía. Empacadora Ñandú y Cía. Ltda.',
])('%s is one company, however its name is written', (written) => {
  expect(nameWords(written)).toEqual(['empacadora', 'nandu']);
  expect(reasons({ employer: written }, { employer: 'Empacadora Ñandú' })).toEqual(['name']);
});

test('a form of company alone is no name, and words that only look like one stay', () => {
  expect(reasons({ employer: 'S.A.' }, { employer: 'S. de R.L.' })).toEqual([]);
  expect(nameWords('Casa Saavedra')).toEqual(['casa', 'saavedra']);
});

test.each([
  ['the same tax number, grouped or not', { rtn: '0801-1982-100440' }, { rtn: '08011982100440' }, ['rtn']],
  ['a part of a tax number is none', { rtn: '0801' }, { rtn: '0801' }, []],
  ['a slip of the finger', { employer: 'Empacadra Güity' }, { employer: 'Empacadora Guity' }, ['nearName']],
  ['a name within a longer one', { employer: 'Güity Hermanos' }, { employer: 'Maquila Güity Hermanos' }, ['nearName']],
  ['one common word makes nobody alike', { employer: 'Maquila' }, { employer: 'Maquila Río Lindo' }, []],
  ['the site is what another calls the employer', { site: 'Finca El Ñandú' }, { employer: 'Finca el Nandu' }, ['name']],
])('%s', (_, a, b, expected) => {
  expect(reasons(a, b)).toEqual(expected);
});

test('an address is near only within one municipality', () => {
  const [a, b] = ['Km 9, CA-13, frente a la gasolinera', 'Carretera CA-13, km 9'];
  expect(reasons({ municipality: '0101', address: a }, { municipality: '0101', address: b })).toEqual(['address']);
  expect(reasons({ municipality: '0101', address: a }, { municipality: '0501', address: b })).toEqual([]);
  expect(reasons({ address: a }, { address: b })).toEqual([]);
  expect(
    reasons({ municipality: '0101', address: 'Barrio El Centro' }, { municipality: '0101', address: 'Colonia Centro' }),
  ).toEqual([]);
});

test('what is alike is alike both ways, and there is a score exactly where there is a reason', () => {
  fc.assert(
    fc.property(anybody, anybody, (a, b) => {
      expect(likeness(a, b)).toEqual(likeness(b, a));
      const { reasons: why, score } = likeness(a, b);
      expect(score > 0).toBe(why.length > 0);
    }),
  );
});

test('whoever has a name is like itself, in capitals, without accents and under another form of company too', () => {
  fc.assert(
    fc.property(anybody, (a) => {
      const other = { ...a, employer: `${a.employer.normalize('NFD').replace(/\p{M}/gu, '')}, S. DE R.L.` };
      fc.pre(nameWords(a.employer).length > 0);
      expect(likeness(a, a).reasons).toContain('name');
      expect(likeness(a, other).reasons).toContain('name');
    }),
  );
});

test('the same tax number weighs more than a name, and a place only orders what is alike', () => {
  const own = facts({ employer: 'Güity', rtn: '08011982100440', municipality: '0801' });
  const byNumber = likeness(own, facts({ rtn: own.rtn }));
  const byName = likeness(own, facts({ employer: own.employer }));
  const nearer = likeness(own, facts({ employer: own.employer, municipality: '0801' }));
  expect([byNumber, nearer, byName].map(({ score }) => score)).toEqual(
    [byNumber.score, nearer.score, byName.score].sort((a, b) => b - a),
  );
  expect(nearer.score).toBeGreaterThan(byName.score);
  expect(likeness(own, facts({ municipality: '0801' }))).toEqual({ reasons: [], score: 0 });
});
