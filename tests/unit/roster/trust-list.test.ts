import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromUtf8, sha256, toBase64, toBase64Url, utf8 } from '../../../shared/kernel/bytes.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';
import { acceptTrustList, listAge, OLD_AFTER_DAYS } from '../../../shared/roster/accept-trust.ts';
import { issuedAt, mayCertify, withRevoked } from '../../../shared/roster/next-list.ts';
import { listedCertificate, standingOf } from '../../../shared/roster/standing.ts';
import {
  findInstallation,
  readTrustFile,
  readTrustList,
  trustFile,
  trustListBytes,
} from '../../../shared/roster/trust-list.ts';
import { generateSigningKeys, issueInstallationCertificate } from '../../../shared/signature/authority.ts';
import { DAY, makeInstallation, makeMinistry, startOfRoster, withComputer } from '../../support/roster-builder.ts';
import { faultOf, valueOf } from '../../support/vault-builder.ts';

const now = startOfRoster;
const ministry = await makeMinistry();
const office = await makeInstallation('LCE');
const other = await makeInstallation('SPS', now, 9);
const first = await withComputer(ministry, ministry.list, office);
const second = await withComputer(ministry, first.list, other);
const revoked = issuedAt({
  list: valueOf(withRevoked({ list: second.list, now }, office.card.replica, 'Robada')),
  now,
});

test('only a newer list of the same root takes the place of another one', async () => {
  const root = ministry.certificate;
  const offer = async (current: typeof first.list | undefined, list: typeof first.list) =>
    acceptTrustList(current, await ministry.sign(list), root, now);
  expect(valueOf(await offer(undefined, first.list)).kind).toBe('first');
  expect(valueOf(await offer(first.list, second.list)).kind).toBe('newer');
  expect(valueOf(await offer(second.list, second.list)).kind).toBe('same');
  expect(valueOf(await offer(second.list, first.list)).kind).toBe('older');
});

test('two alarms: the same number with another content, and a revocation that is gone', async () => {
  const root = ministry.certificate;
  const twin = { ...second.list, oficinas: first.list.oficinas };
  const differs = await acceptTrustList(second.list, await ministry.sign(twin), root, now);
  expect(differs).toEqual(fail('trust/differs', { version: second.list.version }));
  for (const forgetting of [second.list, { ...second.list, oficinas: [] }]) {
    const later = issuedAt({ list: { ...forgetting, version: revoked.version }, now });
    const forgets = await acceptTrustList(revoked, await ministry.sign(later), root, now);
    expect(forgets).toEqual(fail('trust/forgets', { office: 'LCE' }));
  }
});

test('a list of another root, or signed by another key than its root, is refused', async () => {
  const stranger = await makeMinistry();
  const theirs = await stranger.sign(stranger.list);
  expect(await acceptTrustList(undefined, theirs, ministry.certificate, now)).toEqual(fail('trust/other-root'));
  // names our root, but a stranger with the same name signed it
  const forged = { list: trustListBytes(first.list), signature: (await stranger.sign(first.list)).signature };
  expect(await acceptTrustList(undefined, forged, undefined, now)).toEqual(fail('trust/not-signed'));
  const signed = await ministry.sign(first.list);
  const swapped = { list: trustListBytes(second.list), signature: signed.signature };
  expect(await acceptTrustList(undefined, swapped, undefined, now)).toEqual(fail('trust/not-signed'));
});

test('no byte of a signature can be changed, added or taken away', async () => {
  const { list, signature } = await ministry.sign(first.list);
  const places = fc.integer({ min: 0, max: signature.length - 1 });
  await fc.assert(
    fc.asyncProperty(places, fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = signature.slice();
      changed[at] = (changed[at] ?? 0) ^ by;
      const accepted = await acceptTrustList(undefined, { list, signature: changed }, undefined, now);
      expect(faultOf(accepted)).toEqual({ code: 'trust/not-signed' });
    }),
    { numRuns: 150, seed: 7 },
  );
  for (const signed of [signature.slice(0, -1), new Uint8Array([...signature, 0]), new Uint8Array(0)]) {
    expect(faultOf(await acceptTrustList(undefined, { list, signature: signed }, undefined, now))).toEqual({
      code: 'trust/not-signed',
    });
  }
});

