import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createSignHandlers } from '../../../electron/host/sign.ts';
import { createSigningSettingsHandlers } from '../../../electron/host/signing-settings.ts';
import { createTokenHandlers } from '../../../electron/host/tokens.ts';
import type { Act } from '../../../shared/access/acts.ts';
import { toBase64, type Bytes } from '../../../shared/kernel/bytes.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { buildCrl } from '../../support/crl-builder.ts';
import { issuingPoint, placeAt } from '../../support/issuing-point.ts';
import { testOffice } from '../../support/signable-pdf.ts';
import { signingTools } from '../../support/signing-tools.ts';
import { faultOf, newFolder, openedOffice, testClock, valueOf } from '../../support/vault-builder.ts';

/* Revocation lists of a time-stamping authority that are handed over as files. */
async function start() {
  const clock = testClock('2026-11-24T16:00:00.000Z');
  const { vault } = await openedOffice(newFolder(), clock);
  const acts: Act[] = [];
  const record = (act: Act) => {
    acts.push(act);
    return Promise.resolve(ok({ seq: 1, digest: new Uint8Array(32) }));
  };
  let chosen: string | undefined;
  const answer = (): Promise<string | undefined> => Promise.resolve(chosen);
  const settings = createSigningSettingsHandlers({
    ...{ vault, record },
    dialogs: { chooseRootFile: answer, chooseListFile: answer, chooseSaveFile: answer },
  });
  const tokens = createTokenHandlers({
    ...{ vault, record, clock },
    dialogs: { chooseTokenProgram: answer, chooseTokenModule: answer },
  });
  const signing = createSignHandlers({
    ...{ vault, clock, ledger: { record }, credentialsFolder: newFolder() },
    dialogs: { chooseCertificateFile: answer, chooseSaveFile: answer },
    ...signingTools,
  });
  const give = (content: Bytes | string | undefined) => {
    chosen = content === undefined ? undefined : path.join(newFolder(), 'lista');
    if (chosen !== undefined && content !== undefined) writeFileSync(chosen, content);
    return settings.noteStampList({});
  };
  const kept = async () => valueOf(await settings.signingSettings({})).stampLists;
  return { settings, tokens, signing, acts, give, kept };
}

const authority = await testOffice('Sellos de tiempo');
const listOf = (day: string, ...place: readonly string[]) =>
  buildCrl(authority, {
    ...{ revoked: [], thisUpdate: new Date(`${day}T00:00:00Z`) },
    extensions: place.map((url) => issuingPoint(placeAt(url))),
  });

test('is kept with what it says of itself, written down, and goes to whoever verifies', async () => {
  const { signing, give, kept, acts } = await start();
  const list = await listOf('2026-11-20');
  expect(await kept()).toEqual([]);
  const noted = valueOf(await give(list));
  expect(noted).toMatchObject({ thisUpdate: '2026-11-20T00:00:00.000Z', nextUpdate: '2027-01-01T00:00:00.000Z' });
  expect(await kept()).toEqual([noted]);
  expect(acts.at(-1)).toMatchObject({
    action: 'settings',
    detail: expect.stringContaining('del 2026-11-20') as string,
  });
  const { crls } = valueOf(await signing.listCertificates({}));
  expect(crls.map((der) => toBase64(der))).toContain(toBase64(list));
});

test('is read in its text form too, and a newer one takes its place; an older one does not', async () => {
  const { give, kept } = await start();
  const newer = await listOf('2026-11-22');
  valueOf(await give(await listOf('2026-11-20')));
  valueOf(await give(`-----BEGIN X509 CRL-----\n${toBase64(newer)}\n-----END X509 CRL-----\n`));
  expect(faultOf(await give(await listOf('2026-11-21')))).toEqual({ code: 'sign/older-list' });
  expect((await kept()).map(({ thisUpdate }) => thisUpdate)).toEqual(['2026-11-22T00:00:00.000Z']);
});

test('of some certificates of an issuer is kept beside those of others, and replaced by a newer one of the same', async () => {
  const { settings, give, kept } = await start();
  const [one, two] = ['http://a.hn/1.crl', 'http://a.hn/2.crl'];
  const noted = valueOf(await give(await listOf('2026-11-20', one)));
  for (const list of [await listOf('2026-11-19', two), await listOf('2026-11-18'), await listOf('2026-11-22', one)]) {
    valueOf(await give(list));
  }
  expect(faultOf(await give(await listOf('2026-11-17', two)))).toEqual({ code: 'sign/older-list' });
  const days = (await kept()).map(({ thisUpdate }) => thisUpdate.slice(0, 10));
  expect(days).toEqual(['2026-11-19', '2026-11-18', '2026-11-22']);
  valueOf(await settings.forgetStampList({ issuer: noted.issuer }));
  expect(await kept()).toEqual([]);
});

test('is none when it is something else, too large, or not chosen', async () => {
  const { give, kept } = await start();
  for (const content of [authority.root, 'no es una lista', Uint8Array.of(0x30, 0x82)]) {
    expect(faultOf(await give(content))).toEqual({ code: 'sign/not-a-revocation-list' });
  }
  expect(faultOf(await give(new Uint8Array(300 * 1024)))).toMatchObject({ code: 'file/too-large' });
  expect(faultOf(await give(undefined))).toEqual({ code: 'file/cancelled' });
  expect(await kept()).toEqual([]);
});

test('stays when other settings of signing change, and goes when it is taken away', async () => {
  const { settings, tokens, give, kept } = await start();
  const { issuer } = valueOf(await give(await listOf('2026-11-20')));
  valueOf(await settings.setTimestampUrl({ url: 'https://sellos.example/tsa' }));
  valueOf(await tokens.forgetTokenProgram({}));
  expect(valueOf(await settings.signingSettings({}))).toMatchObject({
    timestampUrl: 'https://sellos.example/tsa',
    stampLists: [{ issuer }],
  });
  valueOf(await settings.setTimestampUrl({}));
  expect(await kept()).toHaveLength(1);
  valueOf(await settings.forgetStampList({ issuer }));
  expect(await kept()).toEqual([]);
  expect(faultOf(await settings.forgetStampList({ issuer }))).toEqual({ code: 'sign/unknown-certificate' });
});
