import { expect, test } from 'vitest';
import { createSigningSettingsHandlers } from '../../../electron/host/signing-settings.ts';
import { createStamping } from '../../../electron/host/prove-authority.ts';
import { createStampHandlers } from '../../../electron/host/stamp-document.ts';
import type { Act } from '../../../shared/access/acts.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { prepareDocumentTimestamp } from '../../../shared/signature/document-timestamp.ts';
import { signablePdf } from '../../support/signable-pdf.ts';
import { faultOf, newFolder, openedOffice, testClock, valueOf } from '../../support/vault-builder.ts';

const url = 'https://sellos.example/tsa';

async function start() {
  const clock = testClock('2026-11-24T16:00:00.000Z');
  const { vault } = await openedOffice(newFolder(), clock);
  const acts: Act[] = [];
  const asked: string[] = [];
  const record = (act: Act) => {
    acts.push(act);
    return Promise.resolve(ok({ seq: 1, digest: new Uint8Array(32) }));
  };
  const none = (): Promise<undefined> => Promise.resolve(undefined);
  const settings = createSigningSettingsHandlers({
    ...{ vault, record },
    dialogs: { chooseRootFile: none, chooseListFile: none, chooseSaveFile: none },
  });
  const { stampDocument } = createStampHandlers({
    ...{ vault, clock, ledger: { record }, prepareTimestamp: prepareDocumentTimestamp },
    ...createStamping(
      (address) => {
        asked.push(address);
        return Promise.resolve(undefined);
      },
      () => Promise.reject(new Error('nobody is known whose list it would be')),
    ),
  });
  return { vault, settings, stampDocument, acts, asked };
}

test('an office that set no address asks nobody', async () => {
  const { stampDocument, asked, acts } = await start();
  expect(faultOf(await stampDocument({ pdf: signablePdf() }))).toEqual({ code: 'sign/no-timestamp' });
  expect({ asked, acts }).toEqual({ asked: [], acts: [] });
});

test('only the address of the office is asked, and what did not come is not written down as if it had', async () => {
  const { settings, stampDocument, asked, acts } = await start();
  valueOf(await settings.setTimestampUrl({ url }));
  expect(faultOf(await stampDocument({ pdf: signablePdf() }))).toEqual({ code: 'sign/no-timestamp' });
  expect(asked).toEqual([url]);
  expect(acts.map(({ action }) => action)).toEqual(['settings']);
});

test('what is no document is refused before anybody is asked, and so is whoever is not signed in', async () => {
  const { vault, settings, stampDocument, asked } = await start();
  valueOf(await settings.setTimestampUrl({ url }));
  expect(faultOf(await stampDocument({ pdf: new Uint8Array([1, 2, 3]) }))).toMatchObject({ code: 'pdf/unreadable' });
  await vault.lock();
  expect(faultOf(await stampDocument({ pdf: signablePdf() }))).toMatchObject({ code: 'vault/locked' });
  expect(asked).toEqual([]);
});
