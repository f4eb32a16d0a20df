import 'fake-indexeddb/auto';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { saveAddressee } from '../../../../renderer/db/addressees.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import type { DocumentHead } from '../../../../renderer/db/documents.ts';
import { addEvidence, binEvidence, readEvidence } from '../../../../renderer/db/evidence.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { saveRecord } from '../../../../renderer/db/records.ts';
import { readPackageFacts } from '../../../../renderer/features/documents/package-facts.ts';
import { utf8 } from '../../../../shared/kernel/bytes.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { MemoryEvidence } from '../../../support/evidence-port.ts';
import { withRows } from '../../../support/inspection-builder.ts';
import { leastReferral } from '../../../support/referral-builder.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

let db: Database;
const port = new MemoryEvidence();
let caseId: string;
beforeEach(async () => {
  db = await new TestOffice().create(samplePerson(['liaison', 'inspector', 'chief']));
  caseId = newId();
});
afterEach(() => closeDatabase(db));

async function add(name: string): Promise<string> {
  const piece = { isProtected: false, name, type: 'image/jpeg', takenAt: '2026-11-24T09:15:00' } as const;
  const { id } = got(
    await addEvidence(db, port, {
      ...{ caseId, bytes: utf8(name) },
      piece: { ...piece, takenFrom: 'file', from: 'button', note: `nota de ${name}`, thumb: '' },
    }),
  );
  return id;
}

/** A case with two pieces, of which a referral to somebody names the first, and one that is gone. */
async function refer(addressee: string): Promise<DocumentHead> {
  const named = await add('una.jpg');
  await add('otra.jpg');
  const record = { kind: 'referral', id: newId() };
  const draft = withRows(
    leastReferral(addressee),
    'referral_pieces',
    { piece: named, pieceDescription: 'Recipientes' },
    { piece: newId() },
  );
  got(await saveRecord(db, { caseId, record, draft, basedOn: 0 }));
  return { caseId, record } as unknown as DocumentHead;
}

test('to a prosecutor: what the referral names is offered with its words, the rest with its note', async () => {
  const facts = got(await readPackageFacts(db, await refer('publicProsecutor')));
  expect(facts.addressee).toMatch(/^Ministerio Público/);
  // both came in at the same moment of this clock: their order is that of their ids
  const offered = facts.pieces.map(({ piece, mentioned, description }) => [piece.name, mentioned, description]);
  expect(offered.sort()).toEqual([
    ['otra.jpg', false, 'nota de otra.jpg'],
    ['una.jpg', true, 'Recipientes'],
  ]);
  expect([facts.gone, facts.closed, facts.mayGetIdentities, facts.pseudonyms]).toEqual([1, 0, true, ['NNA-01']]);
  expect([facts.keys, facts.badKeys]).toEqual([undefined, false]);
});

test('a piece in the bin does not leave', async () => {
  const head = await refer('publicProsecutor');
  const named = got(await readEvidence(db, caseId)).pieces.find(({ name }) => name === 'una.jpg');
  got(await binEvidence(db, caseId, named!));
  const facts = got(await readPackageFacts(db, head));
  expect(facts.pieces.map(({ piece }) => piece.name)).toEqual(['otra.jpg']);
  expect(facts.gone).toBe(2);
});

test.each(['police', 'localCommittee', 'other'])('to %s: no evidence, no identities', async (addressee) => {
  const facts = got(await readPackageFacts(db, await refer(addressee)));
  expect([facts.givesEvidence, facts.pieces, facts.mayGetIdentities]).toEqual([false, [], false]);
});

test('who refused, in whatever row, is not among those whose identity may go along', async () => {
  const record = { kind: 'referral', id: newId() };
  const draft = withRows(
    leastReferral('publicProsecutor'),
    'referred',
    { pseudonym: 'P-01', minor: 'no', consent: 'yes' },
    { pseudonym: 'P-02', minor: 'no', consent: 'no' },
    { pseudonym: 'P-03', minor: 'no', consent: 'couldNot' },
    { pseudonym: 'P-01', minor: 'no' },
    { pseudonym: 'P-04', minor: 'no', consent: 'yes' },
    { pseudonym: ' P-04', minor: 'no', consent: 'no' },
  );
  got(await saveRecord(db, { caseId, record, draft, basedOn: 0 }));
  const facts = got(await readPackageFacts(db, { caseId, record } as unknown as DocumentHead));
  expect(facts.pseudonyms).toEqual(['P-01', 'P-03']);
  expect(facts.withheld).toBe(2);
});

test('a key is used when it can be read; one that cannot is said', async () => {
  const head = await refer('publicProsecutor');
  const kept = { by: 'Iris', on: '2026-11-25', how: 'inPerson' } as const;
  const named = { institution: 'publicProsecutor', name: 'MP' };
  const keys = [await identityToRecipient(await generateX25519Identity())];
  got(await saveAddressee(db, named, { ...kept, keys }));
  expect(got(await readPackageFacts(db, head)).keys?.keys).toEqual(keys);
  got(await saveAddressee(db, named, { ...kept, keys: ['age1roto'] }));
  const { keys: none, badKeys } = got(await readPackageFacts(db, head));
  expect([none, badKeys]).toEqual([undefined, true]);
});
