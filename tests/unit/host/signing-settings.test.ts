import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { createSignHandlers } from '../../../electron/host/sign.ts';
import { createStamping } from '../../../electron/host/prove-authority.ts';
import { createSigningSettingsHandlers } from '../../../electron/host/signing-settings.ts';
import type { Act } from '../../../shared/access/acts.ts';
import { calls } from '../../../shared/ipc/contract.ts';
import type { ProviderInput } from '../../../shared/ipc/signing-settings.ts';
import { fromBase64, utf8 } from '../../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { toPem } from '../../../shared/signature/certificate.ts';
import { verifyPdf } from '../../../shared/signature/verify.ts';
import { filePassphrase, Pkcs12Builder } from '../../support/pkcs12-builder.ts';
import { signablePdf } from '../../support/signable-pdf.ts';
import { signingTools } from '../../support/signing-tools.ts';
import {
  add,
  faultOf,
  inspectorPassphrase,
  liaison,
  newFolder,
  openedOffice,
  testClock,
  unlock,
  valueOf,
} from '../../support/vault-builder.ts';

const pkcs12 = new Pkcs12Builder();
const confirmed: ProviderInput = {
  name: 'Prestador de prueba',
  words: 'firma electrónica de prueba',
  norm: 'Decreto 149-2013, art. 3',
  document: 'Oficio DIGEPIH-12-2026',
};

async function start() {
  const folder = newFolder();
  // the certificates that OpenSSL makes begin at this computer's time
  const clock = testClock(new Date(Date.now() + 3_600_000).toISOString());
  const { vault, session } = await openedOffice(folder, clock);
  const acts: Act[] = [];
  const dialog: { chosen: string | undefined; refuse: boolean } = { chosen: undefined, refuse: false };
  const record = (act: Act): Promise<Result<{ seq: number; digest: Uint8Array<ArrayBuffer> }>> => {
    acts.push(act);
    return Promise.resolve(dialog.refuse ? fail('journal/disk-full') : ok({ seq: 1, digest: new Uint8Array(32) }));
  };
  const answer = (): Promise<string | undefined> => Promise.resolve(dialog.chosen);
  const settings = createSigningSettingsHandlers({
    vault,
    record,
    dialogs: { chooseRootFile: answer, chooseListFile: answer, chooseSaveFile: answer },
  });
  const signing = createSignHandlers({
    vault,
    ledger: { record },
    credentialsFolder: path.join(folder, 'credentials'),
    clock,
    dialogs: { chooseCertificateFile: answer, chooseSaveFile: answer },
    ...signingTools,
  });
  const put = (content: string | Uint8Array): void => {
    dialog.chosen = path.join(newFolder(), 'archivo');
    writeFileSync(dialog.chosen, content);
  };
  return { vault, session, clock, acts, dialog, settings, signing, put };
}

/** An office that imported a certificate, and the file of its issuer chosen. */
async function withImported() {
  const office = await start();
  office.put(pkcs12.build({}));
  const info = valueOf(await office.signing.importCertificate({ passphrase: filePassphrase }));
  const root = fromBase64(valueOf(office.vault.openOffice()).keyring.imported[0]!.chain![1]!);
  office.put(toPem(root));
  const kind = async (): Promise<string | undefined> =>
    valueOf(await office.signing.listCertificates({})).certificates.find(({ id }) => id === info.id)?.signatureKind;
  const sign = async () =>
    valueOf(
      await office.signing.signDocument({
        ...{ pdf: signablePdf(), field: 'Firma_Inspector_1', certificateId: info.id, passphrase: filePassphrase },
        ...{ reason: '', place: '' },
      }),
    );
  return { ...office, info, root, kind, sign };
}

test('what an imported certificate makes is called as its issuer was confirmed, and else nothing special', async () => {
  const { settings, kind, sign } = await withImported();
  expect(await kind()).toBe('firma electrónica');
  expect(await sign()).toMatchObject({ kind: 'firma electrónica', proven: false, timestamp: 'off' });
  const noted = valueOf(await settings.noteProvider({ provider: { ...confirmed, document: '' } }));
  expect(await kind()).toBe('firma electrónica');
  valueOf(await settings.noteProvider({ id: noted.id, provider: confirmed }));
  expect(await kind()).toBe('firma electrónica de prueba');
  expect(await sign()).toMatchObject({ kind: 'firma electrónica de prueba' });
  valueOf(await settings.forgetProvider({ id: noted.id }));
  expect(await kind()).toBe('firma electrónica');
});

test('an issuer that was written down is recognised when signatures are verified', async () => {
  const { settings, signing, sign, clock } = await withImported();
  const { pdf } = await sign();
  const trust = async (): Promise<string | undefined> => {
    const { roots } = valueOf(await signing.listCertificates({}));
    const verdict = await verifyPdf(pdf, { roots, now: new Date(clock.now()) });
    return verdict.kind === 'signed' ? verdict.signatures[0]?.trust : undefined;
  };
  expect(await trust()).toBe('unknown-root');
  valueOf(await settings.noteProvider({ provider: confirmed }));
  expect(await trust()).toBe('trusted');
});

test('the same root again replaces what was noted of it', async () => {
  const { settings } = await withImported();
  const first = valueOf(await settings.noteProvider({ provider: { ...confirmed, words: '' } }));
  const second = valueOf(await settings.noteProvider({ provider: confirmed }));
  expect(second).toEqual({ ...first, words: confirmed.words });
  expect(valueOf(await settings.signingSettings({})).providers).toEqual([second]);
});

