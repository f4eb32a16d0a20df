import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listAudit } from '../../../../renderer/db/audit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { finalise } from '../../../../renderer/db/documents.ts';
import { addBlock, annulNumber, reserveNumbers, type NewBlock } from '../../../../renderer/db/number-register.ts';
import { gapReport, readNumbering } from '../../../../renderer/db/number-report.ts';
import {
  listReserved,
  mergeCounters,
  offerNumberOf,
  offerReserved,
  readCounters,
  type OfferedNumber,
} from '../../../../renderer/db/numbers.ts';
import { saveOfficeEntity } from '../../../../renderer/db/office-entities.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { readOffice, saveOffice } from '../../../../renderer/db/settings.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

let office: TestOffice;
let db: Database;
beforeEach(async () => {
  office = new TestOffice();
  db = await office.create(samplePerson(['chief', 'inspector']));
});
afterEach(() => closeDatabase(db));

const ORD = { type: 'ORD', year: 2026 };
const usual = { numberTemplate: '', acronym: '' };
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);

function block(over: Partial<NewBlock> = {}): NewBlock {
  return { installationId: db.installationId, ...ORD, from: 501, to: 520, note: '', ...over };
}

async function offer(): Promise<OfferedNumber> {
  return got(await offerNumberOf(db, ORD, usual));
}

/** An acta that bears the number offered. */
async function make({ number, numbering }: OfferedNumber): Promise<Result<unknown>> {
  return await finalise(db, sampleFinalise({ number, numbering }));
}

test('numbers come from the block of this computer, one after another, until it is used up', async () => {
  expect((await offer()).number).toBe('STSS-ORD-TST-00001-2026');
  got(await addBlock(db, block({ from: 501, to: 502 })));
  const first = await offer();
  expect(first).toEqual({
    number: 'STSS-ORD-TST-00501-2026',
    numbering: { counter: 'TST/ORD/2026', next: 501, low: 1 },
  });
  got(await make(first));
  expect(code(await make(first))).toBe('db/changed-meanwhile');
  got(await make(await offer()));
  const none = await offerNumberOf(db, ORD, usual);
  expect(none).toEqual({ ok: false, fault: { code: 'numbers/block-empty', detail: { type: 'ORD', year: 2026 } } });
  got(await addBlock(db, block({ from: 601, to: 700 })));
  expect((await offer()).numbering).toEqual({ counter: 'TST/ORD/2026', next: 601 });
  // other counters are none of those blocks' business on the computer where the office began
  expect(got(await offerNumberOf(db, { ...ORD, type: 'EXT' }, usual)).numbering.next).toBe(1);
});

test('a block that ends while a paper is made refuses the paper as a whole', async () => {
  got(await addBlock(db, block({ from: 501, to: 501 })));
  const offered = await offer();
  got(await make(offered));
  const { commits } = office.journal;
  expect(code(await make(offered))).toBe('numbers/block-empty');
  expect(office.journal.commits).toBe(commits);
});

test('blocks do not overlap, and the fault names the other one', async () => {
  const laptop = newId();
  got(await addBlock(db, block({ installationId: laptop, note: 'Portátil' })));
  expect(await addBlock(db, block({ from: 520, to: 530 }))).toEqual({
    ok: false,
    fault: {
      code: 'numbers/block-overlaps',
      detail: { from: 501, to: 520, type: 'ORD', year: 2026, note: 'Portátil' },
    },
  });
  expect(code(await addBlock(db, block({ type: '*', from: 1, to: 501 })))).toBe('numbers/block-overlaps');
  got(await addBlock(db, block({ type: 'EXT', from: 1, to: 501 })));
  expect(code(await offerNumberOf(db, ORD, usual))).toBe('numbers/block-empty');
  const { register } = got(await readNumbering(db, 2026));
  expect(register.blocks.map(({ type, from, note, by }) => [type, from, note, by])).toEqual(
    expect.arrayContaining([
      ['ORD', 501, 'Portátil', db.personId],
      ['EXT', 1, '', db.personId],
    ]),
  );
});

test('another computer gets no number that was given here before there were blocks', async () => {
  got(await make(await offer()));
  got(await make(await offer()));
  const laptop = newId();
  expect(await addBlock(db, block({ installationId: laptop, from: 2, to: 9 }))).toEqual({
    ok: false,
    fault: { code: 'numbers/block-given', detail: { last: 2 } },
  });
  expect(code(await addBlock(db, block({ installationId: laptop, type: '*', from: 1, to: 9 })))).toBe(
    'numbers/block-given',
  );
  got(await addBlock(db, block({ installationId: laptop, from: 3, to: 9 })));
  got(await addBlock(db, block({ from: 1, to: 2 })));
  expect(code(await offerNumberOf(db, ORD, usual))).toBe('numbers/block-empty');
  got(await addBlock(db, block({ from: 10, to: 19 })));
  expect((await offer()).numbering.next).toBe(10);
});

test('a computer that the office was copied to has no block until it is given one', async () => {
  got(await addBlock(db, block()));
  got(await make(await offer()));
  closeDatabase(db);
  db = got(await office.open(samplePerson(['chief', 'inspector']), {}, { installationId: newId() }));
  expect(code(await offerNumberOf(db, ORD, usual))).toBe('numbers/block-empty');
  expect(code(await offerNumberOf(db, { ...ORD, type: 'EXT' }, usual))).toBe('numbers/block-empty');
  got(await addBlock(db, block({ from: 521, to: 530 })));
  expect((await offer()).numbering.next).toBe(521);
  const { register, counters } = got(await readNumbering(db, 2026));
  expect(register.installations).toHaveLength(2);
  expect(counters?.find(({ type }) => type === 'ORD')).toMatchObject({ last: 501, next: 521, left: 10, isLow: false });
});

