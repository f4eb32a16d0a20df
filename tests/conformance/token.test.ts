import path from 'node:path';
import * as v from 'valibot';
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createSignHandlers } from '../../electron/host/sign.ts';
import { createTokenHandlers } from '../../electron/host/tokens.ts';
import { readTokenCertificates, type TokenProgram } from '../../electron/tokens/pkcs11-tool.ts';
import type { Act } from '../../shared/access/acts.ts';
import { calls } from '../../shared/ipc/contract.ts';
import { ok } from '../../shared/kernel/result.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';
import { signablePdf } from '../support/signable-pdf.ts';
import { signingTools } from '../support/signing-tools.ts';
import { makeSoftToken, missingForTokens, TOKEN_PIN } from '../support/soft-token.ts';
import { faultOf, newFolder, openedOffice, testClock, valueOf } from '../support/vault-builder.ts';

/* A token in software (SoftHSM2) behind OpenSC's program, as a real one would be. */
const missing = missingForTokens();
let token: TokenProgram;
beforeAll(() => {
  if (missing === undefined) token = makeSoftToken('Ana Núñez Güity', { '01': 'ec', '02': 'rsa' });
});
beforeEach((context) => {
  if (missing !== undefined) context.skip(`not installed: ${missing}`);
});

async function start(chosen: Partial<TokenProgram> = {}) {
  const folder = newFolder();
  // the certificates begin at this computer's time
  const clock = testClock(new Date(Date.now() + 3_600_000).toISOString());
  const { vault } = await openedOffice(folder, clock);
  const acts: Act[] = [];
  const record = (act: Act) => {
    acts.push(act);
    return Promise.resolve(ok({ seq: 1, digest: new Uint8Array(32) }));
  };
  const { program, module } = { ...token, ...chosen };
  const tokens = createTokenHandlers({
    vault,
    clock,
    powershell: undefined,
    record,
    dialogs: { chooseTokenProgram: () => Promise.resolve(program), chooseTokenModule: () => Promise.resolve(module) },
  });
  const none = (): Promise<undefined> => Promise.resolve(undefined);
  const signing = createSignHandlers({
    vault,
    ledger: { record },
    credentialsFolder: path.join(folder, 'credentials'),
    clock,
    powershell: undefined,
    dialogs: { chooseCertificateFile: none, chooseSaveFile: none },
    ...signingTools,
  });
  const sign = (certificateId: string, passphrase: string) =>
    signing.signDocument({
      ...{ pdf: signablePdf(), field: 'Firma_Inspector_1', certificateId, passphrase, reason: '', place: '' },
    });
  return { tokens, signing, sign, acts, clock, vault };
}

test.each(['01', '02'])('key %s of a token signs, and the signature holds', async (keyId) => {
  const { tokens, signing, sign, acts, clock } = await start();
  valueOf(await tokens.chooseTokenProgram({}));
  const found = valueOf(await tokens.listTokenCertificates({ from: 'token' }));
  // the authority on the token signs no papers
  expect(found.map((one) => one.keyId).sort()).toEqual(['01', '02']);
  const info = valueOf(await tokens.addTokenCertificate({ from: 'token', keyId }));
  expect(acts.map(({ action }) => action)).toEqual(['settings', 'certificate-added']);
  const { certificates } = valueOf(await signing.listCertificates({}));
  expect(certificates.at(-1)).toEqual({ ...info, kind: 'token', signatureKind: 'firma electrónica' });
  const { pdf, kind } = valueOf(await sign(info.id, TOKEN_PIN));
  expect(kind).toBe('firma electrónica');
  const verdict = await verifyPdf(pdf, { roots: [], now: new Date(clock.now()) });
  // intact; but nobody here vouches for the authority of the token
  expect(verdict).toMatchObject({ signatures: [{ verdict: 'valid-but', signer: { name: 'Ana Núñez Güity' } }] });
});

test('a wrong PIN signs nothing and is told apart from a silent token', async () => {
  const { tokens, sign } = await start();
  valueOf(await tokens.chooseTokenProgram({}));
  const info = valueOf(await tokens.addTokenCertificate({ from: 'token', keyId: '01' }));
  expect(faultOf(await sign(info.id, '00000000'))).toEqual({ code: 'sign/wrong-pin' });
  valueOf(await tokens.forgetTokenProgram({}));
  expect(faultOf(await sign(info.id, TOKEN_PIN))).toEqual({ code: 'sign/token-silent' });
});

test.each<[string, Partial<TokenProgram>]>([
  ['a program that is not there', { program: '/usr/bin/no-such-program' }],
  ['a library that is none', { module: '/etc/hostname' }],
  ['a program that does something else', { program: '/bin/false' }],
])('%s is a fault and no crash', async (_, chosen) => {
  const { tokens } = await start(chosen);
  valueOf(await tokens.chooseTokenProgram({}));
  expect(faultOf(await tokens.listTokenCertificates({ from: 'token' }))).toEqual({ code: 'sign/token-silent' });
});

test("a colleague's token is not taken in", async () => {
  const other = makeSoftToken('Óscar Ávila Peña', { '03': 'ec' });
  const { tokens } = await start(other);
  valueOf(await tokens.chooseTokenProgram({}));
  expect(faultOf(await tokens.addTokenCertificate({ from: 'token', keyId: '03' }))).toMatchObject({
    code: 'sign/not-yours',
  });
  expect(faultOf(await tokens.addTokenCertificate({ from: 'token', keyId: '99' }))).toEqual({
    code: 'sign/unknown-certificate',
  });
});

test('the PIN is on no command line, and what the program is told is no secret', async () => {
  const seen = path.join(newFolder(), 'seen.txt');
  const spy = path.join(newFolder(), 'spy.sh');
  writeFileSync(spy, `#!/bin/sh\necho "$@" >> ${seen}\nexec ${token.program} "$@"\n`, { mode: 0o755 });
  const { tokens, sign } = await start({ ...makeAgain(), program: spy });
  valueOf(await tokens.chooseTokenProgram({}));
  const info = valueOf(await tokens.addTokenCertificate({ from: 'token', keyId: '01' }));
  valueOf(await sign(info.id, TOKEN_PIN));
  const told = readFileSync(seen, 'utf8');
  expect(told).toContain('--sign');
  expect(told).not.toContain(TOKEN_PIN);
});

/** The environment names one token at a time, and the last test made another. */
function makeAgain(): TokenProgram {
  return makeSoftToken('Ana Núñez Güity', { '01': 'ec' });
}

test('what the handlers give back is what the contract says', async () => {
  const { tokens } = await start(makeAgain());
  v.parse(calls.chooseTokenProgram.output, await tokens.chooseTokenProgram({}));
  v.parse(calls.listTokenCertificates.output, await tokens.listTokenCertificates({ from: 'token' }));
  v.parse(calls.addTokenCertificate.output, await tokens.addTokenCertificate({ from: 'token', keyId: '01' }));
  expect(valueOf(await readTokenCertificates(token)).length).toBeGreaterThan(1);
});
