import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Encrypter } from 'age-encryption';
import { expect, test } from 'vitest';
import { createExchangeRootHandlers } from '../../../electron/host/exchange-root.ts';
import { createExchangeTrustHandlers } from '../../../electron/host/exchange-trust.ts';
import { writeAtomically } from '../../../electron/disk/atomic-write.ts';
import { openWithRescue } from '../../../electron/vault/exchange-root.ts';
import { openInstallation } from '../../../electron/vault/installation-keys.ts';
import { renewInstallation } from '../../../electron/vault/new-office.ts';
import { may, type Permission } from '../../../shared/access/permissions.ts';
import { roles } from '../../../shared/access/roles.ts';
import { verifySeal } from '../../../shared/bundle/seal.ts';
import { latin1, ownBytes, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { listedCertificate } from '../../../shared/roster/standing.ts';
import { findInstallation, readTrustList } from '../../../shared/roster/trust-list.ts';
import { openOfficeWithHandlers } from '../../support/office-builder.ts';
import {
  chief,
  chiefPassphrase,
  add,
  faultOf,
  liaison,
  testClock,
  twoOf,
  unlock,
  valueOf,
} from '../../support/vault-builder.ts';

const rootPassphrase = 'la lluvia cae despacio en La Esperanza';
const root = {
  name: 'AC de intercambio',
  passphrase: rootPassphrase,
  holders: ['Ministra', 'Secretaría General', 'Caja'],
};

/** An office with the calls of the exchange; what it saves lies in `out`, and `chosen` is what its dialogs give. */
async function exchangeOffice() {
  const office = await openOfficeWithHandlers({ clock: testClock() });
  const out = mkdtempSync(path.join(tmpdir(), 'atalaya-exchange-'));
  const chosen: { files: string[] } = { files: [] };
  const deps = {
    vault: office.vault,
    record: (act: Parameters<typeof office.ledger.record>[0]) => office.ledger.record(act),
    dialogs: {
      chooseTrustFile: () => Promise.resolve(chosen.files[0]),
      chooseOfficeCards: () => Promise.resolve(chosen.files),
    },
    files: {
      askWhere: (proposed: string) => Promise.resolve(path.join(out, path.basename(proposed))),
      lastFolder: { find: () => Promise.resolve(out), remember: () => undefined, forget: () => undefined },
      write: writeAtomically,
      goingOut: { mayGo: () => ok(undefined), note: () => Promise.resolve(ok(undefined)) },
    },
  };
  const calls = { ...createExchangeTrustHandlers(deps), ...createExchangeRootHandlers(deps) };
  return { ...office, out, chosen, calls };
}
type Office = Awaited<ReturnType<typeof exchangeOffice>>;

async function ministryOffice() {
  const office = await exchangeOffice();
  const { sheets } = valueOf(await office.calls.makeExchangeRoot(root));
  valueOf(await office.calls.confirmExchangeRoot({}));
  return { ...office, sheets };
}

const facts = async (office: Office) => valueOf(await office.calls.exchangeFacts({}));
const listOf = async (office: Office) => valueOf(readTrustList((await facts(office)).trust!.list));
const saved = (office: Office, name: string): string => path.join(office.out, name);
const words = (of: readonly string[] | undefined): string => of!.join(' ');

/** The card goes to the ministry, its words by telephone, and the list back. */
async function certified(ministry: Office, office: Office): Promise<string> {
  const card = valueOf(await office.calls.saveOfficeCard({}));
  ministry.chosen.files = [saved(office, card.name)];
  const { cards } = valueOf(await ministry.calls.readOfficeCards({}));
  const heard = { replica: cards[0]!.replica, words: words((await facts(office)).cardWords) };
  valueOf(await ministry.calls.issueTrustList({ passphrase: rootPassphrase, cards: [heard] }));
  const list = valueOf(await ministry.calls.saveTrustList({}));
  return saved(ministry, list.name);
}

async function trusting(ministry: Office, office: Office): Promise<void> {
  office.chosen.files = [await certified(ministry, office)];
  valueOf(await office.calls.readTrustFile({}));
  valueOf(await office.calls.acceptTrust({ words: words((await facts(ministry)).rootWords) }));
}

async function headerTo(recipient: string): Promise<Bytes> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const sealed = ownBytes(await encrypter.encrypt(utf8('traspaso')));
  const text = latin1(sealed);
  return sealed.slice(0, text.indexOf('\n', text.indexOf('\n--- ') + 1) + 1);
}

const unwrap = (office: Office, header: Bytes) =>
  office.vault.use(undefined, async (open) => valueOf(await openInstallation(open)).unwrapFileKey(header));

