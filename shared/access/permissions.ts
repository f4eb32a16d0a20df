import type { Role } from './roles.ts';

/**
 * Who may do what. The one table that screens, the database layer and the main process ask; keys make the first
 * two rows true even for a program that does not ask (docs/decisions/0009-keys-and-roles.md).
 */
export const permissions = {
  'case.read': ['inspector', 'supervisor', 'chief', 'liaison'],
  'case.write': ['inspector', 'supervisor', 'chief', 'liaison'],
  /** giving an acta its number and sealing it */
  'case.finalise': ['inspector', 'supervisor', 'chief'],
  'document.sign': ['inspector', 'supervisor', 'chief', 'liaison'],
  /** printing, saving to a file, copying out */
  'document.export': ['inspector', 'supervisor', 'chief', 'liaison'],
  'document.verify': ['inspector', 'supervisor', 'chief', 'liaison', 'statistics', 'administrator'],
  /** with a typed reason; an inspector only those cases whose key was given to them */
  'protected.open': ['inspector', 'liaison'],
  /** without being the liaison or the case's inspector: with a written reason that is shown to the liaison */
  'protected.emergency': ['chief'],
  'statistics.read': ['inspector', 'supervisor', 'chief', 'liaison', 'statistics'],
  /** one line for each possible victim, by pseudonym, to whoever counts trafficking: never names, and never for everybody */
  'victims.export': ['liaison'],
  'settings.write': ['chief', 'administrator'],
  /** adding, removing, roles, a new passphrase for somebody */
  'people.manage': ['chief', 'administrator'],
  /** handing on keys that one holds to a person whose roles ask for them */
  'people.grant': ['inspector', 'supervisor', 'chief', 'liaison'],
  /** details of acts about cases stay closed to whoever may not read cases */
  'audit.read': ['supervisor', 'chief', 'administrator'],
  'audit.export': ['chief', 'administrator'],
  'snapshot.make': ['inspector', 'supervisor', 'chief', 'liaison', 'statistics', 'administrator'],
  /** where copies go besides this computer; taking one back */
  'snapshot.manage': ['chief', 'administrator'],
  'snapshot.restore-case': ['supervisor', 'chief', 'liaison'],
  /** making bundles for other offices, and what becomes of those that left */
  'exchange.send': ['inspector', 'supervisor', 'chief', 'liaison'],
  /** taking in what another office sent */
  'exchange.receive': ['supervisor', 'chief', 'liaison'],
  /** whose bundles count: the ministry's root and its list */
  'exchange.trust': ['chief', 'administrator'],
  /** making, and practising with, the recovery sheets */
  'recovery.manage': ['chief', 'administrator'],
  'office.decommission': ['chief', 'administrator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Permission = keyof typeof permissions;

/** Whether somebody with these roles may do this. */
export function may(held: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return held.some((role) => allowed.includes(role));
}
