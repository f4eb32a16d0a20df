import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { checkBundle, type CheckedBundle } from '../../renderer/features/exchange/check-bundle.ts';
import { copyBundle, unsealBundle } from '../../renderer/features/exchange/open-bundle.ts';
import { takeInBundle } from '../../renderer/features/exchange/take-in-bundle.ts';
import { sendBundle, type SendOrder } from '../../renderer/parts/exchange/send-bundle.ts';
import { newId } from '../../shared/kernel/id.ts';
import { stickOf, type ExchangeOffice } from './exchange-office.ts';
import { got } from './session.ts';
import { workerHere } from './unpack-here.ts';

const quiet = { onProgress: () => undefined, signal: new AbortController().signal, startWorker: workerHere };

/** Writes a bundle into a folder of its own on the stick. @returns what became of it, and the folder */
export async function tryToSend(stick: string, from: ExchangeOffice, order: Omit<SendOrder, 'place'>) {
  const folder = path.join(stick, newId());
  mkdirSync(folder);
  const place = await stickOf(from, folder);
  return { folder, sent: await sendBundle({ ...quiet, ...from }, { ...order, place }) };
}

/** The same where it must arrive on the stick. @returns the folder and what was told */
export async function sendOn(stick: string, from: ExchangeOffice, order: Omit<SendOrder, 'place'>) {
  const { folder, sent } = await tryToSend(stick, from, order);
  return { folder, sent: got(sent) };
}

/** Opens and checks the bundle in a folder. @param words of one for somebody without a key */
export async function checkAt(at: ExchangeOffice, folder: string, words?: string) {
  const place = await stickOf(at, folder);
  const [bundle] = got(await at.host.findBundles({ place }));
  const copied = await copyBundle(at.host, bundle!);
  if (!copied.ok) return copied;
  const opened = await unsealBundle(at.db, at.host, copied.value, words === undefined ? {} : { words });
  return opened.ok ? await checkBundle({ ...quiet, ...at }, opened.value) : opened;
}

/** Takes all of a bundle in, or what was chosen: ids of cases and names of settings. */
export async function takeAt(at: ExchangeOffice, bundle: CheckedBundle, chosen?: readonly string[]) {
  const names = bundle.settings?.settings.map(({ name }) => name) ?? [];
  const all = [...bundle.cases.map(({ caseId }) => caseId), ...names];
  return got(await takeInBundle({ ...quiet, ...at }, bundle, new Set(chosen ?? all)));
}