test('the root counts once its sheets were handed out, and certifies its own computer', async () => {
  const office = await exchangeOffice();
  valueOf(await office.calls.makeExchangeRoot(root));
  expect((await facts(office)).hasRoot).toBe(false);
  office.calls.forgetCards();
  expect(await office.calls.confirmExchangeRoot({})).toEqual(fail('trust/no-root'));
  expect(faultOf(await office.calls.makeExchangeRoot({ ...root, passphrase: 'corta' }))).toMatchObject({
    code: 'vault/weak-passphrase',
  });
  const { sheets } = valueOf(await office.calls.makeExchangeRoot(root));
  expect(sheets).toHaveLength(3);
  valueOf(await office.calls.confirmExchangeRoot({}));
  const told = await facts(office);
  expect(told).toMatchObject({ hasRoot: true, cardWords: { length: 8 }, rootWords: { length: 8 } });
  expect(told.certificate).toBeDefined();
  expect(await listOf(office)).toMatchObject({ version: 1, oficinas: [{ oficina: 'LCE' }] });
  expect(await office.calls.makeExchangeRoot(root)).toEqual(fail('trust/has-root'));
  expect(await office.acts()).toContainEqual({
    action: 'trust-changed',
    detail: 'Autoridad de intercambio «AC de intercambio» · 3 hojas: Ministra; Secretaría General; Caja',
  });
});

test('a card is certified and a list accepted only by whoever types the words', async () => {
  const [ministry, office] = [await ministryOffice(), await exchangeOffice()];
  const { name } = valueOf(await office.calls.saveOfficeCard({}));
  const rubbish = path.join(office.out, 'otra.ficha');
  writeFileSync(rubbish, 'no soy una ficha');
  ministry.chosen.files = [rubbish, saved(office, name)];
  const read = valueOf(await ministry.calls.readOfficeCards({}));
  expect(read).toMatchObject({ refused: ['otra.ficha'], cards: [{ office: 'LCE', state: 'new' }] });
  const { replica } = read.cards[0]!;
  const issue = (said: string, passphrase = rootPassphrase) =>
    ministry.calls.issueTrustList({ passphrase, cards: [{ replica, words: said }] });
  expect(await issue('siete palabras que nadie dictó nunca aquí')).toEqual(fail('trust/wrong-words'));
  const heard = words((await facts(office)).cardWords);
  expect(faultOf(await issue(heard, 'no es la frase de la autoridad'))).toMatchObject({
    code: 'vault/wrong-passphrase',
  });
  expect((await listOf(ministry)).version).toBe(1);
  ministry.clock.move(60_000);
  expect(valueOf(await issue(heard)).version).toBe(2);

  office.chosen.files = [saved(ministry, valueOf(await ministry.calls.saveTrustList({})).name)];
  expect(await office.calls.acceptTrust({})).toEqual(fail('trust/none'));
  expect(valueOf(await office.calls.readTrustFile({})).kind).toBe('first');
  expect(await office.calls.acceptTrust({})).toEqual(fail('trust/wrong-words'));
  expect(await office.calls.acceptTrust({ words: heard })).toEqual(fail('trust/wrong-words'));
  const rootWords = words((await facts(ministry)).rootWords);
  expect(valueOf(await office.calls.acceptTrust({ words: rootWords.toUpperCase() }))).toEqual({
    version: 2,
    changed: true,
  });
  const told = await facts(office);
  expect(words(told.rootWords)).toBe(rootWords);
  expect(told).toMatchObject({ hasRoot: false });
  expect(told.certificate).toBeDefined();
  expect(await office.calls.readOfficeCards({})).toEqual(fail('trust/no-root'));
});

test('a revocation comes with any bundle; an older list, another root or another content changes nothing', async () => {
  const [ministry, office] = [await ministryOffice(), await exchangeOffice()];
  await trusting(ministry, office);
  const before = (await facts(office)).trust!;
  const { replica } = await facts(office);
  const revoke = { passphrase: rootPassphrase, replica, reason: 'Computadora robada' };
  expect(valueOf(await ministry.calls.revokeInstallation(revoke)).version).toBe(3);
  expect(await ministry.calls.revokeInstallation(revoke)).toEqual(fail('trust/already-revoked'));
  const newer = (await facts(ministry)).trust!;
  expect(valueOf(await office.calls.acceptTrust(newer))).toEqual({ version: 3, changed: true });
  expect(findInstallation(await listOf(office), replica)).toMatchObject({ estado: 'revocado' });
  // what it may no longer sign with
  expect((await facts(office)).certificate).toBeUndefined();
  expect(valueOf(await office.calls.acceptTrust(before))).toEqual({ version: 2, changed: false });
  expect(valueOf(await office.calls.acceptTrust(newer))).toEqual({ version: 3, changed: false });
  const other = await ministryOffice();
  expect(await office.calls.acceptTrust((await facts(other)).trust!)).toEqual(fail('trust/other-root'));
  // a new authority of the ministry is let in by a file and by its words
  office.chosen.files = [saved(other, valueOf(await other.calls.saveTrustList({})).name)];
  expect(valueOf(await office.calls.readTrustFile({})).kind).toBe('other-root');
  expect(await office.calls.acceptTrust({ words: words((await facts(ministry)).rootWords) })).toEqual(
    fail('trust/wrong-words'),
  );
  valueOf(await office.calls.acceptTrust({ words: words((await facts(other)).rootWords) }));
  expect((await listOf(office)).version).toBe(1);
});

