import { expect, test } from 'vitest';
import { createAlertHandlers } from '../../../electron/host/alerts.ts';
import { createLastFolder } from '../../../electron/disk/last-folder.ts';
import { removePerson } from '../../../electron/vault/people.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import { readAlert } from '../../../shared/alert/alert.ts';
import { sealAlert } from '../../../shared/alert/envelope.ts';
import { fillForm, FORM_SLOT, readFormOffice } from '../../../shared/alert/form-page.ts';
import { fromUtf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { makeBoxKeys } from '../../../shared/vault/box.ts';
import { anAlert } from '../../support/alert-builder.ts';
import {
  add,
  administrator,
  chiefPassphrase,
  faultOf,
  inspector,
  newFolder,
  office,
  openedOffice,
  unlock,
  valueOf,
} from '../../support/vault-builder.ts';

const page = `<html>${FORM_SLOT}<script>1</script></html>`;

function desk(vault: Vault, chosen: string | null = '/fuera/formulario.html') {
  const saved: { file: string; bytes: Bytes }[] = [];
  const noted: string[] = [];
  const handlers = createAlertHandlers({
    vault,
    template: () => Promise.resolve(page),
    files: {
      askWhere: () => Promise.resolve(chosen ?? undefined),
      lastFolder: createLastFolder('/tmp'),
      write: (file, bytes) => Promise.resolve((saved.push({ file, bytes }), ok(undefined))),
      goingOut: {
        mayGo: () => ok(undefined),
        note: (action, _about, name) =>
          Promise.resolve((noted.push(`${action} ${name} ${saved.length}`), ok(undefined))),
      },
    },
  });
  return { ...handlers, saved, noted };
}

/** The office that a saved form carries. */
async function formOffice({ saved }: { readonly saved: readonly { readonly bytes: Bytes }[] }) {
  const [, json = ''] = /id="office">(.*?)<\/script>/.exec(fromUtf8(saved.at(-1)!.bytes)) ?? [];
  const found = await readFormOffice(json);
  if (found === undefined) throw new Error('no office in the form');
  return found;
}

test('a form goes out with the public half, is written down first, and what it seals is opened', async () => {
  const { vault } = await openedOffice(newFolder());
  const host = desk(vault);
  expect(await host.saveAlertForm({})).toEqual(ok({ name: 'formulario.html' }));
  expect(host.noted).toEqual(['exported formulario.html 0']);
  const { name, publicKey } = await formOffice(host);
  expect(name).toBe(office.name);
  const alert = anAlert();
  const sealed = await sealAlert(publicKey, alert);
  const opened = valueOf(await host.openAlert({ sealed }));
  expect(readAlert(opened.alert)).toEqual(ok(alert));
});

test('whoever may not read cases opens no alert and hands out no form', async () => {
  const { vault } = await openedOffice(newFolder());
  const host = desk(vault);
  await host.saveAlertForm({});
  const sealed = await sealAlert((await formOffice(host)).publicKey, anAlert());
  const other = valueOf(await add(vault, administrator));
  await vault.lock();
  expect(faultOf(await host.openAlert({ sealed }))).toMatchObject({ code: 'vault/locked' });
  valueOf(await unlock(vault, other.id, chiefPassphrase));
  expect(faultOf(await host.openAlert({ sealed }))).toMatchObject({ code: 'access/denied' });
  expect(faultOf(await host.saveAlertForm({}))).toMatchObject({ code: 'access/denied' });
  expect(host.saved).toHaveLength(1);
});

test('when somebody leaves, new forms get another key, and old ones still open', async () => {
  const { vault } = await openedOffice(newFolder());
  const host = desk(vault);
  await host.saveAlertForm({});
  const before = await formOffice(host);
  const leaver = valueOf(await add(vault, { ...inspector, name: 'Quien se va' }));
  const first = valueOf(vault.openOffice()).person.id;
  valueOf(await vault.change('people.manage', (open) => removePerson(open, leaver.id)));
  await vault.lock();
  valueOf(await unlock(vault, first));
  await host.saveAlertForm({});
  const after = await formOffice(host);
  expect(after.keyId).not.toBe(before.keyId);
  for (const { publicKey } of [before, after]) {
    const alert = anAlert();
    const opened = valueOf(await host.openAlert({ sealed: await sealAlert(publicKey, alert) }));
    expect(readAlert(opened.alert)).toEqual(ok(alert));
  }
});

test('an alert for another office, and one that is damaged, are told apart', async () => {
  const { vault } = await openedOffice(newFolder());
  const host = desk(vault);
  const foreign = await sealAlert((await makeBoxKeys()).publicKey, anAlert());
  expect(faultOf(await host.openAlert({ sealed: foreign }))).toMatchObject({ code: 'alert/other-office' });
  foreign[80]! ^= 1;
  expect(faultOf(await host.openAlert({ sealed: foreign }))).toMatchObject({ code: 'alert/damaged' });
  expect(faultOf(await host.openAlert({ sealed: new Uint8Array([1]) }))).toMatchObject({ code: 'alert/not-an-alert' });
});

test('a dialog that is closed saves nothing', async () => {
  const { vault } = await openedOffice(newFolder());
  const host = desk(vault, null);
  expect(faultOf(await host.saveAlertForm({}))).toMatchObject({ code: 'file/cancelled' });
  expect([host.saved, host.noted]).toEqual([[], []]);
});

test('the name of an office cannot get out of its place, and a form whose key was exchanged has no office', async () => {
  const { publicKey } = await makeBoxKeys();
  const name = 'Oficina </script><script>alert(1)</script> $& "x"';
  const filled = await fillForm(page, { name, publicKey });
  expect(filled.match(/<script/g)).toHaveLength(2);
  const [, json = ''] = /id="office">(.*?)<\/script>/.exec(filled) ?? [];
  expect(await readFormOffice(json)).toMatchObject({ name, publicKey });
  const other = await makeBoxKeys();
  const exchanged = json.replace(
    /"publicKey":"[^"]*"/,
    `"publicKey":"${Buffer.from(other.publicKey).toString('base64')}"`,
  );
  expect(await readFormOffice(exchanged)).toBeUndefined();
  expect(await readFormOffice('null')).toBeUndefined();
  expect(await readFormOffice('{')).toBeUndefined();
  await expect(fillForm('<html></html>', { name, publicKey })).rejects.toThrow();
});