test('a list is read only in its one form, and with each computer and office once', async () => {
  const bytes = trustListBytes(second.list);
  expect(valueOf(readTrustList(bytes))).toEqual(second.list);
  const [one] = second.list.oficinas;
  const twice = [
    { ...second.list, oficinas: [...second.list.oficinas, one!] },
    { ...second.list, oficinas: [one!, { ...one!, oficina: 'TGU' }] },
  ];
  for (const list of twice) expect(readTrustList(trustListBytes(list))).toEqual(fail('trust/not-a-list'));
  const text = fromUtf8(bytes);
  const others = [
    `${text}\n`,
    text.replace('"version":3', '"version":3.5'),
    text.replace('activo', 'otro'),
    text.replace('"nombre":"', '"nombre":" '),
  ];
  for (const changed of others) {
    expect(changed).not.toBe(text);
    expect(readTrustList(utf8(changed))).toEqual(fail('trust/not-a-list'));
  }
  const signed = await ministry.sign(second.list);
  expect(valueOf(readTrustFile(valueOf(trustFile(signed))))).toEqual(signed);
});

test('whatever lies in a file, reading it ends with a fault and nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(readTrustFile(new Uint8Array(bytes))).toEqual(fail('trust/not-a-list'));
    }),
  );
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(readTrustFile(utf8(json))).toEqual(fail('trust/not-a-list'));
    }),
  );
});

test('how old a list is follows the clock, and is never below nothing', () => {
  expect(listAge(first.list, now + (OLD_AFTER_DAYS + 1) * DAY)).toBe(181);
  expect(listAge(first.list, now - 400 * DAY)).toBe(0);
});

const identity = 'ab'.repeat(32);
const knownEnvelope = (): boolean => false;
async function claimOf(certificate: typeof first.certificate, installation = office, creado = instantFrom(now)) {
  const { oficina, replica } = installation.card;
  return { emisor: { oficina, replica, cert: toBase64Url(await sha256(certificate)) }, creado: `${creado}#0000` };
}

test('a certified computer is believed, also by an office whose list is older', async () => {
  const { certificate } = second;
  const claim = await claimOf(certificate, other);
  for (const list of [second.list, first.list, ministry.list]) {
    expect(await standingOf({ list, knownEnvelope, now }, claim, identity, certificate)).toEqual(ok('trusted'));
  }
});

test('a bundle of a revoked computer waits, whatever date it bears, save one that was known before', async () => {
  const claim = await claimOf(first.certificate, office, instantFrom(now - DAY / 2));
  expect(await standingOf({ list: revoked, knownEnvelope, now }, claim, identity, first.certificate)).toEqual(
    ok('revoked'),
  );
  const before = { list: revoked, knownEnvelope: (one: string): boolean => one === identity, now };
  expect(await standingOf(before, claim, identity, first.certificate)).toEqual(ok('trusted'));
});

test('nobody speaks for another office, another computer or another root', async () => {
  const unknown = fail('bundle/unknown-sender');
  const ask = (claim: Awaited<ReturnType<typeof claimOf>>, certificate = first.certificate) =>
    standingOf({ list: second.list, knownEnvelope, now }, claim, identity, certificate);
  const claim = await claimOf(first.certificate);
  const { emisor } = claim;
  expect(await ask({ ...claim, emisor: { ...emisor, oficina: 'SPS' } })).toEqual(unknown);
  expect(await ask({ ...claim, emisor: { ...emisor, replica: other.card.replica } })).toEqual(unknown);
  expect(await ask({ ...claim, emisor: { ...emisor, cert: 'A'.repeat(43) } })).toEqual(unknown);
  const stranger = await makeMinistry();
  const theirs = await stranger.certify(office.card, office.keys.publicKey);
  expect(await ask(await claimOf(theirs), theirs)).toEqual(unknown);
  // a certified computer that issues certificates itself
  const keys = await generateSigningKeys();
  const child = await issueInstallationCertificate({
    subject: { code: 'LCE', name: 'X', replica: office.card.replica, organization: 'X' },
    publicKey: keys.publicKey,
    authority: { certificate: first.certificate, privateKey: office.keys.privateKey },
    ...{ notBefore: new Date(now - DAY), notAfter: new Date(now + DAY) },
  });
  expect(await ask(await claimOf(child), child)).toEqual(unknown);
  // the root itself sends nothing
  expect(await ask(await claimOf(ministry.certificate), ministry.certificate)).toEqual(unknown);
});

