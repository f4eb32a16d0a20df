import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { terms } from '../../../../shared/catalog/catalog.ts';
import { computeDeadline } from '../../../../shared/deadline/deadline.ts';
import { holidaysUnder, rulesInForce } from '../../../../shared/deadline/rule-in-force.ts';
import type { Closure } from '../../../../shared/deadline/closure.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { listAudit } from '../../../../renderer/db/audit.ts';
import {
  addClosure,
  confirmRule,
  confirmTerm,
  readLegalCalendar,
  removeClosure,
  unconfirmRule,
  unconfirmTerm,
} from '../../../../renderer/db/legal-calendar.ts';
import { saveOfficeEntity } from '../../../../renderer/db/office-entities.ts';
import { readOffice } from '../../../../renderer/db/settings.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { fakeStorageManager, got, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

let office: TestOffice;
let db: Database;
beforeEach(async () => {
  office = new TestOffice();
  db = await office.create();
});
afterEach(() => closeDatabase(db));

const storm: Closure = {
  kind: 'closed',
  from: '2024-11-15',
  until: '2024-11-18',
  places: ['0801'],
  label: 'Tormenta Sara',
  norm: 'Comunicado',
  confidence: 'verified',
};
const suspension: Closure = {
  kind: 'suspended',
  from: '2026-03-02',
  until: '2026-03-02',
  label: 'Suspensión de plazos',
  confidence: 'unverified',
};

test('closures are noted, listed newest first, and taken away again; each is in the history', async () => {
  expect(got(await readLegalCalendar(db))).toEqual({
    closures: [],
    terms,
    rules: rulesInForce({}),
    unreadable: 0,
  });
  got(await addClosure(db, storm));
  got(await addClosure(db, suspension));
  closeDatabase(db);
  db = got(await office.open());
  const { closures } = got(await readLegalCalendar(db));
  expect(closures.map(({ id, ...closure }) => [typeof id, closure])).toEqual([
    ['string', suspension],
    ['string', storm],
  ]);
  got(await removeClosure(db, closures[1]!));
  expect(got(await readLegalCalendar(db)).closures).toEqual([closures[0]]);
  const told = got(await listAudit(db)).flatMap(({ action, detail }) => (action === 'settings' ? [detail] : []));
  expect(told.slice(-3)).toEqual([
    'Se anotó cierre: Tormenta Sara, 2024-11-15 a 2024-11-18',
    'Se anotó suspensión de plazos: Suspensión de plazos, 2026-03-02',
    'Se quitó cierre: Tormenta Sara, 2024-11-15 a 2024-11-18',
  ]);
});

test('a term is confirmed with its document, and goes back to what the catalogue says', async () => {
  const [correction, , , notify] = got(await readLegalCalendar(db)).terms;
  expect(notify).toMatchObject({ key: 'notifyActa', amount: null, confidence: 'unverified' });
  const confirmed = { amount: 3, document: 'Manual de Procesos', by: 'Ana Núñez', on: '2026-11-25' };
  got(await confirmTerm(db, notify!, confirmed));
  got(await confirmTerm(db, correction!, { ...confirmed, amount: 12 }));
  const after = got(await readLegalCalendar(db)).terms;
  expect(after[3]).toEqual({ ...notify, amount: 3, confidence: 'verified', confirmed });
  expect(after[0]).toMatchObject({ amount: 12, confidence: 'verified' });
  expect(after.slice(4)).toEqual(terms.slice(4));
  got(await unconfirmTerm(db, after[3]!));
  expect(got(await readLegalCalendar(db)).terms[3]).toEqual(notify);
  expect(got(await readLegalCalendar(db)).terms[0]).toMatchObject({ amount: 12 });
});

test('a rule of counting is confirmed beside the terms, and what rests on it is as sure as its document', async () => {
  const due = async () => {
    const { rules, closures } = got(await readLegalCalendar(db));
    const term = { unit: 'workingDay', amount: 3, confidence: 'verified' } as const;
    const running = { term, from: '2026-11-25T18:00:00.000Z', aboutChild: false };
    return got(computeDeadline(running, { holidays: holidaysUnder(rules), closures }));
  };
  const before = await due();
  expect(before).toMatchObject({ due: '2026-11-30', confidence: 'unverified' });
  const confirmed = { document: 'Ley de Procedimiento Administrativo, art. 43', by: 'Ana Núñez', on: '2026-11-25' };
  const { rules } = got(await readLegalCalendar(db));
  const [weekend, counting] = rules;
  got(await confirmRule(db, weekend!, confirmed));
  expect((await due()).confidence).toBe('unverified');
  got(await confirmRule(db, counting!, confirmed));
  got(await confirmTerm(db, got(await readLegalCalendar(db)).terms[0]!, { ...confirmed, amount: 12 }));
  expect(await due()).toMatchObject({
    due: before.due,
    confidence: 'verified',
    rules: [{ norm: 'Ley de Procedimiento Administrativo, art. 43', confidence: 'verified' }],
  });
  const after = got(await readLegalCalendar(db));
  expect(after.rules[1]).toMatchObject({ key: 'counting', confirmed });
  expect(after.terms[0]).toMatchObject({ amount: 12 });
  got(await unconfirmRule(db, after.rules[0]!));
  got(await unconfirmRule(db, after.rules[1]!));
  expect(got(await readLegalCalendar(db)).rules).toEqual(rules);
  const told = got(await listAudit(db)).map(({ detail }) => detail);
  expect(told).toContain('Regla de cómputo confirmada: Fin de semana (Ley de Procedimiento Administrativo, art. 43)');
});

test('notes that this version cannot read are counted, and never taken for something else', async () => {
  const settings = got(await readOffice(db));
  const save = (entity: string, values: Record<string, string>) => saveOfficeEntity(db, entity, values, () => 'x');
  got(await save(`closure/${newId()}`, { kind: 'eclipse', from: '2026-01-01' }));
  got(await save(`terms/${db.officeId}`, { appeal: 'ten' }));
  got(await addClosure(db, storm));
  const calendar = got(await readLegalCalendar(db));
  expect(calendar.unreadable).toBe(2);
  expect(calendar.closures).toHaveLength(1);
  expect(calendar.terms).toEqual(terms);
  expect(got(await readOffice(db))).toEqual(settings);
});
