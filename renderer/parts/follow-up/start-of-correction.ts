import { correctionOf, type Contact, type ContactForm } from '../../../shared/follow-up/contact.ts';
import type { Instant } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, timeInHonduras } from '../../../shared/kernel/plain-date.ts';

/** A contact to be said again: at its own moment, or now where that cannot be read. */
export function startOfCorrection(contact: Contact, now: Instant): ContactForm {
  const at = contact.at ?? now;
  return correctionOf(contact, dateInHonduras(at), timeInHonduras(at));
}
