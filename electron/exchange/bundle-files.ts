import { bundlePaths } from '../../shared/bundle/bundle-layout.ts';
import { bundleLimits } from '../../shared/bundle/limits.ts';
import { WORDS_KEY, type Envelope } from '../../shared/bundle/envelope.ts';
import type { PayloadFile } from '../../shared/bundle/plan-bundle.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { TrustList } from '../../shared/roster/trust-list.ts';
import type { SpooledFile } from './spool.ts';

/** Who a bundle is for, as its envelope says it. */
export type Recipient = Envelope['destinatarios'][number];

/** What stands for the ministry's rescue key, and for somebody outside who opens with words. */
const RESCUE = 'RESCATE';
const OUTSIDE = 'EXTERNO';

/** The recipient of a bundle that opens with words. */
export const wordsRecipient: Recipient = { oficina: OUTSIDE, clave: WORDS_KEY };

/**
 * Everybody a bundle for some offices is sealed to: their computers that the ministry's list believes, and the rescue key.
 * @returns `trust/none` without a list; `bundle/unknown-office` (`office`) for one that is not in it or has no computer;
 *   `exchange/too-many-recipients` (`computers`, `most`) when an envelope has no room for all
 */
export function recipientsOf(list: TrustList | undefined, offices: readonly string[]): Result<readonly Recipient[]> {
  if (list === undefined) return fail('trust/none');
  const recipients: Recipient[] = [];
  for (const office of new Set(offices)) {
    const found = list.oficinas.find(({ oficina }) => oficina === office);
    const keys = (found?.equipos ?? []).filter(({ estado }) => estado === 'activo').map(({ clave }) => clave);
    if (keys.length === 0) return fail('bundle/unknown-office', { office });
    recipients.push(...keys.map((clave) => ({ oficina: office, clave })));
  }
  if (recipients.length >= bundleLimits.recipients) {
    return fail('exchange/too-many-recipients', { computers: recipients.length, most: bundleLimits.recipients - 1 });
  }
  return ok([...recipients, { oficina: RESCUE, clave: list.rescate }]);
}

/** What the envelope says of a file that was kept. */
export function envelopeFile({ name, bytes, sha256, plain }: SpooledFile): PayloadFile {
  const facts = { ruta: name, bytes, sha256 };
  if (name === bundlePaths.changes) {
    return { ...facts, tipo: 'cambios', desc: plain?.bytes ?? 0, lineas: plain?.lines ?? 0 };
  }
  if (name === bundlePaths.index) return { ...facts, tipo: 'indice' };
  if (name === bundlePaths.settings) return { ...facts, tipo: 'ajustes' };
  if (name.startsWith('data/confianza/')) return { ...facts, tipo: 'confianza' };
  if (name.startsWith('data/acuse/')) return { ...facts, tipo: 'acuse' };
  return { ...facts, tipo: name.startsWith('data/adj/') ? 'adjunto' : 'documento' };
}