test('a file that is sealed to this computer opens here, also after it got a new id; nobody else opens it', async () => {
  const [office, other] = [await exchangeOffice(), await exchangeOffice()];
  const [recipient] = (await facts(office)).recipients;
  const header = await headerTo(recipient!);
  const key = valueOf(await unwrap(office, header));
  expect(key).toHaveLength(16);
  expect(await unwrap(other, header)).toEqual(fail('bundle/not-for-us'));
  for (const wrong of [utf8(''), utf8('age-encryption.org/v1\n'), header.slice(0, -9), new Uint8Array(70_000)]) {
    expect(await unwrap(office, wrong)).toEqual(fail('bundle/not-a-bundle'));
  }
  const [first, stanza = '', ...rest] = latin1(header).split(/(?=-> |--- )/);
  const crowd = utf8([first, stanza.repeat(65), ...rest].join(''));
  expect(latin1(header)).toBe([first, stanza, ...rest].join(''));
  expect(await unwrap(office, crowd)).toEqual(fail('bundle/not-a-bundle'));
  valueOf(await office.vault.change(undefined, renewInstallation));
  const after = await facts(office);
  expect(after.recipients).toHaveLength(2);
  expect(after.recipients[0]).not.toBe(recipient);
  expect(valueOf(await unwrap(office, header))).toEqual(key);
});

test('what a computer wrote is sealed with its certified key, also what it wrote under a former id', async () => {
  const [ministry, office] = [await ministryOffice(), await exchangeOffice()];
  const tip = { c: newId(), n: 3, h: 'A'.repeat(43) };
  expect(await office.calls.sealSeries({ tips: [tip] })).toEqual(fail('trust/not-certified'));
  const former = (await facts(office)).replica;
  valueOf(await office.vault.change(undefined, renewInstallation));
  await trusting(ministry, office);
  const tips = [tip, { ...tip, r: former }];
  const { seals } = valueOf(await office.calls.sealSeries({ tips }));
  expect(seals.map(({ r }) => r)).toEqual([(await facts(office)).replica, former]);
  const list = await listOf(ministry);
  for (const seal of seals) {
    const certificate = await listedCertificate(list, seal.r, seal.cert);
    expect(await verifySeal(seal, certificate!)).toBe(true);
    expect(await verifySeal({ ...seal, n: 4 }, certificate!)).toBe(false);
  }
  expect(await office.calls.sealSeries({ tips: [{ ...tip, r: newId() }] })).toEqual(fail('trust/unknown-installation'));
});

test('two sheets give the authority a new passphrase, on another computer too; other sheets do not', async () => {
  const [ministry, second] = [await ministryOffice(), await exchangeOffice()];
  await trusting(ministry, second);
  const passphrase = 'otra lluvia que cae sobre Gracias';
  const foreign = await ministryOffice();
  const recover = (office: Office, sheets: readonly [string, string]) =>
    office.calls.recoverExchangeRoot({ sheets: [...sheets], passphrase });
  expect(await recover(second, twoOf(foreign.sheets))).toEqual(fail('trust/wrong-root-sheets'));
  expect(faultOf(await recover(second, [ministry.sheets[0]!.words, ministry.sheets[0]!.words]))).toMatchObject({
    code: 'vault/same-sheet',
  });
  valueOf(await recover(second, twoOf(ministry.sheets, 1, 2)));
  expect((await facts(second)).hasRoot).toBe(true);
  expect(valueOf(await second.calls.issueTrustList({ passphrase, cards: [] })).version).toBe(3);
});

