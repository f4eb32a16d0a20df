import { readAlert, type Alert } from '../../../shared/alert/alert.ts';
import { LARGEST_ALERT } from '../../../shared/alert/envelope.ts';
import { fromParts } from '../../../shared/alert/parts.ts';
import { ownBytes, type Bytes } from '../../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { receiveAlert, type AlertChannel } from '../../db/alerts.ts';
import type { Database } from '../../db/database.ts';
import { host } from '../../host.ts';

/** What a person chose or pasted. */
export type Incoming =
  | { readonly kind: 'file'; readonly file: Pick<File, 'size' | 'arrayBuffer'> }
  | { readonly kind: 'codes'; readonly text: string };

/**
 * Opens a sealed alert and keeps it. Faults: those of `fromParts`, `openAlert`, `readAlert`, `receiveAlert`;
 * `file/cannot-read` when the file went away meanwhile.
 * @returns its id
 */
export async function takeIn(db: Database, incoming: Incoming, takenBy: string): Promise<Result<string>> {
  const sealed = await sealedOf(incoming);
  if (!sealed.ok) return sealed;
  const opened = await host.openAlert({ sealed: sealed.value });
  if (!opened.ok) return opened;
  const alert: Result<Alert> = readAlert(opened.value.alert);
  if (!alert.ok) return alert;
  const channel: AlertChannel = incoming.kind;
  const kept = await receiveAlert(db, alert.value, { channel, takenBy });
  return kept.ok ? ok(alert.value.id) : kept;
}

async function sealedOf(incoming: Incoming): Promise<Result<Bytes>> {
  if (incoming.kind === 'codes') return await fromParts(incoming.text);
  if (incoming.file.size > LARGEST_ALERT) return fail('alert/not-an-alert');
  try {
    return ok(ownBytes(new Uint8Array(await incoming.file.arrayBuffer())));
  } catch {
    return fail('file/cannot-read', { reason: 'NotReadableError' });
  }
}
