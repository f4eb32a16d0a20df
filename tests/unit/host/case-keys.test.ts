import { expect, test } from 'vitest';
import { parse } from 'valibot';
import type { Role } from '../../../shared/access/roles.ts';
import { calls, type CaseBox } from '../../../shared/ipc/contract.ts';
import { toHex, type Bytes } from '../../../shared/kernel/bytes.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { openBox, sessionUse } from '../../../shared/vault/box.ts';
import { openOfficeWithHandlers } from '../../support/office-builder.ts';
import {
  chief,
  chiefPassphrase,
  faultOf,
  inspectorPassphrase,
  liaison,
  transport,
  valueOf,
  windowKeys,
} from '../../support/vault-builder.ts';

const caseId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const another = '7c9e6679-7425-40de-944b-e07fc1f90ae8';
const reason = 'La víctima pide medidas de protección';
const noKey = { code: 'access/no-case-key' };
const field = {
  name: 'Belkis Maradiaga',
  position: 'Inspectora I',
  credential: 'IT-0051',
  roles: ['inspector'] as Role[],
};

async function startCases() {
  const office = await openOfficeWithHandlers();
  const { handlers, session } = office;
  const people = {
    liaison: valueOf(await handlers.addPerson({ person: liaison, passphrase: chiefPassphrase })).id,
    chief: valueOf(await handlers.addPerson({ person: chief, passphrase: chiefPassphrase })).id,
    field: valueOf(await handlers.addPerson({ person: field, passphrase: chiefPassphrase })).id,
    colleague: valueOf(await handlers.addPerson({ person: { ...field, name: 'Otra' }, passphrase: chiefPassphrase }))
      .id,
  };
  const as = async (who: keyof typeof people, passphrase = chiefPassphrase): Promise<void> => {
    valueOf(await handlers.unlock({ personId: people[who], passphrase, transport }));
  };
  const first = async (): Promise<void> => {
    valueOf(await handlers.unlock({ personId: session.person.id, passphrase: inspectorPassphrase, transport }));
  };
  const inWindow = async (box: Bytes, of = caseId): Promise<string> =>
    toHex(valueOf(await openBox(windowKeys.privateKey, sessionUse(session.vaultId, `case/${of}`), box)));
  const make = async () => {
    const made = valueOf(await handlers.makeCaseKey({ caseId }));
    parse(calls.makeCaseKey.output, ok(made));
    return { key: await inWindow(made.key), boxes: made.boxes };
  };
  const open = async (boxes: CaseBox[], emergency = false, of = caseId) => {
    const opened = await handlers.openCaseKey({ caseId: of, boxes, reason, emergency });
    parse(calls.openCaseKey.output, opened);
    return opened.ok ? inWindow(opened.value.key, of) : faultOf(opened);
  };
  return { ...office, people, as, first, make, open };
}

test('the key of a case: for the liaison and the inspector who made it, by name; for nobody else', async () => {
  const office = await startCases();
  await office.as('field');
  const { key, boxes } = await office.make();
  expect(boxes.map(({ to }) => to)).toEqual(['protected/1', office.people.field]);
  expect(await office.open(boxes)).toBe(key);
  await office.as('liaison');
  expect(await office.open(boxes)).toBe(key);
  await office.as('colleague');
  expect(await office.open(boxes)).toEqual(noKey);
  await office.as('chief');
  expect(await office.open(boxes)).toEqual({ code: 'access/denied', detail: { permission: 'protected.open' } });
});

test('a chief opens in an emergency only; each opening is in the chain with its reason, apart', async () => {
  const office = await startCases();
  await office.as('field');
  const { key, boxes } = await office.make();
  await office.open(boxes);
  await office.as('chief');
  expect(await office.open(boxes, true)).toBe(key);
  // chief and inspector in one person: without the emergency the grant that is kept for it stays shut
  await office.first();
  expect(await office.open(boxes)).toEqual(noKey);
  const opened = (await office.acts()).filter(({ action }) => action.startsWith('protected'));
  expect(opened).toEqual([
    { action: 'protected-opened', caseId, detail: reason },
    { action: 'protected-emergency', caseId, detail: reason },
  ]);
});

test('a liaison has no emergency, and an inspector none either', async () => {
  const office = await startCases();
  const denied = { code: 'access/denied', detail: { permission: 'protected.emergency' } };
  await office.as('field');
  const { boxes } = await office.make();
  expect(await office.open(boxes, true)).toEqual(denied);
  await office.as('liaison');
  expect(await office.open(boxes, true)).toEqual(denied);
});