test('outside the life of its certificate, or from tomorrow, a bundle has no sender', async () => {
  for (const days of [-2, 1001, 2]) {
    const claim = await claimOf(first.certificate, office, instantFrom(now + days * DAY));
    const standing = await standingOf({ list: second.list, knownEnvelope, now }, claim, identity, first.certificate);
    expect(standing, String(days)).toEqual(fail('bundle/sender-expired'));
  }
});

test('seals are checked with the certificate they name, renewed ones and those of a successor included', async () => {
  const renewed = await withComputer(ministry, second.list, office, now + 900 * DAY);
  const hash = async (der: typeof first.certificate) => toBase64Url(await sha256(der));
  const { replica } = office.card;
  const find = async (list: typeof first.list, of: string, der: typeof first.certificate) =>
    listedCertificate(list, of, await hash(der));
  expect(await find(renewed.list, replica, renewed.certificate)).toEqual(renewed.certificate);
  expect(await find(renewed.list, replica, first.certificate)).toEqual(first.certificate);
  expect(await find(renewed.list, other.card.replica, first.certificate)).toBeUndefined();
  expect(await listedCertificate(renewed.list, replica, 'no es base64url')).toBeUndefined();
  const back = await makeInstallation('LCE', now, 11);
  const heir = { ...back, card: { ...back.card, antes: [replica] } };
  const after = await withComputer(ministry, renewed.list, heir);
  expect(await find(after.list, replica, after.certificate)).toEqual(after.certificate);
  expect(await find(after.list, replica, first.certificate)).toEqual(first.certificate);
});

test('a computer has one key and one office, and once revoked it never comes back', () => {
  const again = { ...office.card };
  expect(mayCertify(second.list, again)).toEqual(ok(undefined));
  expect(mayCertify(second.list, { ...again, clave: other.card.clave })).toEqual(fail('trust/card-taken'));
  expect(mayCertify(second.list, { ...again, oficina: 'TGU' })).toEqual(fail('trust/card-taken'));
  expect(mayCertify(second.list, { ...other.card, antes: [office.card.replica] })).toEqual(fail('trust/card-taken'));
  expect(mayCertify(revoked, again)).toEqual(fail('trust/already-revoked'));
  expect(findInstallation(revoked, office.card.replica)).toMatchObject({ estado: 'revocado', motivo: 'Robada' });
  expect(withRevoked({ list: revoked, now }, office.card.replica, 'x')).toEqual(fail('trust/already-revoked'));
  expect(withRevoked({ list: revoked, now }, newId(), 'x')).toEqual(fail('trust/unknown-installation'));
  expect(toBase64(ministry.certificate)).toBe(revoked.raiz);
});

test('an office that was put back twice is certified again, and its seals of every time still count', async () => {
  const n1 = office.card.replica;
  const put = async (antes: readonly string[], fill: number, oficina = 'LCE') => {
    const made = await makeInstallation(oficina, now, fill);
    return { ...made, card: { ...made.card, antes: [...antes] } };
  };
  const two = await put([n1], 11);
  const after = await withComputer(ministry, second.list, two);
  const three = await put([n1, two.card.replica], 12);
  expect(mayCertify(after.list, three.card)).toEqual(ok(undefined));
  const last = await withComputer(ministry, after.list, three);
  expect(valueOf(readTrustList(trustListBytes(last.list)))).toEqual(last.list);
  const hash = toBase64Url(await sha256(after.certificate));
  expect(await listedCertificate(last.list, n1, hash)).toEqual(after.certificate);
  // its own card once more, and the one before that has nothing of it any more
  expect(mayCertify(last.list, three.card)).toEqual(ok(undefined));
  expect(mayCertify(last.list, two.card)).toEqual(fail('trust/card-taken'));
  // after a revocation as well; another office takes over nothing
  const without = issuedAt({ list: valueOf(withRevoked({ list: after.list, now }, two.card.replica, 'Robada')), now });
  expect(mayCertify(without, three.card)).toEqual(ok(undefined));
  const again = await withComputer(ministry, without, three);
  expect(readTrustList(trustListBytes(again.list)).ok).toBe(true);
  for (const list of [after.list, without]) {
    const foreign = await put([n1, two.card.replica], 13, 'SPS');
    expect(mayCertify(list, foreign.card)).toEqual(fail('trust/card-taken'));
  }
  // nor when the first one was never certified itself
  const never = newId();
  const heir = await withComputer(ministry, second.list, await put([never], 14));
  expect(mayCertify(heir.list, (await put([never], 15, 'SPS')).card)).toEqual(fail('trust/card-taken'));
});
