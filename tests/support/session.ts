import type { Session } from '../../shared/ipc/contract.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { newId } from '../../shared/kernel/id.ts';

/** A clock that stands still until told otherwise. */
export function fixedClock(
  at = '2026-11-24T20:00:00.000Z',
): Clock & { readonly advance: (milliseconds: number) => void } {
  let now = Date.parse(at);
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** An unlocked office as the main process hands it over; the key bytes are a copy, since the window wipes them. */
export function sampleSession(key = new Uint8Array(32).fill(7), over: Partial<Session> = {}): Session {
  return {
    vaultId: newId(),
    officeId: newId(),
    installationId: newId(),
    office: { name: 'Oficina Regional de Prueba', code: 'TST', municipality: '0801' },
    person: { id: newId(), name: 'Suyapa Núñez Peña', position: 'Inspectora de trabajo', credential: 'CR-0457' },
    ...over,
    dataKeys: { reserved: new Uint8Array(key) },
  };
}