test('what cannot be written down is not opened, nor shared', async () => {
  const office = await startCases();
  await office.as('field');
  const { boxes } = await office.make();
  office.disk.free = 0;
  const full = { code: 'journal/disk-full' };
  expect(await office.open(boxes)).toEqual(full);
  const share = { caseId, boxes, personId: office.people.colleague, reason };
  expect(faultOf(await office.handlers.shareCaseKey(share))).toEqual(full);
});

test('sharing: by name, in the chain, and a box is never there twice', async () => {
  const office = await startCases();
  await office.as('field');
  const { key, boxes } = await office.make();
  const share = (personId: string) => office.handlers.shareCaseKey({ caseId, boxes, personId, reason });
  const shared = valueOf(await share(office.people.colleague)).boxes;
  expect(shared.map(({ to }) => to)).toEqual(['protected/1', office.people.field, office.people.colleague]);
  const again = { caseId, boxes: shared, personId: office.people.colleague, reason };
  expect(valueOf(await office.handlers.shareCaseKey(again)).boxes).toHaveLength(3);
  expect((await office.acts()).at(-1)).toEqual({ action: 'protected-shared', caseId, detail: `Otra: ${reason}` });
  expect(faultOf(await share(office.people.chief))).toMatchObject({ code: 'access/denied' });
  expect(faultOf(await share(caseId))).toEqual({ code: 'vault/unknown-person' });
  await office.as('colleague');
  expect(await office.open(shared)).toBe(key);
  expect(faultOf(await share(office.people.field))).toEqual(noKey);
});

test('boxes open for their own case, their own person and their own office only', async () => {
  const office = await startCases();
  await office.as('field');
  const { boxes } = await office.make();
  expect(await office.open(boxes, false, another)).toEqual(noKey);
  const stolen = boxes.map((box) => ({ ...box, to: office.people.colleague }));
  await office.as('colleague');
  expect(await office.open(stolen)).toEqual(noKey);
  await office.as('liaison');
  expect(await office.open([{ to: 'protected/9', box: boxes[0]!.box }])).toEqual(noKey);
  expect(await office.open([])).toEqual(noKey);
});

test('a new passphrase set by somebody else: own boxes are shut until a liaison opens the case again', async () => {
  const office = await startCases();
  await office.as('field');
  const { key, boxes } = await office.make();
  await office.first();
  valueOf(await office.handlers.resetPerson({ personId: office.people.field, passphrase: inspectorPassphrase }));
  await office.as('field', inspectorPassphrase);
  expect(await office.open(boxes)).toEqual(noKey);
  await office.as('liaison');
  const share = { caseId, boxes, personId: office.people.field, reason };
  const shared = valueOf(await office.handlers.shareCaseKey(share)).boxes;
  await office.as('field', inspectorPassphrase);
  expect(await office.open(shared)).toBe(key);
});

test('after a liaison left, cases are sealed to the new key; the old ones stay open to those who remain', async () => {
  const office = await startCases();
  await office.as('field');
  const before = await office.make();
  await office.first();
  const next = valueOf(
    await office.handlers.addPerson({ person: { ...liaison, name: 'Nuevo' }, passphrase: chiefPassphrase }),
  );
  valueOf(await office.handlers.removePerson({ personId: office.people.liaison, reason: 'Renunció' }));
  await office.as('field');
  const after = await office.make();
  expect(after.boxes[0]!.to).toBe('protected/2');
  valueOf(await office.handlers.unlock({ personId: next.id, passphrase: chiefPassphrase, transport }));
  expect(await office.open(before.boxes)).toBe(before.key);
  expect(await office.open(after.boxes)).toBe(after.key);
  await office.as('chief');
  expect(await office.open(after.boxes, true)).toBe(after.key);
});

test('a supervisor who writes protected values cannot read them back', async () => {
  const office = await startCases();
  const person = { ...field, name: 'Supervisora', roles: ['supervisor'] as Role[] };
  const { id } = valueOf(await office.handlers.addPerson({ person, passphrase: chiefPassphrase }));
  valueOf(await office.handlers.unlock({ personId: id, passphrase: chiefPassphrase, transport }));
  const { boxes } = await office.make();
  expect(boxes.map(({ to }) => to)).toEqual(['protected/1']);
  expect(await office.open(boxes)).toEqual({ code: 'access/denied', detail: { permission: 'protected.open' } });
});
