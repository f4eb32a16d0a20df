// The certificate store of Windows behind a stand-in for PowerShell. What only Windows can show: docs/verified.md.
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createSignHandlers } from '../../electron/host/sign.ts';
import { createTokenHandlers } from '../../electron/host/tokens.ts';
import { powershellOf } from '../../electron/host/powershell.ts';
import type { Act } from '../../shared/access/acts.ts';
import { ok } from '../../shared/kernel/result.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';
import { signablePdf } from '../support/signable-pdf.ts';
import { signingTools } from '../support/signing-tools.ts';
import { hasOpenssl, makeStore, type StoreStub } from '../support/store-stub.ts';
import { faultOf, inspectorPassphrase, newFolder, openedOffice, testClock, valueOf } from '../support/vault-builder.ts';

const isHere = hasOpenssl();
let store: StoreStub;
beforeAll(() => {
  if (isHere) store = makeStore('Ana Núñez Güity');
});
beforeEach((context) => {
  if (!isHere) context.skip('not installed: openssl');
});

async function start(powershell: string | undefined) {
  const folder = newFolder();
  // the certificates begin at this computer's time
  const clock = testClock(new Date(Date.now() + 3_600_000).toISOString());
  const { vault } = await openedOffice(folder, clock);
  const acts: Act[] = [];
  const record = (act: Act) => {
    acts.push(act);
    return Promise.resolve(ok({ seq: 1, digest: new Uint8Array(32) }));
  };
  const none = (): Promise<undefined> => Promise.resolve(undefined);
  const dialogs = { chooseTokenProgram: none, chooseTokenModule: none };
  const tokens = createTokenHandlers({ vault, clock, powershell, record, dialogs });
  const signing = createSignHandlers({
    ...{ vault, ledger: { record }, credentialsFolder: path.join(folder, 'credentials'), clock, powershell },
    dialogs: { chooseCertificateFile: none, chooseSaveFile: none },
    ...signingTools,
  });
  const sign = (certificateId: string, passphrase = inspectorPassphrase) =>
    signing.signDocument({
      ...{ pdf: signablePdf(), field: 'Firma_Inspector_1', certificateId, passphrase, reason: '', place: '' },
    });
  return { tokens, sign, acts, clock };
}

test.each(['ec', 'rsa'] as const)('an %s key of the account signs, and the signature holds', async (kind) => {
  const { tokens, sign, acts, clock } = await start(store.program);
  const keyId = store.thumbprints[kind];
  expect(valueOf(await tokens.listTokenCertificates({ from: 'windows' })).map((one) => one.keyId)).toContain(keyId);
  const info = valueOf(await tokens.addTokenCertificate({ from: 'windows', keyId }));
  expect(info.kind).toBe('windows');
  expect(acts.map(({ action }) => action)).toEqual(['certificate-added']);
  const { pdf } = valueOf(await sign(info.id));
  const verdict = await verifyPdf(pdf, { roots: [], now: new Date(clock.now()) });
  expect(verdict).toMatchObject({ signatures: [{ verdict: 'valid-but', signer: { name: 'Ana Núñez Güity' } }] });
});

test('a key of the account signs for nobody but its owner: wrong passphrases wait and are written down', async () => {
  const { tokens, sign, acts, clock } = await start(store.program);
  const info = valueOf(await tokens.addTokenCertificate({ from: 'windows', keyId: store.thumbprints.ec }));
  const asked = store.calls().length;
  const wrong = 'vault/wrong-passphrase';
  for (const [passphrase, waitSeconds] of [
    ['x', 0],
    ['no es la frase', 0],
    ['tampoco esta', 2],
  ] as const) {
    expect(faultOf(await sign(info.id, passphrase))).toEqual({ code: wrong, detail: { waitSeconds } });
  }
  expect(faultOf(await sign(info.id))).toEqual({ code: 'vault/wait', detail: { seconds: 2 } });
  expect(store.calls()).toHaveLength(asked);
  clock.move(2000);
  valueOf(await sign(info.id));
  expect(acts.map(({ action }) => action)).toEqual(['certificate-added', 'failed-attempts', 'signed']);
});

test('the command line is the same for every call: what is signed, and with which key, comes by the input', async () => {
  const { tokens, sign } = await start(store.program);
  const info = valueOf(await tokens.addTokenCertificate({ from: 'windows', keyId: store.thumbprints.ec }));
  valueOf(await sign(info.id));
  const calls = store.calls();
  expect(new Set(calls.map(({ args }) => JSON.stringify(args))).size).toBe(1);
  const [args = []] = calls.map((call) => call.args);
  expect(args.slice(0, 4)).toEqual(['-NoLogo', '-NoProfile', '-NonInteractive', '-EncodedCommand']);
  const script = Buffer.from(args[4] ?? '', 'base64').toString('utf16le');
  expect(script).toContain('Cert:\\CurrentUser\\My');
  expect(calls.at(-1)?.input).toContain(store.thumbprints.ec.toUpperCase());
});

test.each([
  ['no PowerShell', undefined],
  ['a program that is not there', '/usr/bin/no-such-program'],
  ['a program that does something else', '/bin/false'],
])('%s is a fault and no crash', async (_, program) => {
  const { tokens } = await start(program);
  expect(faultOf(await tokens.listTokenCertificates({ from: 'windows' }))).toEqual({ code: 'sign/token-silent' });
});

test('an answer of another shape is a fault', async () => {
  const program = path.join(newFolder(), 'odd.sh');
  writeFileSync(program, '#!/bin/sh\ncat > /dev/null\necho "[]"\n', { mode: 0o755 });
  const { tokens } = await start(program);
  expect(faultOf(await tokens.listTokenCertificates({ from: 'windows' }))).toEqual({ code: 'sign/token-silent' });
});

test("a colleague's certificate is not taken in", async () => {
  const other = makeStore('Óscar Ávila Peña');
  const { tokens } = await start(other.program);
  const asked = { from: 'windows', keyId: other.thumbprints.ec } as const;
  expect(faultOf(await tokens.addTokenCertificate(asked))).toMatchObject({ code: 'sign/not-yours' });
});

test('PowerShell is there on Windows alone, and where Windows keeps it', () => {
  expect(powershellOf('linux')).toBeUndefined();
  expect(powershellOf('win32', 'D:\\Win')).toBe('D:\\Win\\System32\\WindowsPowerShell\\v1.0\\powershell.exe');
});