test('reserved numbers are taken in a row and given to one paper each', async () => {
  got(await addBlock(db, block()));
  got(await make(await offer()));
  const { installationId } = db;
  expect(got(await reserveNumbers(db, ORD, 3, 'Gira a Tela'))).toEqual({ from: 502, to: 504 });
  expect((await offer()).numbering.next).toBe(505);
  expect(got(await listReserved(db, ORD))).toEqual([502, 503, 504]);
  const handWritten = got(await offerReserved(db, { ...ORD, sequence: 503 }, usual));
  expect(handWritten).toEqual({
    number: 'STSS-ORD-TST-00503-2026',
    numbering: { counter: 'TST/ORD/2026', next: 503, reserved: true },
  });
  got(await make(handWritten));
  expect(code(await make(handWritten))).toBe('numbers/not-reserved');
  expect(code(await offerReserved(db, { ...ORD, sequence: 503 }, usual))).toBe('numbers/not-reserved');
  expect(code(await offerReserved(db, { ...ORD, sequence: 505 }, usual))).toBe('numbers/not-reserved');
  expect(got(await listReserved(db, ORD))).toEqual([502, 504]);
  expect(code(await reserveNumbers(db, ORD, 17, 'x'))).toBe('numbers/block-empty');
  const { register } = got(await readNumbering(db, 2026));
  expect(register.ranges).toMatchObject([
    {
      counter: 'TST/ORD/2026',
      from: 502,
      to: 504,
      kind: 'reserved',
      reason: 'Gira a Tela',
      by: db.personId,
      installationId,
    },
  ]);
});

test('an annulled number stays with its reason and is never given', async () => {
  got(await addBlock(db, block()));
  got(await reserveNumbers(db, ORD, 2, 'Gira'));
  got(await annulNumber(db, { ...ORD, sequence: 501 }, 'Hoja manchada'));
  expect(code(await annulNumber(db, { ...ORD, sequence: 501 }, 'otra vez'))).toBe('numbers/already-annulled');
  expect(code(await annulNumber(db, { ...ORD, sequence: 503 }, 'x'))).toBe('numbers/not-given');
  expect(got(await listReserved(db, ORD))).toEqual([502]);
  expect(code(await make({ number: 'x', numbering: { counter: 'TST/ORD/2026', next: 501, reserved: true } }))).toBe(
    'numbers/not-reserved',
  );
  const acts = got(await listAudit(db)).map(({ action, detail }) => [action, detail]);
  expect(acts).toEqual(
    expect.arrayContaining([
      ['numbers-reserved', 'ORD 2026: 501 a 502: Gira'],
      ['number-annulled', 'ORD 2026: 501: Hoja manchada'],
    ]),
  );
});

test('the report puts every number into one class, under every template the office ever had', async () => {
  got(await make(await offer()));
  const settings = got(await readOffice(db));
  got(await saveOffice(db, { ...settings, numberTemplate: '{TIPO}/{OFICINA}/{NN}/{AAAA}', acronym: 'SETRASS' }));
  got(await make(got(await offerNumberOf(db, ORD, got(await readOffice(db))))));
  // another type bears no number of this counter
  got(await make(got(await offerNumberOf(db, { ...ORD, type: 'EXT' }, usual))));
  got(await reserveNumbers(db, ORD, 2, 'Gira'));
  got(await annulNumber(db, { ...ORD, sequence: 4 }, 'Hoja perdida'));
  // a paper that is not there: its number was given and nothing is known of it
  got(await finalise(db, sampleFinalise({ number: 'sin número', numbering: { counter: 'TST/ORD/2026', next: 5 } })));
  const { spans, last } = got(await gapReport(db, ORD));
  expect(last).toBe(5);
  expect(spans.map(({ kind, from, to, range }) => [kind, from, to, range?.reason])).toEqual([
    ['paper', 1, 2, undefined],
    ['reserved', 3, 3, 'Gira'],
    ['annulled', 4, 4, 'Hoja perdida'],
    ['gap', 5, 5, undefined],
  ]);
});

test('what another copy gave is not given again, block by block', async () => {
  got(await addBlock(db, block()));
  got(await reserveNumbers(db, ORD, 2, 'Gira'));
  const before = (await db.tables.meta.get('counters'))!;
  got(await make(await offer()));
  got(await make(got(await offerReserved(db, { ...ORD, sequence: 502 }, usual))));
  expect(before.k === 'counters' && got(await mergeCounters(db, before))).toBeUndefined();
  const later = got(await readCounters(db)).last;
  expect(Object.values(later).sort()).toEqual([1, 503]);
});

test('a note that this version cannot read is counted and counts for nothing', async () => {
  got(await saveOfficeEntity(db, `block/${newId()}`, { type: 'ORD', from: 'uno' }, () => 'x'));
  const { register } = got(await readNumbering(db, 2026));
  expect([register.blocks.length, register.unreadable]).toEqual([0, 1]);
  expect((await offer()).numbering.next).toBe(1);
});

test('an administrator sees the blocks and gives them to their own computer, without seeing any counter', async () => {
  got(await addBlock(db, block()));
  closeDatabase(db);
  db = got(await office.open(samplePerson(['administrator'])));
  const facts = got(await readNumbering(db, 2026));
  expect([facts.counters, facts.register.blocks.length]).toEqual([undefined, 1]);
  got(await addBlock(db, block({ from: 521, to: 530 })));
  expect(code(await addBlock(db, block({ installationId: newId(), from: 531, to: 540 })))).toBe('access/denied');
  expect(code(await reserveNumbers(db, ORD, 1, 'x'))).toBe('access/denied');
});
