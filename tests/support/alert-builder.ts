import type { Alert } from '../../shared/alert/alert.ts';
import { newId } from '../../shared/kernel/id.ts';

/** An alert as a committee would give it. */
export function anAlert(more: Partial<Alert> = {}): Alert {
  return {
    version: 1,
    id: newId(),
    madeAt: '2026-11-29T15:20:11.000Z',
    language: 'es',
    sender: 'committee',
    senderName: 'Comité local de Choloma',
    senderContact: '9999-0101, solo por la tarde',
    danger: 'unknown',
    facts: 'Doce personas duermen en la bodega y no las dejan salir del plantel.',
    signs: ['cannotLeave', 'documentsKept'],
    seenOn: '2026-11-27',
    department: '05',
    municipality: '0502',
    place: 'Detrás del beneficio, camino a Quebrada Seca',
    employer: 'Finca La Esperanza',
    recruiter: 'Don Chepe',
    route: 'En bus desde Lempira',
    people: '12',
    ages: 'de 15 a 40 años',
    children: 'yes',
    ...more,
  };
}
