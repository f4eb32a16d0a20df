import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { toPem } from '../../shared/signature/certificate.ts';
import { missingJudges } from '../support/outside-judges.ts';
import { makeInstallation, makeMinistry, startOfRoster, withComputer } from '../support/roster-builder.ts';

/** Runs openssl on files of a folder of its own; throws with what it said. */
function openssl(folder: string, ...args: readonly string[]): string {
  return execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

test.skipIf(missingJudges().includes('openssl'))(
  'openssl verifies a trust list against the root, and a certificate it holds',
  async () => {
    const ministry = await makeMinistry();
    const { list, certificate } = await withComputer(ministry, ministry.list, await makeInstallation('LCE'));
    const signed = await ministry.sign(list);
    const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-trust-'));
    const stranger = await makeMinistry();
    const files = {
      'lista.json': signed.list,
      'lista.p7s': signed.signature,
      'raiz.pem': toPem(ministry.certificate),
      'otra.pem': toPem(stranger.certificate),
      'equipo.pem': toPem(certificate),
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
    const at = ['-attime', String(startOfRoster / 1000)];
    const verify = (root: string): string =>
      openssl(
        folder,
        ...['cms', '-verify', '-binary', '-cades', '-inform', 'DER', '-in', 'lista.p7s', '-content', 'lista.json'],
        ...['-CAfile', root, '-purpose', 'any', '-out', 'visto.json', ...at],
      );
    verify('raiz.pem');
    expect(() => verify('otra.pem')).toThrow();
    writeFileSync(path.join(folder, 'lista.json'), signed.list.slice(0, -1));
    expect(() => verify('raiz.pem')).toThrow();
    expect(openssl(folder, 'verify', '-CAfile', 'raiz.pem', ...at, 'equipo.pem')).toContain('OK');
    expect(() => openssl(folder, 'verify', '-CAfile', 'otra.pem', ...at, 'equipo.pem')).toThrow();
    const subject = openssl(
      folder,
      'x509',
      '-in',
      'equipo.pem',
      '-noout',
      '-subject',
      '-nameopt',
      'utf8,sep_comma_plus',
    );
    expect(subject).toMatch(/OU ?= ?LCE/);
  },
);
