import { expect, test } from 'vitest';
import { createLastFolder } from '../../../electron/disk/last-folder.ts';
import { createVerifierPageHandlers } from '../../../electron/host/verifier-page.ts';
import { fromUtf8, sha256, toHex, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { ok } from '../../../shared/kernel/result.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import {
  add,
  administrator,
  chiefPassphrase,
  faultOf,
  newFolder,
  openedOffice,
  unlock,
  valueOf,
} from '../../support/vault-builder.ts';

const page = '<html>página</html>';

function desk(vault: Vault) {
  const saved: Bytes[] = [];
  const noted: string[] = [];
  const handlers = createVerifierPageHandlers({
    vault,
    page: () => Promise.resolve(page),
    files: {
      askWhere: () => Promise.resolve('/fuera/verificador.html'),
      lastFolder: createLastFolder('/tmp'),
      write: (_file, bytes) => Promise.resolve((saved.push(bytes), ok(undefined))),
      goingOut: {
        mayGo: () => ok(undefined),
        note: (action, about, name) =>
          Promise.resolve((noted.push(`${action} ${about?.detail ?? ''} ${name} ${saved.length}`), ok(undefined))),
      },
    },
  });
  return { ...handlers, saved, noted };
}

test('the page goes out as it was built, and its hash is written down before', async () => {
  const { vault } = await openedOffice(newFolder());
  const host = desk(vault);
  const hash = toHex(await sha256(utf8(page)));
  expect(await host.saveVerifierPage({})).toEqual(ok({ name: 'verificador.html', sha256: hash }));
  expect(host.saved.map((bytes) => fromUtf8(bytes))).toEqual([page]);
  expect(host.noted).toEqual([`exported SHA-256 ${hash} verificador.html 0`]);
  expect(await host.verifierPageHash({})).toEqual(ok({ sha256: hash }));
});

test('whoever may let nothing out hands out no page', async () => {
  const { vault } = await openedOffice(newFolder());
  const other = valueOf(await add(vault, administrator));
  await vault.lock();
  const host = desk(vault);
  expect(faultOf(await host.saveVerifierPage({}))).toMatchObject({ code: 'vault/locked' });
  valueOf(await unlock(vault, other.id, chiefPassphrase));
  expect(faultOf(await host.saveVerifierPage({}))).toMatchObject({ code: 'access/denied' });
  expect(faultOf(await host.verifierPageHash({}))).toMatchObject({ code: 'access/denied' });
  expect([host.saved, host.noted]).toEqual([[], []]);
});
