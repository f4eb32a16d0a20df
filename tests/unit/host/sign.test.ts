import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { RoomRequest } from '../../../electron/documents/protocol.ts';
import { createSignHandlers, type SignDeps } from '../../../electron/host/sign.ts';
import { calls, type CertificateInfo } from '../../../shared/ipc/contract.ts';
import type { Act } from '../../../shared/access/acts.ts';
import { sha256, toHex, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { ok } from '../../../shared/kernel/result.ts';
import type { SignatureVerdict } from '../../../shared/signature/verdict.ts';
import { verifyPdf } from '../../../shared/signature/verify.ts';
import { filePassphrase, hasLegacyProvider, Pkcs12Builder } from '../../support/pkcs12-builder.ts';
import { signablePdf } from '../../support/signable-pdf.ts';
import { prepareWithoutStamp, signingTools } from '../../support/signing-tools.ts';
import {
  add,
  administrator,
  chief,
  chiefPassphrase,
  faultOf,
  inspector,
  inspectorPassphrase,
  newFolder,
  openedOffice,
  rawKeys,
  recover,
  startVault,
  testClock,
  twoOf,
  unlock,
  valueOf,
} from '../../support/vault-builder.ts';

const DAY = 24 * 3_600_000;
const YEAR = 365.25 * DAY;
const FIRST = 'Firma_Inspector_1';
const SECOND = 'Firma_Jefatura';
const pkcs12 = new Pkcs12Builder();
const legacy = hasLegacyProvider();

/** An open office with its handlers; what the dialogs answer can be set. */
async function startOffice(overrides: Partial<SignDeps> = {}) {
  const folder = newFolder();
  // the certificates that OpenSSL makes begin at this computer's time
  const clock = testClock(new Date(Date.now() + 3_600_000).toISOString());
  const { vault, session, sheets } = await openedOffice(folder, clock);
  const acts: Act[] = [];
  const ledger: { fault?: Fault } & SignDeps['ledger'] = {
    record: (act) => {
      acts.push(act);
      return Promise.resolve(
        ledger.fault ? { ok: false, fault: ledger.fault } : ok({ seq: 1, digest: new Uint8Array(32) }),
      );
    },
  };
  const dialog: { chosen: string | undefined } = { chosen: undefined };
  const handlers = createSignHandlers({
    vault,
    ledger,
    credentialsFolder: path.join(folder, 'credentials'),
    clock,
    dialogs: {
      chooseCertificateFile: () => Promise.resolve(dialog.chosen),
      chooseSaveFile: () => Promise.resolve(dialog.chosen),
    },
    ...signingTools,
    ...overrides,
  });
  const choose = (file: Bytes): void => {
    dialog.chosen = path.join(newFolder(), 'certificado.p12');
    writeFileSync(dialog.chosen, file);
  };
  const importFile = (file: Bytes, passphrase = filePassphrase) => {
    choose(file);
    return handlers.importCertificate({ passphrase });
  };
  const certificates = async (): Promise<readonly CertificateInfo[]> =>
    valueOf(await handlers.listCertificates({})).certificates;
  const sign = async (pdf: Bytes, certificate: CertificateInfo | undefined, passphrase: string, field = FIRST) =>
    handlers.signDocument({
      pdf,
      field,
      certificateId: certificate?.id ?? '00000000-0000-4000-8000-000000000000',
      passphrase,
      reason: 'Soy quien levantó el acta',
      place: 'La Ceiba, Atlántida',
    });
  const verify = async (pdf: Bytes): Promise<readonly SignatureVerdict[]> => {
    const { roots } = valueOf(await handlers.listCertificates({}));
    const verdict = await verifyPdf(pdf, { roots, now: new Date(clock.now()) });
    return verdict.kind === 'signed' ? verdict.signatures : [];
  };
  return {
    folder,
    clock,
    vault,
    session,
    sheets,
    acts,
    ledger,
    handlers,
    dialog,
    importFile,
    certificates,
    sign,
    verify,
  };
}

test('the inspector signs, the chief signs after, and both signatures are valid and trusted', async () => {
  const office = await startOffice();
  valueOf(await add(office.vault, chief));
  const [ofInspector, ofChief] = await office.certificates();
  const once = valueOf(await office.sign(signablePdf(), ofInspector, inspectorPassphrase));
  expect(once.signer).toBe(inspector.name);
  expect(once.signedAt).toBe(new Date(office.clock.now()).toISOString());
  expect(once.sha256).toBe(toHex(await sha256(once.pdf)));
  const twice = valueOf(await office.sign(once.pdf, ofChief, chiefPassphrase, SECOND));
  expect(Buffer.compare(twice.pdf.subarray(0, once.pdf.length), once.pdf)).toBe(0);
  const verdicts = await office.verify(twice.pdf);
  expect(verdicts.map(({ verdict, trust, field }) => ({ verdict, trust, field }))).toEqual([
    { verdict: 'valid', trust: 'trusted', field: FIRST },
    { verdict: 'valid', trust: 'trusted', field: SECOND },
  ]);
  expect(verdicts.map(({ signer }) => [signer?.name, signer?.position, signer?.credential])).toEqual([
    [inspector.name, inspector.position, inspector.credential],
    [chief.name, chief.position, chief.credential],
  ]);
});

test('what goes to the document process is what the stamp shows', async () => {
  const asked: RoomRequest[] = [];
  const office = await startOffice({
    prepare: (pdf, room) => {
      asked.push(room);
      return prepareWithoutStamp(pdf, room);
    },
  });
  const [certificate] = await office.certificates();
  valueOf(await office.sign(signablePdf(), certificate, inspectorPassphrase));
  expect(asked).toEqual([
    {
      field: FIRST,
      signer: inspector.name,
      position: inspector.position,
      reason: 'Soy quien levantó el acta',
      place: 'La Ceiba, Atlántida',
      when: new Date(office.clock.now()).toISOString(),
      serial: certificate?.serial,
      certify: true,
      kind: 'firma electrónica simple',
      proof: {
        certificates: [expect.any(Uint8Array), expect.any(Uint8Array)],
        revocationLists: [expect.any(Uint8Array)],
      },
    },
  ]);
});

test("a colleague's passphrase, recovery sheets and data keys sign in nobody else's name", async () => {
  const office = await startOffice();
  valueOf(await add(office.vault, chief));
  const [ofInspector] = await office.certificates();
  const keys = Object.values(await rawKeys(office.session));
  for (const passphrase of [chiefPassphrase, ...twoOf(office.sheets), ...keys]) {
    office.clock.move(60_000);
    expect(faultOf(await office.sign(signablePdf(), ofInspector, passphrase))).toMatchObject({
      code: 'vault/wrong-passphrase',
    });
  }
});

test('wrong passphrases at signing wait like those at signing in', async () => {
  const office = await startOffice();
  const [certificate] = await office.certificates();
  for (const waitSeconds of [0, 0, 2]) {
    expect(faultOf(await office.sign(signablePdf(), certificate, 'no es la clave correcta'))).toEqual({
      code: 'vault/wrong-passphrase',
      detail: { waitSeconds },
    });
  }
  const wait = { code: 'vault/wait', detail: { seconds: 2 } };
  expect(faultOf(await office.sign(signablePdf(), certificate, inspectorPassphrase))).toEqual(wait);
  expect(faultOf(await unlock(office.vault, office.session.person.id))).toEqual(wait);
  office.clock.move(2000);
  valueOf(await office.sign(signablePdf(), certificate, inspectorPassphrase));
});

test('after recovery the new certificate signs and the old one is not offered', async () => {
  const office = await startOffice();
  const [before] = await office.certificates();
  const passphrase = 'una clave que no olvidaré';
  valueOf(await recover(office.vault, office.session.person.id, twoOf(office.sheets), passphrase));
  const [after, ...others] = await office.certificates();
  expect(others).toEqual([]);
  expect(after?.fingerprint).not.toBe(before?.fingerprint);
  const signed = valueOf(await office.sign(signablePdf(), after, passphrase));
  expect((await office.verify(signed.pdf)).map(({ verdict }) => verdict)).toEqual(['valid']);
  expect(faultOf(await office.sign(signablePdf(), before, passphrase))).toEqual({ code: 'sign/unknown-certificate' });
});

test.each<[string, number, string]>([
  ['expired after two years', 2.1 * YEAR, 'sign/expired'],
  ['not yet valid on a clock set back', -DAY, 'sign/not-yet-valid'],
])('a certificate that is %s does not sign', async (_, move, code) => {
  const office = await startOffice();
  const [certificate] = await office.certificates();
  office.clock.move(move);
  expect(faultOf(await office.sign(signablePdf(), certificate, inspectorPassphrase))).toMatchObject({ code });
});

test.each([
  ['about to end', 1.95 * YEAR],
  ['ended', 5 * YEAR],
])('a certificate that has %s is renewed at signing in, and what it signed stays valid', async (_, move) => {
  const office = await startOffice();
  const [before] = await office.certificates();
  const { pdf } = valueOf(await office.sign(signablePdf(), before, inspectorPassphrase));
  office.clock.move(move);
  valueOf(await unlock(office.vault, office.session.person.id));
  const [after, ...others] = await office.certificates();
  expect(others).toEqual([]);
  expect(Date.parse(after!.notAfter) - office.clock.now()).toBeGreaterThan(1.9 * YEAR);
  const twice = valueOf(await office.sign(pdf, after, inspectorPassphrase, SECOND));
  expect((await office.verify(twice.pdf)).map(({ verdict }) => verdict)).toEqual([
    move > 2 * YEAR ? 'valid-but' : 'valid',
    'valid',
  ]);
});

test('a certificate issued while the clock was ahead is replaced once the clock is right', async () => {
  const office = await startOffice();
  office.clock.move(3 * YEAR);
  valueOf(await unlock(office.vault, office.session.person.id));
  office.clock.move(-3 * YEAR);
  const [ahead] = await office.certificates();
  expect(faultOf(await office.sign(signablePdf(), ahead, inspectorPassphrase))).toMatchObject({
    code: 'sign/not-yet-valid',
  });
  valueOf(await unlock(office.vault, office.session.person.id));
  const [right] = await office.certificates();
  valueOf(await office.sign(signablePdf(), right, inspectorPassphrase));
});

test('no certificate outlives the office, and an office at its end does not renew in vain', async () => {
  const office = await startOffice();
  office.clock.move(9 * YEAR);
  const personId = office.session.person.id;
  valueOf(await unlock(office.vault, personId));
  const [last] = await office.certificates();
  expect(Date.parse(last!.notAfter) - office.clock.now()).toBeLessThan(1.01 * YEAR);
  office.clock.move(0.99 * YEAR);
  valueOf(await unlock(office.vault, personId));
  expect(await office.certificates()).toEqual([last]);
});

test('an unknown certificate, an unknown field and a field that is taken are refused', async () => {
  const office = await startOffice();
  const [certificate] = await office.certificates();
  expect(faultOf(await office.sign(signablePdf(), undefined, inspectorPassphrase))).toEqual({
    code: 'sign/unknown-certificate',
  });
  const noField = { code: 'sign/no-free-field' };
  expect(faultOf(await office.sign(signablePdf(), certificate, inspectorPassphrase, 'Otra'))).toMatchObject(noField);
  const once = valueOf(await office.sign(signablePdf(), certificate, inspectorPassphrase));
  expect(faultOf(await office.sign(once.pdf, certificate, inspectorPassphrase))).toMatchObject(noField);
});

test('a document that was changed after its first signature is not signed again', async () => {
  const office = await startOffice();
  const [certificate] = await office.certificates();
  const { pdf } = valueOf(await office.sign(signablePdf(), certificate, inspectorPassphrase));
  const text = Buffer.from(pdf).indexOf('10,000.00');
  const changed = pdf.slice();
  changed[text] = changed[text]! ^ 8;
  expect(faultOf(await office.sign(changed, certificate, inspectorPassphrase, SECOND))).toEqual({
    code: 'sign/changed-since-sealed',
    detail: { fields: [FIRST] },
  });
  const note = utf8('\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1 1] >>\nendobj\n');
  const appended = new Uint8Array([...pdf, ...note]);
  expect(faultOf(await office.sign(appended, certificate, inspectorPassphrase, SECOND))).toMatchObject({
    code: 'sign/changed-since-sealed',
  });
});

test.each(['', 'no es un PDF'])('bytes that are no PDF (%j) are refused before anything is asked', async (text) => {
  const office = await startOffice();
  const [certificate] = await office.certificates();
  expect(faultOf(await office.sign(utf8(text), certificate, inspectorPassphrase))).toEqual({ code: 'pdf/unreadable' });
});

test('a document process that answers with another document gets no signature', async () => {
  const other = utf8('%PDF-1.7 otro documento');
  const swaps: SignDeps['prepare'][] = [
    async (pdf, room) => {
      const prepared = valueOf(await prepareWithoutStamp(pdf, room));
      const swapped = prepared.pdf.slice();
      swapped[Buffer.from(pdf).indexOf('10,000.00')] = 0x39;
      return { ok: true, value: { ...prepared, pdf: swapped } };
    },
    async (pdf, room) => ({
      ok: true,
      value: { ...valueOf(await prepareWithoutStamp(pdf, room)), digest: await sha256(other) },
    }),
    async (pdf, room) => ({ ok: true, value: { ...valueOf(await prepareWithoutStamp(pdf, room)), gap: [10, 20] } }),
  ];
  for (const swap of swaps) {
    const office = await startOffice({ prepare: swap });
    const [certificate] = await office.certificates();
    await expect(office.sign(signablePdf(), certificate, inspectorPassphrase)).rejects.toThrow('the prepared d');
  }
});

test('locked: no certificates, no import, no signature', async () => {
  const office = await startOffice();
  const [certificate] = await office.certificates();
  await office.vault.lock();
  const locked = { code: 'vault/locked' };
  expect(faultOf(await office.handlers.listCertificates({}))).toEqual(locked);
  expect(faultOf(await office.importFile(pkcs12.build({})))).toEqual(locked);
  expect(faultOf(await office.sign(signablePdf(), certificate, inspectorPassphrase))).toEqual(locked);
  expect(faultOf(await office.handlers.saveOfficeCertificate({}))).toEqual(locked);
});

const kinds = [
  ['new', 'ec'],
  ['new', 'rsa'],
  ...(legacy
    ? ([
        ['old', 'ec'],
        ['old', 'rsa'],
      ] as const)
    : []),
] as const;
test.each(kinds)('an imported %s file with an %s key signs; nobody here vouches for its issuer', async (form, key) => {
  const office = await startOffice();
  const info = valueOf(await office.importFile(pkcs12.build({ form, key })));
  expect(info).toMatchObject({ kind: 'imported', personId: office.session.person.id });
  // what its signatures are called nobody here has confirmed
  expect((await office.certificates()).at(-1)).toEqual({ ...info, signatureKind: 'firma electrónica' });
  const signed = valueOf(await office.sign(signablePdf(), info, filePassphrase));
  const [verdict] = await office.verify(signed.pdf);
  expect(verdict).toMatchObject({ verdict: 'valid-but', trust: 'unknown-root' });
  expect(verdict?.signer?.name).toBe('ANA NUNEZ GUITY');
  expect(faultOf(await office.sign(signablePdf(), info, 'otra'))).toEqual({
    code: 'sign/wrong-certificate-passphrase',
  });
});

test('taking in a file is written down first; where it cannot be, nothing is taken in', async () => {
  const office = await startOffice();
  const file = pkcs12.build({});
  office.ledger.fault = { code: 'journal/disk-full' };
  expect(faultOf(await office.importFile(file))).toEqual({ code: 'journal/disk-full' });
  expect((await office.certificates()).filter(({ kind }) => kind === 'imported')).toEqual([]);
  expect(existsSync(path.join(office.folder, 'credentials'))).toBe(false);
  delete office.ledger.fault;
  const { fingerprint } = valueOf(await office.importFile(file));
  const act = office.acts.at(-1);
  expect(act?.action).toBe('certificate-added');
  expect(act?.detail).toContain('ANA NUNEZ GUITY');
  expect(act?.detail?.endsWith(`SHA-256 ${fingerprint}`)).toBe(true);
});

test('an imported file is there after a restart, and neither key nor file lies in clear', async () => {
  const office = await startOffice();
  const file = pkcs12.build({});
  const info = valueOf(await office.importFile(file));
  const stored = readFileSync(path.join(office.folder, 'credentials', `${info.id}.sealed`));
  expect(stored.includes(Buffer.from(file).subarray(40, 80))).toBe(false);
  const vault = await startVault(office.folder, office.clock);
  valueOf(await unlock(vault, office.session.person.id));
  const again = createSignHandlers({
    vault,
    ledger: office.ledger,
    credentialsFolder: path.join(office.folder, 'credentials'),
    clock: office.clock,
    dialogs: {
      chooseCertificateFile: () => Promise.resolve(undefined),
      chooseSaveFile: () => Promise.resolve(undefined),
    },
    ...signingTools,
  });
  const input = { pdf: signablePdf(), field: FIRST, certificateId: info.id, reason: '', place: '' };
  valueOf(await again.signDocument({ ...input, passphrase: filePassphrase }));
});

test('the same certificate imported twice is there once', async () => {
  const office = await startOffice();
  const file = pkcs12.build({});
  const first = valueOf(await office.importFile(file));
  expect(valueOf(await office.importFile(file))).toEqual(first);
  expect(await office.certificates()).toHaveLength(2);
  expect(readdirSync(path.join(office.folder, 'credentials'))).toHaveLength(1);
});

test.each([
  ['damaged', 'vault/damaged'],
  ['deleted', 'sign/unknown-certificate'],
])('a kept file that was %s is a fault, and the own certificate still signs', async (what, code) => {
  const office = await startOffice();
  const info = valueOf(await office.importFile(pkcs12.build({})));
  const kept = path.join(office.folder, 'credentials', `${info.id}.sealed`);
  if (what === 'damaged') writeFileSync(kept, readFileSync(kept).fill(7, 100, 101));
  else rmSync(kept);
  expect(faultOf(await office.sign(signablePdf(), info, filePassphrase))).toEqual({ code });
  const [own] = await office.certificates();
  valueOf(await office.sign(signablePdf(), own, inspectorPassphrase));
});

test('files that cannot be imported: each its own fault, and nothing is kept', async () => {
  const office = await startOffice();
  const good = pkcs12.build({});
  const faults: [Bytes, string, object][] = [
    [good, 'otra', { code: 'sign/wrong-certificate-passphrase' }],
    [utf8('no es un certificado'), filePassphrase, { code: 'sign/not-a-certificate-file' }],
    [new Uint8Array(1024 * 1024 + 1), filePassphrase, { code: 'file/too-large' }],
    [
      pkcs12.build({ name: 'Marvin Güity' }),
      filePassphrase,
      { code: 'sign/not-yours', detail: { subject: 'Marvin Güity', person: inspector.name } },
    ],
  ];
  for (const [file, passphrase, fault] of faults)
    expect(faultOf(await office.importFile(file, passphrase))).toEqual(fault);
  office.clock.move(31 * DAY);
  expect(faultOf(await office.importFile(good))).toMatchObject({ code: 'sign/expired' });
  office.clock.move(-62 * DAY);
  expect(faultOf(await office.importFile(good))).toMatchObject({ code: 'sign/not-yet-valid' });
  office.dialog.chosen = path.join(office.folder, 'missing.p12');
  expect(faultOf(await office.handlers.importCertificate({ passphrase: '' }))).toEqual({ code: 'file/cannot-read' });
  office.dialog.chosen = undefined;
  expect(faultOf(await office.handlers.importCertificate({ passphrase: '' }))).toEqual({ code: 'file/cancelled' });
  expect(readdirSync(office.folder)).not.toContain('credentials');
});

test("the office's certificate is saved for others, as PEM", async () => {
  const office = await startOffice();
  office.dialog.chosen = path.join(newFolder(), 'oficina.cer');
  expect(valueOf(await office.handlers.saveOfficeCertificate({}))).toEqual({ name: 'oficina.cer' });
  const { roots } = valueOf(await office.handlers.listCertificates({}));
  const pem = readFileSync(office.dialog.chosen, 'utf8');
  expect(Buffer.from(pem.replace(/-----.*-----|\s/g, ''), 'base64')).toEqual(Buffer.from(roots[0]!));
});

test('what the handlers give back is what the contract says', async () => {
  const office = await startOffice();
  valueOf(await office.importFile(pkcs12.build({})));
  v.parse(calls.listCertificates.output, await office.handlers.listCertificates({}));
  const [certificate] = await office.certificates();
  v.parse(calls.signDocument.output, await office.sign(signablePdf(), certificate, inspectorPassphrase));
});

test('every signature is written down before anybody gets it; the failed tries before it as well', async () => {
  const office = await startOffice();
  const [certificate] = await office.certificates();
  valueOf(await office.sign(signablePdf(), certificate, inspectorPassphrase));
  expect(office.acts).toEqual([{ action: 'signed', detail: inspector.name }]);
  office.acts.length = 0;
  const about = { caseId: certificate!.personId, documentId: certificate!.id, detail: 'LCE-2026-0001' };
  const input = { pdf: signablePdf(), field: FIRST, certificateId: certificate!.id, reason: '', place: '', about };
  expect(
    faultOf(await office.handlers.signDocument({ ...input, passphrase: 'no es la clave correcta' })),
  ).toMatchObject({
    code: 'vault/wrong-passphrase',
  });
  valueOf(await office.handlers.signDocument({ ...input, passphrase: inspectorPassphrase }));
  expect(office.acts).toEqual([
    { action: 'failed-attempts', detail: 'Un intento fallido' },
    { ...about, action: 'signed', detail: `${inspector.name} · LCE-2026-0001` },
  ]);
  office.ledger.fault = { code: 'journal/disk-full' };
  expect(faultOf(await office.handlers.signDocument({ ...input, passphrase: inspectorPassphrase }))).toEqual({
    code: 'journal/disk-full',
  });
});

test('who may not sign neither signs, nor imports, nor is offered as a signer', async () => {
  const office = await startOffice();
  const [certificate] = await office.certificates();
  const admin = valueOf(await add(office.vault, administrator));
  expect(await office.certificates()).toEqual([certificate]);
  valueOf(await unlock(office.vault, admin.id, chiefPassphrase));
  const denied = { code: 'access/denied', detail: { permission: 'document.sign' } };
  expect(faultOf(await office.sign(signablePdf(), certificate, inspectorPassphrase))).toEqual(denied);
  expect(faultOf(await office.importFile(pkcs12.build({})))).toEqual(denied);
  expect(office.acts).toEqual([]);
});
