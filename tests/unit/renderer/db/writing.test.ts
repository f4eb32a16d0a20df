import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { phrases as catalogue } from '../../../../shared/catalog/phrases.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { listAudit } from '../../../../renderer/db/audit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { forgetWord, learnWord, readDictionary, setSpellCheck } from '../../../../renderer/db/dictionary.ts';
import { saveOfficeEntity } from '../../../../renderer/db/office-entities.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { addPhrase, changePhrase, readPhraseBank, retirePhrase } from '../../../../renderer/db/phrases.ts';
import { readWritingBank } from '../../../../renderer/parts/writing-bank.ts';
import { fakeStorageManager, got, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

let office: TestOffice;
let db: Database;
beforeEach(async () => {
  office = new TestOffice();
  db = await office.create();
});
afterEach(() => closeDatabase(db));

const scaffold = {
  label: 'Andamio sin barandas',
  step: 'finding',
  infringement: 'safety',
  text: 'El andamio de [[lugar]] carece de barandas; afecta a {trabajadores}.',
} as const;
const gate = { label: 'Portón cerrado', step: 'obstruction', text: 'El portón permaneció cerrado.' } as const;

const told = async (): Promise<readonly (string | undefined)[]> =>
  got(await listAudit(db)).flatMap(({ action, detail }) => (action === 'settings' ? [detail] : []));

test('phrases are added, changed and retired; each is in the history, and the office finds them again', async () => {
  expect(got(await readPhraseBank(db))).toEqual({ phrases: [], unreadable: 0 });
  got(await addPhrase(db, gate));
  got(await addPhrase(db, scaffold));
  closeDatabase(db);
  db = got(await office.open());
  const [first, second] = got(await readPhraseBank(db)).phrases;
  expect([first, second]).toMatchObject([scaffold, gate]);
  // its infringement is taken away, its name stays
  const { infringement, ...general } = first!;
  expect(infringement).toBe('safety');
  got(await changePhrase(db, { ...general, label: 'Andamio' }));
  got(await retirePhrase(db, second!, true));
  const after = got(await readPhraseBank(db)).phrases;
  expect(after[0]).toEqual({ ...general, label: 'Andamio' });
  expect(after[1]).toEqual({ ...second, retired: true });
  got(await retirePhrase(db, after[1]!, false));
  expect(got(await readPhraseBank(db)).phrases[1]).toEqual(second);
  expect((await told()).slice(-5)).toEqual([
    'Frase agregada: Portón cerrado',
    'Frase agregada: Andamio sin barandas',
    'Frase cambiada: Andamio',
    'Frase retirada: Portón cerrado',
    'Frase en uso otra vez: Portón cerrado',
  ]);
});

test('a phrase that this version cannot read is counted and not offered', async () => {
  got(await addPhrase(db, gate));
  got(await saveOfficeEntity(db, `phrase/${newId()}`, { label: 'x', step: 'eclipse', text: 'y' }, () => 'x'));
  expect(got(await readPhraseBank(db))).toMatchObject({ phrases: [gate], unreadable: 1 });
});

test('what is offered while writing: the own ones first, retired ones not, then the catalogue', async () => {
  got(await addPhrase(db, scaffold));
  got(await addPhrase(db, gate));
  const { phrases } = got(await readPhraseBank(db));
  got(await retirePhrase(db, phrases[1]!, true));
  const bank = got(await readWritingBank(db));
  expect(bank.phrases[0]).toEqual({ ...scaffold, key: phrases[0]!.id });
  expect(bank.phrases.slice(1)).toEqual(catalogue);
  expect(bank).toMatchObject({ isChecked: true, words: new Set() });
});

test('words are learnt once, whatever their case, and forgotten; no act names one', async () => {
  got(await learnWord(db, 'Ñáñez'));
  got(await learnWord(db, 'ñáñez'));
  got(await learnWord(db, 'balsamera'));
  closeDatabase(db);
  db = got(await office.open());
  expect(got(await readDictionary(db))).toEqual({ words: ['balsamera', 'ñáñez'], isOn: true });
  got(await forgetWord(db, 'ÑÁÑEZ'));
  got(await setSpellCheck(db, false));
  expect(got(await readDictionary(db))).toEqual({ words: ['balsamera'], isOn: false });
  expect(got(await readWritingBank(db))).toMatchObject({ isChecked: false, words: new Set(['balsamera']) });
  const acts = await told();
  expect(acts.slice(-4)).toEqual([
    'Palabra agregada al diccionario',
    'Palabra agregada al diccionario',
    'Palabra quitada del diccionario',
    'Revisión de ortografía desactivada',
  ]);
  expect(acts.join()).not.toMatch(/ñáñez|balsamera/i);
});