test("the office's own certificates stay what they are, whatever is written down of anybody", async () => {
  const { settings, signing, vault, put } = await start();
  put(toPem(fromBase64(valueOf(vault.openOffice()).keyring.authority.certificate)));
  valueOf(await settings.noteProvider({ provider: confirmed }));
  const { certificates } = valueOf(await signing.listCertificates({}));
  expect(certificates.map(({ signatureKind }) => signatureKind)).toEqual(['firma electrónica simple']);
});

test.each([
  ['no certificate', utf8('no es un certificado')],
  ['a broken one', utf8('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')],
])('a file that is %s vouches for nobody', async (_, file) => {
  const { settings, put } = await start();
  put(file);
  expect(faultOf(await settings.noteProvider({ provider: confirmed }))).toEqual({
    code: 'sign/not-a-certificate-file',
  });
});

test('the certificate of a person is no issuer', async () => {
  const { settings, put, vault } = await start();
  const { person } = valueOf(vault.openOffice());
  put(fromBase64(person.signing.certificate));
  expect(faultOf(await settings.noteProvider({ provider: confirmed }))).toEqual({
    code: 'sign/not-a-certificate-file',
  });
});

test('each change is written down first; where it cannot be, nothing is changed', async () => {
  const { settings, acts, dialog } = await start();
  const url = 'https://sellos.example/tsa';
  valueOf(await settings.setTimestampUrl({ url }));
  expect(acts).toEqual([{ action: 'settings', detail: `Sellos de tiempo: se piden a ${url}` }]);
  dialog.refuse = true;
  expect(faultOf(await settings.setTimestampUrl({}))).toEqual({ code: 'journal/disk-full' });
  expect(valueOf(await settings.signingSettings({}))).toMatchObject({ timestampUrl: url });
  dialog.refuse = false;
  valueOf(await settings.setTimestampUrl({}));
  expect(valueOf(await settings.signingSettings({}))).not.toHaveProperty('timestampUrl');
});

test('asks for a time stamp only while it is switched on', async () => {
  const asked: string[] = [];
  const { vault, clock, settings } = await start();
  const signing = createSignHandlers({
    vault,
    ledger: { record: () => Promise.resolve(ok({ seq: 1, digest: new Uint8Array(32) })) },
    credentialsFolder: newFolder(),
    clock,
    dialogs: {
      chooseCertificateFile: () => Promise.resolve(undefined),
      chooseSaveFile: () => Promise.resolve(undefined),
    },
    ...signingTools,
    ...createStamping(
      (url) => {
        asked.push(url);
        return Promise.resolve(undefined);
      },
      () => Promise.reject(new Error('nobody is known whose list it would be')),
    ),
  });
  const { certificates } = valueOf(await signing.listCertificates({}));
  const sign = async () =>
    valueOf(
      await signing.signDocument({
        ...{ pdf: signablePdf(), field: 'Firma_Inspector_1', certificateId: certificates[0]!.id },
        ...{ passphrase: inspectorPassphrase, reason: '', place: '' },
      }),
    );
  expect((await sign()).timestamp).toBe('off');
  valueOf(await settings.setTimestampUrl({ url: 'https://sellos.example/tsa' }));
  expect((await sign()).timestamp).toBe('unanswered');
  valueOf(await settings.setTimestampUrl({}));
  expect((await sign()).timestamp).toBe('off');
  expect(asked).toEqual(['https://sellos.example/tsa']);
});

test('only whoever may change settings changes these', async () => {
  const { vault, settings } = await start();
  const { id } = valueOf(await add(vault, liaison));
  valueOf(await unlock(vault, id, 'cuatro pinos junto al Merendón'));
  const denied = { code: 'access/denied', detail: { permission: 'settings.write' } };
  expect(faultOf(await settings.setTimestampUrl({}))).toEqual(denied);
  expect(faultOf(await settings.noteProvider({ provider: confirmed }))).toEqual(denied);
  expect(faultOf(await settings.forgetProvider({ id }))).toEqual(denied);
  expect(faultOf(await settings.noteStampList({}))).toEqual(denied);
  expect(faultOf(await settings.forgetStampList({ issuer: 'X' }))).toEqual(denied);
});

test("the office's revocation list is saved for others, as it was signed", async () => {
  const { settings, signing, dialog } = await start();
  dialog.chosen = path.join(newFolder(), 'revocados.crl');
  expect(valueOf(await settings.saveRevocationList({}))).toEqual({ name: 'revocados.crl' });
  const { crls } = valueOf(await signing.listCertificates({}));
  expect(Buffer.from(crls[0]!)).toEqual(readFileSync(dialog.chosen));
  dialog.chosen = undefined;
  expect(faultOf(await settings.saveRevocationList({}))).toEqual({ code: 'file/cancelled' });
});

test('what the handlers give back is what the contract says; an address that is none does not pass the door', async () => {
  const { settings } = await withImported();
  v.parse(calls.noteProvider.output, await settings.noteProvider({ provider: confirmed }));
  v.parse(calls.signingSettings.output, await settings.signingSettings({}));
  for (const url of ['', 'ftp://x', 'javascript:alert(1)', 'sellos.example', 'file:///etc/passwd']) {
    expect(v.is(calls.setTimestampUrl.input, { url }), url).toBe(false);
  }
});
