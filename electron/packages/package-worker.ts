// Entry of the thread that seals one package; main never waits for scrypt or for a disk, and what it knew goes with it.
import './one-crypto.ts';
import { parentPort } from 'node:worker_threads';
import { PlainError } from '../disk/log.ts';
import type { PackageOrder } from './package-thread.ts';
import { openPackage, type OpenPackage } from './seal-package.ts';

let opened: OpenPackage | undefined;

async function answer(order: PackageOrder): Promise<unknown> {
  if (order.does === 'open') {
    const begun = await openPackage(order);
    if (!begun.ok) return begun;
    opened = begun.value;
    return { ok: true, value: undefined };
  }
  if (opened === undefined) throw new PlainError('there is no package open');
  if (order.does === 'add') return await opened.add(order.name, order.bytes);
  if (order.does === 'list') return await opened.list(order.name);
  if (order.does === 'finish') return await opened.finish();
  await opened.cancel();
  return undefined;
}

// A rejection is left unhandled on purpose: it ends the worker, and the `error` event tells the main thread.
parentPort?.on('message', (order: PackageOrder) => void answer(order).then((said) => parentPort?.postMessage(said)));