test('what is sealed to the rescue key opens with two sheets, and with nothing else', async () => {
  const ministry = await ministryOffice();
  const list = await listOf(ministry);
  const header = await headerTo(list.rescate);
  // whoever is signed in at the ministry, passphrase and all, cannot
  expect(await unwrap(ministry, header)).toEqual(fail('bundle/not-for-us'));
  expect(valueOf(await openWithRescue(list, twoOf(ministry.sheets, 0, 2), header))).toHaveLength(16);
  const foreign = await ministryOffice();
  expect(await openWithRescue(list, twoOf(foreign.sheets), header)).toEqual(fail('trust/wrong-root-sheets'));
});

test('what lies beside the keyring is sealed, and nobody puts another list there', async () => {
  const [ministry, office] = [await ministryOffice(), await exchangeOffice()];
  await trusting(ministry, office);
  const folder = path.join(office.userData, 'vault');
  const name = readdirSync(folder).find((one) => one.startsWith('exchange-trust-'))!;
  const file = path.join(folder, name);
  expect(latin1(readFileSync(file))).not.toContain('oficina');
  const theirs = path.join(ministry.userData, 'vault');
  const foreign = readdirSync(theirs).find((one) => one.startsWith('exchange-trust-'))!;
  writeFileSync(file, readFileSync(path.join(theirs, foreign)));
  expect(await office.calls.exchangeFacts({})).toEqual(fail('vault/damaged'));
  const keys = path.join(folder, 'exchange-keys');
  const [own] = readdirSync(keys);
  expect(latin1(readFileSync(path.join(keys, own!)))).not.toContain('seed');
});

test('trust is for the chief and the administrator; a liaison takes in a list only with a bundle', async () => {
  const office = await exchangeOffice();
  const person = valueOf(await add(office.vault, { ...liaison }, chiefPassphrase));
  valueOf(await add(office.vault, chief, chiefPassphrase));
  await office.vault.lock();
  valueOf(await unlock(office.vault, person.id, chiefPassphrase));
  const denied = fail('access/denied', { permission: 'exchange.trust' });
  expect(await office.calls.makeExchangeRoot(root)).toEqual(denied);
  expect(await office.calls.saveOfficeCard({})).toEqual(denied);
  expect(await office.calls.readTrustFile({})).toEqual(denied);
  expect(await office.calls.acceptTrust({ words: 'x' })).toEqual(denied);
  // no root is known here: a bundle alone convinces nobody
  const ministry = await ministryOffice();
  expect(await office.calls.acceptTrust((await facts(ministry)).trust!)).toEqual(fail('trust/none'));
});

test.each(roles)('%s: every call is done or denied as the table of rights says', async (role) => {
  const office = await exchangeOffice();
  const person = valueOf(await add(office.vault, { ...chief, roles: [role] }, chiefPassphrase));
  await office.vault.lock();
  valueOf(await unlock(office.vault, person.id, chiefPassphrase));
  const { calls } = office;
  const list = { list: utf8('x'), signature: utf8('x') };
  const passphrase = 'x';
  const id = newId();
  const asked: readonly (readonly [string, () => Promise<Result<unknown>>, Permission, ...Permission[]])[] = [
    ['facts', () => calls.exchangeFacts({}), 'exchange.send', 'exchange.receive', 'exchange.trust'],
    ['card', () => calls.saveOfficeCard({}), 'exchange.trust'],
    ['read', () => calls.readTrustFile({}), 'exchange.trust'],
    ['accept', () => calls.acceptTrust({ words: 'x' }), 'exchange.trust'],
    ['accept from a bundle', () => calls.acceptTrust(list), 'exchange.receive', 'exchange.trust'],
    ['root', () => calls.makeExchangeRoot({ ...root, passphrase }), 'exchange.trust'],
    ['confirm', () => calls.confirmExchangeRoot({}), 'exchange.trust'],
    ['recover', () => calls.recoverExchangeRoot({ sheets: ['a', 'b'], passphrase }), 'exchange.trust'],
    ['cards', () => calls.readOfficeCards({}), 'exchange.trust'],
    ['issue', () => calls.issueTrustList({ passphrase, cards: [] }), 'exchange.trust'],
    ['revoke', () => calls.revokeInstallation({ passphrase, replica: id, reason: 'x' }), 'exchange.trust'],
    ['save', () => calls.saveTrustList({}), 'exchange.trust'],
    ['seal', () => calls.sealSeries({ tips: [{ c: id, n: 1, h: 'A'.repeat(43) }] }), 'exchange.send'],
  ];
  for (const [what, call, ...rights] of asked) {
    const said = await call();
    const denied = fail('access/denied', { permission: rights[0] });
    if (rights.some((right) => may([role], right))) expect(said, what).not.toEqual(denied);
    else expect(said, what).toEqual(denied);
  }
  await office.vault.lock();
  for (const [what, call] of asked) expect(await call(), what).toEqual(fail('vault/locked'));
});
